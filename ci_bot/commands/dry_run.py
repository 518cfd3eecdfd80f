"""The word of a line that asks for no more than what would happen."""

import re

from ci_bot.commands.request import Request

_DRY_RUN = re.compile(r"-{1,2}dry-?run", re.IGNORECASE)
"""Phones make one dash of two."""


def is_dry_run(word: str) -> bool:
    """Whether it is that word."""
    return _DRY_RUN.fullmatch(word) is not None


def without_dry_run(request: Request) -> tuple[Request, bool]:
    """The request without that word, and whether it stood at its end."""
    words = request.arguments.words
    if not words or not is_dry_run(words[-1].text):
        return request, False
    return request.about(request.arguments.text[: words[-1].start].strip()), True
