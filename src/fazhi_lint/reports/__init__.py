"""The room of output formats, one file each: reports in, text out. Nothing here prints.

A format is a module with ``render(reports, ledger)``, which yields pieces of text; it is loaded when asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import Protocol, cast

from ..model import Report, UserError

FORMATS = ("text", "json", "html", "github", "gitlab", "junit", "sarif")


class Render(Protocol):
    """Pieces of the output in order; ``ledger`` asks for the relations as well."""

    def __call__(self, reports: Iterable[Report], ledger: bool) -> Iterator[str]: ...


def load_format(name: str) -> Render:
    """The ``render`` of a format. Raises UserError, which lists the formats, on an unknown name."""
    if name not in FORMATS:
        raise UserError(f"没有名为“{name}”的格式；可用的有 {'、'.join(FORMATS)}")
    return cast(Render, import_module(f".{name}", __name__).render)
