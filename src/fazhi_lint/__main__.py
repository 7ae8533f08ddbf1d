"""Where the command begins, also as ``python -m fazhi_lint``."""

from __future__ import annotations

import gc
from typing import NoReturn


def main() -> NoReturn:
    """Run the command."""
    # What is made while loading stays: looking through it for what can go takes a tenth of the start.
    gc.disable()
    from .cli import main as run

    run()


if __name__ == "__main__":
    main()
