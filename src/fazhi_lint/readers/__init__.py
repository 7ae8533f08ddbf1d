"""The room of readers: from the bytes of a file to a Document. One file a format, loaded when it is met."""

from __future__ import annotations

from ..document import Document

# What is picked up in a folder; a file named on the command line is read whatever its name.
SUFFIXES = (".txt", ".md")


class UnreadableError(Exception):
    """A file that cannot be read; the message is one line in Chinese, without the file's name."""


def read_document(data: bytes, name: str) -> Document:
    """The Document in ``data``; ``name`` is what reports call it. Raises UnreadableError."""
    from .text import decode

    return Document(decode(data).text, name)
