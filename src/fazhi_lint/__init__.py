"""fazhi-lint: a linter for Chinese official reports.

``lint_text``, ``lint_file`` and ``read_numbers`` are loaded when first asked for, so that importing the
package costs no more than starting the command.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = ["__version__", "lint_file", "lint_text", "read_numbers"]

if TYPE_CHECKING:
    from .api import lint_file, lint_text
    from .facts.numbers import read_numbers


def __getattr__(name: str) -> Any:
    if name in ("lint_file", "lint_text"):
        from . import api

        return getattr(api, name)
    if name == "read_numbers":
        from .facts.numbers import read_numbers

        return read_numbers
    raise AttributeError(f"module 'fazhi_lint' has no attribute {name!r}")
