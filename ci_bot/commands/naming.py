"""Finds what a typed name stands for; a near name is a question, never an act."""

from collections.abc import Callable, Mapping
from operator import itemgetter
from typing import TypeVar

from rapidfuzz import fuzz, process, utils

from ci_bot.commands.request import Request
from ci_bot.commands.table import MeantError, NoSuchError, UsageError
from ci_bot.domain.activity import Activity
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.person import Person
from ci_bot.domain.typed_text import folded

LIKENESS = 70
"""From here on, out of 100, two names are near enough to ask "did you mean"."""
LIKENESS_OF_A_PART = 80
"""The same where only a part of the name was typed, such as a first name."""
SHORTEST = 4
"""Fewer letters than this are a part of nearly every name."""
MOST_WORDS = 12
"""No title is looked for in more words than this at the front of a line."""

Found = TypeVar("Found")
Key = TypeVar("Key", bound=str)


def find_activity(request: Request, command: str) -> tuple[Activity, str]:
    """The activity named at the front of the arguments, and the raw text behind its name.

    A name may be an id or a title, of several words without quotes.
    """
    activities = {a.id: a for a in request.coalition.activities.values() if not a.archived}
    names: dict[str, Activity] = {}
    for activity in activities.values():
        names[folded(activity.title)] = activity
        names[folded(activity.id)] = activity
    found, used = _longest(request, names)
    if found is not None:
        return found, request.behind(used)
    if not request.words:
        raise UsageError
    titles = {a.id: a.title for a in activities.values()}
    tried, near = _nearest(request.words, titles)
    if near is None:
        raise NoSuchError(request.words[0], "activities")
    rest = request.behind(tried)
    raise MeantError(
        " ".join(request.words[:tried]), activities[near].title, f"{command} {near} {rest}".strip()
    )


def names_activity(coalition: Coalition, text: str) -> bool:
    """Whether the text is the name of an activity, and nothing else."""
    wanted = folded(text)
    known = (a for a in coalition.activities.values() if not a.archived)
    return any(wanted in (folded(a.title), folded(a.id)) for a in known)


def find_person(request: Request, command: str) -> tuple[Person, str]:
    """The person named at the front of the arguments: by id, name or account."""
    people = request.coalition.people
    names: dict[str, Person] = {}
    for person in people.values():
        names[folded(person.name)] = person
        names[folded(person.id)] = person
    for account in request.coalition.accounts:
        names[folded(account.id.partition(":")[2])] = people[account.person]
    found, used = _longest(request, names)
    if found is not None:
        return found, request.behind(used)
    if not request.words:
        raise UsageError
    known = {p.id: p.name for p in people.values()}
    tried, near = _nearest(request.words, known)
    if near is None:
        raise NoSuchError(request.words[0], "who")
    rest = request.behind(tried)
    name = " ".join(request.words[:tried])
    raise MeantError(name, people[near].name, f"{command} {near} {rest}".strip())


def _longest(request: Request, names: Mapping[str, Found]) -> tuple[Found | None, int]:
    for used in range(min(len(request.words), MOST_WORDS), 0, -1):
        found = names.get(folded(" ".join(request.words[:used])))
        if found is not None:
            return found, used
    return None, 0


def _nearest(words: tuple[str, ...], known: Mapping[Key, str]) -> tuple[int, Key | None]:
    """The number of words that look most like a known name, and that name's id."""
    whole = _best(words, known, _likeness)
    return whole if whole[1] is not None else _best(words, known, _likeness_of_a_part)


def _best(
    words: tuple[str, ...], known: Mapping[Key, str], scorer: Callable[..., float]
) -> tuple[int, Key | None]:
    best: tuple[float, int, Key | None] = (1.0, 1, None)
    for used in range(1, min(len(words), MOST_WORDS) + 1):
        typed = " ".join(words[:used])
        found = process.extract(
            typed, known, scorer=scorer, processor=utils.default_process, limit=1
        )
        best = max([best, *((score, used, key) for _, score, key in found)], key=itemgetter(0, 1))
    return best[1], best[2]


def _likeness(typed: str, name: str, **_: object) -> float:
    return fuzz.ratio(typed, name, score_cutoff=LIKENESS)


def _likeness_of_a_part(typed: str, name: str, **_: object) -> float:
    if not SHORTEST <= len(typed) <= len(name):
        return 0.0
    return fuzz.partial_ratio(typed, name, score_cutoff=LIKENESS_OF_A_PART)
