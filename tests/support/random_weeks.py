"""Random weeks of a coalition, for what must hold in every week; quick enough for thousands."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TypeVar

from hypothesis import strategies as st

from ci_bot.domain.ask import Ask, AskKind
from ci_bot.domain.digest.material import Material
from ci_bot.domain.ids import ActivityId, OrganisationId, PersonId, UpdateId
from ci_bot.domain.status import Status, Visibility
from ci_bot.domain.update import Update
from ci_bot.domain.visibility import BACKBONE, last_visible
from tests.support.digest_week import FREEZE, SINCE, asked, coalition, said, week

MOST, BYTES = 10, 6
"""Things said in a week, and the bytes from which each is made."""
SIZE = 5
TELLING = 3
HOUR = timedelta(hours=1)
LONG_AGO = 15 * 24
POSTED = FREEZE + 18 * HOUR
WORDS = (
    "",
    "",
    "said",
    "The printer cancelled, we need another by the 16th. " * 8,
    "eight schools now",
    "<b>@room</b> [x](http://evil)",
    "a\u202eb\nc",
    "日本の活動",
    "| * # _ ~",
)
KINDS = ("plain", "plain", "plain", "no change", "no change", "told", "contribution", "words")
LATER = (
    "",
    "",
    "",
    "withdrawn",
    "corrected",
    "wider",
    "narrower",
    "correctly afterwards",
    "for fewer beside",
    "for fewer beside, then for all",
)
LAKELAND = coalition(SIZE)
_T = TypeVar("_T")


@dataclass
class Dice:
    """Draws from a number; hypothesis is slow where it draws a hundred times."""

    number: int

    def of(self, options: Sequence[_T]) -> _T:
        """One of the options."""
        self.number, place = divmod(self.number, len(options))
        return options[place]


def marked(number: int, words: str) -> str:
    """Words that can be found again in any rendering."""
    return f"zq{number}qz {words}" if words else ""


def weeks() -> st.SearchStrategy[Material]:
    """A week of up to ten updates, asks, and updates from before, some of them changed."""
    # So many bytes in any case: short ones are drawn by far too often.
    return st.binary(min_size=1 + MOST * BYTES, max_size=1 + MOST * BYTES).map(_week)


def _week(drawn: bytes) -> Material:
    told: list[Update] = []
    before: list[Update] = []
    asks: list[Ask] = []
    for number in range(drawn[0] % (MOST + 1)):
        begin = 1 + BYTES * number
        dice = Dice(int.from_bytes(drawn[begin : begin + BYTES], "big"))
        add = dice.of((_tell(told), _tell(told), _tell(before, earlier=True), _wish(asks)))
        add(dice, number + 1)
    posted = POSTED if any(update.recorded > FREEZE for update in told) else None
    return settled(week(*told, earlier=before, asks=asks, of=LAKELAND, posted=posted))


def settled(material: Material) -> Material:
    """The week with each activity over or not, as its lead said last, to whomever."""
    said_of: dict[ActivityId, list[Update]] = {}
    for update in (*material.earlier, *material.updates):
        said_of.setdefault(update.activity, []).append(update)
    activities = {
        a.id: replace(a, final=_final(last_visible(said_of.get(a.id, ()), a, BACKBONE)))
        for a in material.coalition.activities.values()
    }
    return replace(material, coalition=replace(material.coalition, activities=activities))


def _final(last: Update | None) -> Status | None:
    status = None if last is None else last.status
    return status if status is not None and status.final else None


_Add = Callable[[Dice, int], None]


def _tell(found: list[Update], *, earlier: bool = False) -> _Add:
    def add(dice: Dice, number: int) -> None:
        found.extend(_forms(dice, number, earlier=earlier))

    return add


def _wish(found: list[Ask]) -> _Add:
    def add(dice: Dice, number: int) -> None:
        # Its number is its place, as in the store.
        found.append(_ask(dice, len(found) + 1, number))

    return add


def _forms(dice: Dice, number: int, *, earlier: bool) -> Iterator[Update]:
    """An update in the week, or in the three before it; and what became of it."""
    activity = dice.of(range(TELLING))
    kind = dice.of(KINDS)
    status = dice.of(tuple(Status))
    words = dice.of(WORDS)
    said_in = dice.of((None, "en", "de"))
    later = dice.of(LATER)
    visibility = dice.of(tuple(Visibility))
    back = (1 + dice.of(range(160))) * HOUR * (3 if earlier else 1)
    worded = kind in {"words", "contribution"}
    first = said(
        activity,
        marked(number, words or "said" if worded else words),
        None if worded else status,
        id=UpdateId(f"u{number}"),
        at=(SINCE if earlier else FREEZE) - back,
        visibility=visibility,
        no_change=kind == "no change",
        contribution=kind == "contribution",
        confirmed=kind != "told",
        told_by=PersonId("bea") if kind == "told" else None,
        language=said_in,
    )
    if kind == "contribution":
        first = replace(first, organisation=OrganisationId(f"o{(activity + 1) % SIZE}"))
    if earlier or not later:
        yield first
    elif later == "withdrawn":
        yield replace(first, withdrawn=FREEZE)
    elif later.startswith("for fewer") and visibility is not Visibility.BACKBONE:
        yield from _beside(first, number, shown=later.endswith("all"))
    else:
        yield from _corrected(first, number, later)


def _corrected(first: Update, number: int, how: str) -> Iterator[Update]:
    at = FREEZE - HOUR / 2 if how != "correctly afterwards" else POSTED + HOUR
    readers = (Visibility.BACKBONE, Visibility.WORKING_GROUP, Visibility.COALITION)
    place = readers.index(first.visibility) + {"wider": 1, "narrower": -1}.get(how, 0)
    changed = how.startswith("correct") and bool(first.words)
    second = replace(
        first,
        id=UpdateId(f"v{number}"),
        replaces=first.id,
        recorded=at,
        words=marked(500 + number, "corrected") if changed else first.words,
        visibility=readers[min(max(place, 0), 2)],
    )
    # A week's digest is frozen with the first forms of what changes after it was posted.
    yield replace(first, replaced=at)
    yield second


def _beside(first: Update, number: int, *, shown: bool) -> Iterator[Update]:
    """Told to the backbone after the posting; the old one stays until more people may read it."""
    at = POSTED + HOUR
    few = replace(
        first,
        id=UpdateId(f"v{number}"),
        replaces=first.id,
        at=at,
        recorded=at,
        status=None if first.status is None else Status.OFF_TRACK,
        no_change=False,
        words=marked(500 + number, "for few"),
        visibility=Visibility.BACKBONE,
    )
    if not shown:
        yield from (first, few)
        return
    later = at + HOUR
    yield from (replace(first, replaced=later), replace(few, replaced=later))
    wider = Visibility.COALITION
    yield replace(few, id=UpdateId(f"w{number}"), replaces=few.id, recorded=later, visibility=wider)


def _ask(dice: Dice, number: int, mark: int) -> Ask:
    """An ask, offer or lesson, perhaps closed with thanks, perhaps open for long."""
    activity = dice.of((None, *range(SIZE)))
    closed = dice.of((False, True))
    return asked(
        number,
        f"zq{1000 + mark}qz {dice.of(WORDS)}",
        dice.of(tuple(AskKind)),
        activity=None if activity is None else ActivityId(f"a{activity}"),
        visibility=dice.of(tuple(Visibility)),
        opened=FREEZE - (1 + dice.of(range(2 * LONG_AGO))) * HOUR,
        closed=FREEZE - HOUR / 2 if closed else None,
        thanked=PersonId("p1") if closed else None,
    )
