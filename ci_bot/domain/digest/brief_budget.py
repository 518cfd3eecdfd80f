"""Keeps a brief as short as one screen of a phone: what stands on it, what moves to the thread."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from ci_bot.domain.digest.content import (
    AtRisk,
    Brief,
    BriefFor,
    DigestContent,
    Entry,
    GoalAtRisk,
    HelpLine,
)
from ci_bot.domain.digest.weight import (
    Shorten,
    entry_weight,
    shortened,
    shortened_words,
    weight,
)

SCREEN_WORDS = 150
"""How long a brief may be; a phone shows about that many at once."""
FRAME = 44
"""What is always there: dates, whose it is, headline, coverage, where the rest is."""
HEADING = 6
"""A heading of one section."""
QUESTION = 14
"""What the backbone is asked about what waits for long."""
OVERDUE = 14
"""What is said where it comes late."""
LIMITS = (240, 160, 110)
"""Characters of one person's words: the first with which everything fits, else the last."""
INTRO = 110
"""Characters of the backbone's own words on top."""

_Keeps = Callable[[str], bool]


def fit_brief(content: DigestContent, brief: Brief, shorten: Shorten) -> DigestContent:
    """The content with its brief within one screen; what it lost stands in `brief_details`."""
    intro = None if content.intro is None else shortened_words(content.intro, INTRO, shorten)
    sections = (brief.decide, brief.private, brief.waiting, brief.at_risk)
    room = SCREEN_WORDS - FRAME - weight(content.coalition) - HEADING * sum(map(bool, sections))
    room -= 0 if content.overdue is None else OVERDUE
    room -= QUESTION if brief.waiting and brief.reader is BriefFor.BACKBONE else 0
    room -= 0 if intro is None else weight(intro.text)
    short: dict[str, Entry] = {}
    for limit in LIMITS:
        short = {entry.key: shortened(entry, limit, shorten) for entry in brief.entries()}
        if sum(entry_weight(entry) for entry in short.values()) <= room:
            break
    weights = {key: entry_weight(entry) for key, entry in short.items()} | _goals(brief.at_risk)
    kept: set[str] = set()
    named = {
        _key(goal, one): _key(goal, goal.activities[0])
        for goal in brief.at_risk
        for one in goal.activities
    }
    for key in _turns(brief):
        # A goal's name is only counted with its first activity.
        if weights[key] <= room and named.get(key, key) in {key, *kept}:
            room -= weights[key]
            kept.add(key)
    whole = {entry.key: entry for entry in brief.entries()}
    lost = {key for key in whole if key not in kept or short[key] != whole[key]}
    details = _chosen(brief, whole, lambda key: key in lost if key in whole else key not in kept)
    empty = replace(brief, decide=(), private=(), waiting=(), at_risk=())
    return replace(
        content,
        brief=_chosen(brief, short, lambda key: key in kept),
        brief_details=None if details == empty else details,
        intro=intro,
        full_intro=content.intro if intro != content.intro else None,
        moved=len(weights) - len(kept),
    )


def _goals(goals: Sequence[GoalAtRisk]) -> dict[str, int]:
    """The weights of what is at risk, by key; a goal is named with its first."""
    return {
        _key(goal, one): 4 + weight(one.activity) + (0 if place else weight(goal.goal) + 2)
        for goal in goals
        for place, one in enumerate(goal.activities)
    }


def _key(goal: GoalAtRisk, one: AtRisk) -> str:
    return f"goal:{goal.goal}:{goal.activities.index(one)}"


def _turns(brief: Brief) -> Iterator[str]:
    """When each line gets its place: the first of each section, then section by section.

    What only these readers read comes first, as they find the rest in the whole digest, too.
    """
    sections = [
        [line.key for line in lines] for lines in (brief.private, brief.decide, brief.waiting)
    ]
    sections.append([_key(goal, one) for goal in brief.at_risk for one in goal.activities])
    for lines in sections:
        yield from lines[:1]
    for lines in sections:
        yield from lines[1:]


def _chosen(brief: Brief, forms: dict[str, Entry], keeps: _Keeps) -> Brief:
    goals = (
        replace(goal, activities=tuple(one for one in goal.activities if keeps(_key(goal, one))))
        for goal in brief.at_risk
    )
    return replace(
        brief,
        decide=tuple(forms[line.key] for line in brief.decide if keeps(line.key)),
        private=tuple(forms[line.key] for line in brief.private if keeps(line.key)),
        waiting=tuple(
            form
            for line in brief.waiting
            if keeps(line.key) and isinstance(form := forms[line.key], HelpLine)
        ),
        at_risk=tuple(goal for goal in goals if goal.activities),
    )
