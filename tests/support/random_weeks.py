"""Random weeks of a coalition, for what must hold in every week."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import strategies as st

from ci_bot.domain.ask import Ask, AskKind
from ci_bot.domain.digest_material import Material
from ci_bot.domain.ids import ActivityId, OrganisationId, PersonId, UpdateId
from ci_bot.domain.status import Status, Visibility
from ci_bot.domain.update import Update
from tests.support.digest_week import FREEZE, SINCE, asked, coalition, said, week

SIZE = 5
TELLING = 3
HOURS = st.integers(min_value=0, max_value=160)
WORDS = st.one_of(
    st.just(""),
    st.just(""),
    st.just("The printer cancelled, we need another by the 16th. " * 8),
    st.sampled_from(
        [
            "eight schools now",
            "<b>@room</b> [x](http://evil)",
            "a\u202eb\nc",
            "日本の活動",
            "| * # _ ~",
        ]
    ),
)


def marked(number: int, words: str) -> str:
    """Words that can be found again in any rendering."""
    return f"zq{number}qz {words}" if words else ""


@st.composite
def updates(draw: st.DrawFn, number: int, *, earlier: bool = False) -> Update:
    """An update in the week, or in the three before it."""
    activity = draw(st.integers(min_value=0, max_value=TELLING - 1))
    back = timedelta(hours=draw(HOURS) * (3 if earlier else 1) + 1)
    kind = draw(
        st.sampled_from(
            ["plain", "plain", "no_change", "no_change", "told", "contribution", "words"]
        )
    )
    status = None if kind in {"contribution", "words"} else draw(st.sampled_from(list(Status)))
    words = draw(WORDS)
    update = said(
        activity,
        marked(number, words or "said" if kind in {"words", "contribution"} else words),
        status,
        id=UpdateId(f"u{number}"),
        at=(SINCE if earlier else FREEZE) - back,
        visibility=draw(st.sampled_from(list(Visibility))),
        no_change=kind == "no_change",
        contribution=kind == "contribution",
        confirmed=kind != "told",
        told_by=PersonId("bea") if kind == "told" else None,
        language=draw(st.sampled_from([None, "en", "de"])),
    )
    if kind == "contribution":
        return replace(update, organisation=OrganisationId(f"o{(activity + 1) % SIZE}"))
    return update


@st.composite
def asks(draw: st.DrawFn, number: int) -> Ask:
    """An ask, offer or lesson, perhaps closed with thanks."""
    activity = draw(st.one_of(st.none(), st.integers(min_value=0, max_value=SIZE - 1)))
    closed = draw(st.booleans())
    return asked(
        number,
        f"zq{1000 + number}qz {draw(WORDS)}",
        draw(st.sampled_from(list(AskKind))),
        activity=None if activity is None else ActivityId(f"a{activity}"),
        visibility=draw(st.sampled_from(list(Visibility))),
        opened=FREEZE - timedelta(hours=draw(HOURS) * 2 + 1),
        closed=FREEZE - timedelta(minutes=30) if closed else None,
        thanked=PersonId("p1") if closed else None,
    )


@st.composite
def weeks(draw: st.DrawFn) -> Material:
    """A week of up to ten updates and four asks, with up to six updates from before."""
    told = [draw(updates(n)) for n in range(draw(st.integers(min_value=0, max_value=10)))]
    before = [
        draw(updates(100 + n, earlier=True))
        for n in range(draw(st.integers(min_value=0, max_value=6)))
    ]
    wishes = [draw(asks(n + 1)) for n in range(draw(st.integers(min_value=0, max_value=4)))]
    return week(*told, earlier=before, asks=wishes, of=coalition(SIZE))
