"""The word of a line that asks for no more than what would happen."""

import re

from ci_bot.commands.request import Request

_DRY_RUN = re.compile(r"-{1,2}dry-?run", re.IGNORECASE)
"""Phones make one dash of two."""


def is_dry_run(word: str) -> bool:
    """Whether it is that word."""
    return _DRY_RUN.fullmatch(word) is not None


def without_dry_run(request: Request) -> tuple[Request, bool]:
    """The request without that word, and whether it stood anywhere in its line."""
    words = request.arguments.words
    dry = next((word for word in words if is_dry_run(word.text)), None)
    if dry is None:
        return request, False
    text = request.arguments.text
    parts = (text[: dry.start].strip(), text[dry.end :].strip())
    return request.about(" ".join(filter(None, parts))), True
