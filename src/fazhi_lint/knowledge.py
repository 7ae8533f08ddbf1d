"""The room of facts with sources: the tables under ``rules/knowledge``, read when first asked for."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from .kept import read_toml


@cache
def rules_folder() -> Path:
    """The folder of rule files: beside the package (wheel) or at the root of the checkout."""
    here = Path(__file__).parent
    beside = here / "rules"
    return beside if beside.is_dir() else here.parents[1] / "rules"


@cache
def knowledge(name: str) -> dict[str, Any]:
    """The table ``rules/knowledge/<name>.toml``. Callers must not change it.

    Raises FileNotFoundError if there is no such table, ValueError if it is not TOML.
    """
    return read_toml(rules_folder() / "knowledge" / f"{name}.toml")
