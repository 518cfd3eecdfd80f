"""Prints: for people in colour where there is a terminal, for programs as JSON."""

import json
import sys
from typing import Any

from ci_bot.messages.safe import clean


def say(text: str = "", *, style: str = "") -> None:
    """A line for people; what could steer their terminal is taken out."""
    if sys.stdout.isatty():
        from rich.console import Console

        Console(soft_wrap=True, highlight=False).print(clean(text), style=style, markup=False)
    else:
        print(clean(text))


def note(text: str) -> None:
    """A line beside the result, on standard error."""
    print(clean(text), file=sys.stderr)


def give(data: Any) -> None:
    """Data for programs."""
    print(json.dumps(data, ensure_ascii=False, indent=2, default=str))


def pour(text: str) -> None:
    """A whole document, as it is."""
    sys.stdout.write(text)


def table(title: str, rows: list[tuple[str, ...]]) -> None:
    """Rows below a title, in columns."""
    say(title if rows else f"{title}: none", style="bold")
    widths = [max(len(clean(cell)) for cell in column) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (clean(cell).ljust(width) for cell, width in zip(row, widths, strict=True))
        say("  " + "  ".join(cells).rstrip())
