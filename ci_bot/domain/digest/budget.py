"""Keeps a digest short: what stands on top, what is shortened, what moves to the thread."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from ci_bot.domain.digest.brief_budget import fit_brief
from ci_bot.domain.digest.content import ComingLine, DigestContent, Entry, Page
from ci_bot.domain.digest.pages import groups_of, page_of
from ci_bot.domain.digest.weight import (
    Shorten,
    contact_weight,
    entry_weight,
    shortened,
    shortened_words,
    weight,
)

TOP_WORDS = 320
"""How long the top may be."""
FRAME = 62
"""What is always there: dates, headline, headings, coverage, and how to object."""
OVERDUE = 14
"""What is said where it comes late."""
LIMITS = (240, 160, 110)
"""Characters of one person's words on top: the first with which everything fits, else the last."""
MANY_LINES = 40
FIRST = 3
"""So many of what got worse or has ended stand before what was learned, and whom we thank."""
INTRO = 400
"""Characters of the backbone's own words on top."""

_Entries = Mapping[str, Entry]


def fit(content: DigestContent, shorten: Shorten) -> DigestContent:
    """The content with its top within the budget, and the rest as details.

    First all words are shortened alike; if that isn't enough, lines move to the details. What is
    shortened on top stands in full in the details. A brief has a smaller budget of its own.
    """
    if content.brief is not None:
        return fit_brief(content, content.brief, shorten)
    whole = list(content.top.entries())
    intro = None if content.intro is None else shortened_words(content.intro, INTRO, shorten)
    room = TOP_WORDS - FRAME - weight(content.coalition)
    room -= 0 if content.overdue is None else OVERDUE
    room -= 0 if intro is None else weight(intro.text)
    room -= 0 if content.signed is None else contact_weight(content.signed)
    short: dict[str, Entry] = {}
    # With so many lines, no choice of words makes them fit.
    for limit in LIMITS if len(whole) <= MANY_LINES else LIMITS[-1:]:
        short = {entry.key: shortened(entry, limit, shorten) for entry in whole}
        if sum(entry_weight(entry) for entry in short.values()) <= room:
            break
    groups = groups_of(content.top)
    kept = _kept(content.top, short, groups, room)
    return replace(
        content,
        top=page_of((kept[entry.key] for entry in whole if entry.key in kept), groups),
        details=page_of((entry for entry in whole if kept.get(entry.key) != entry), groups),
        intro=intro,
        full_intro=content.intro if intro != content.intro else None,
        moved=len(whole) - len(kept),
    )


def _kept(page: Page, short: _Entries, groups: Mapping[str, str | None], room: int) -> _Entries:
    kept: dict[str, Entry] = {}
    headed: set[str | None] = set()
    gap = False
    for _, key in sorted(_turns(page), key=lambda turn: turn[0]):
        needed = entry_weight(short[key])
        if key in groups and groups[key] not in headed:
            needed += weight(groups[key] or "Other activities")
        coming = isinstance(short[key], ComingLine)
        # A day that is left out between two others would not be looked for.
        if needed <= room and not (coming and gap):
            room -= needed
            kept[key] = short[key]
            headed.update({groups[key]} if key in groups else ())
        else:
            gap = gap or coming
    return kept


def _turns(page: Page) -> Iterator[tuple[int, str]]:
    """When each line gets its place: some of each section, what changed, news, then the rest."""
    # What comes too late is for those who look for it.
    for place, asked in enumerate(line for line in page.help if not line.over):
        yield (0 if place < 2 else 3 if place < 3 else 5), asked.key
    news = [line for group in page.progress for line in group.lines]
    # A stable sort: among equals the order of the digest.
    news.sort(key=lambda line: not (line.worse or line.ended))
    for place, line in enumerate(news):
        told = line.worse or line.ended
        turn = (1 if place < FIRST else 2) if told else 3 if line.was is not None else 4
        yield (0 if place < 1 else turn), line.key
    for first, section in (
        (0, page.coming),
        *((1, beside) for beside in (page.learned, page.answers, page.thanks)),
    ):
        for place, entry in enumerate(section):
            yield (first if place < 1 else 4 if place < 2 else 6), entry.key
