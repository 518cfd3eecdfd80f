"""Makes pages of a digest's lines, and cuts long ones between lines."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from ci_bot.domain.digest.content import (
    AnswerLine,
    ComingLine,
    Entry,
    GroupProgress,
    HelpLine,
    LessonLine,
    Page,
    ProgressLine,
    ThanksLine,
)
from ci_bot.domain.digest.weight import entry_size

PAGE = 8_500
"""Bytes of lines; with its headings that is one message of any platform, as a rule."""


def page_of(entries: Iterable[Entry], groups: Mapping[str, str | None]) -> Page:
    """A page of these lines; `groups` names the working group of each line of progress."""
    lines = list(entries)
    news = (line for line in lines if isinstance(line, ProgressLine))
    return Page(
        help=tuple(line for line in lines if isinstance(line, HelpLine)),
        progress=tuple(
            GroupProgress(name=name, lines=tuple(own))
            for name, own in groupby(news, key=lambda line: groups[line.key])
        ),
        coming=tuple(line for line in lines if isinstance(line, ComingLine)),
        learned=tuple(line for line in lines if isinstance(line, LessonLine)),
        answers=tuple(line for line in lines if isinstance(line, AnswerLine)),
        thanks=tuple(line for line in lines if isinstance(line, ThanksLine)),
    )


def groups_of(page: Page) -> Mapping[str, str | None]:
    """The name of the working group under which each line of progress stands."""
    return {line.key: group.name for group in page.progress for line in group.lines}


def pages(page: Page, size: int = PAGE, *, taken: int = 0) -> Iterator[Page]:
    """The same lines on as many pages as needed; one longer than a page has its own.

    `taken`: bytes of the first page that something else needs.
    """
    groups = groups_of(page)
    chosen: list[Entry] = []
    room = size - taken
    for entry in page.entries():
        needed = entry_size(entry)
        if chosen and needed > room:
            yield page_of(chosen, groups)
            chosen, room = [], size
        chosen.append(entry)
        room -= needed
    if chosen:
        yield page_of(chosen, groups)
