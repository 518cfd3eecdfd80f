"""Whatever check-ins a coalition has: one ask a week for each person, and nothing is left out."""

import asyncio
from collections import Counter
from datetime import timedelta
from zoneinfo import ZoneInfo

from hypothesis import example, given, settings
from hypothesis import strategies as st

from ci_bot.domain.coalition import Checkin
from ci_bot.domain.ids import ActivityId, CheckinId
from ci_bot.domain.own_question import MOST, OwnQuestion
from tests.services.rounds.test_open_rounds import MONDAY
from tests.support.calendar_house import House
from tests.support.small_coalition import (
    BERLIN,
    MARA,
    OTTO,
    activity,
    small_coalition,
    with_person,
)

ACTIVITIES = [ActivityId(name) for name in ("pupils", "toolkit", "evenings", "walks")]
SCHEDULES = [
    "weekly mon 09:00",
    "weekly thu 09:30",
    "every 2 weeks wed 18:00",
    "every 3 weeks fri 11:00",
    "monthly first tue 10:00",
    "monthly 15 09:00",
]


@st.composite
def checkins(draw: st.DrawFn) -> dict[CheckinId, Checkin]:
    """One to four of them; the first asks about what no other one names."""
    found = {}
    for number in range(draw(st.integers(1, 4))):
        named = st.lists(st.sampled_from(ACTIVITIES), unique=True, min_size=1, max_size=3)
        asked = draw(st.booleans())
        checkin = Checkin(
            id=CheckinId(f"c{number}"),
            schedule=draw(st.sampled_from(SCHEDULES)),
            activities=tuple(draw(named)) if number else (),
            questions=(OwnQuestion(id="q", text="What else?"),) if asked else (),
        )
        found[checkin.id] = checkin
    return found


def asking(id_: str, schedule: str, *activities: str) -> Checkin:
    """A check-in with a question of its own."""
    return Checkin(
        id=CheckinId(id_),
        schedule=schedule,
        activities=tuple(ActivityId(name) for name in activities),
        questions=(OwnQuestion(id="q", text="What else?"),),
    )


# The walks are asked about by another one shortly before the monthly one comes.
OVERLAPPING = [
    asking("c0", "weekly mon 09:00", "toolkit", "evenings", "pupils"),
    asking("c1", "monthly first tue 10:00", "walks"),
    asking("c2", "every 3 weeks fri 11:00", "evenings", "pupils", "walks"),
]

# Who is asked every second week has had their week when the monthly one comes.
NEVER_IN_THEIR_WEEK = [
    Checkin(id=CheckinId("c0"), schedule="weekly mon 09:00"),
    asking("c1", "monthly 15 09:00", "pupils"),
]


@given(checkins=checkins(), every=st.sampled_from([None, 2]))
@example(checkins={checkin.id: checkin for checkin in OVERLAPPING}, every=None)
@example(checkins={checkin.id: checkin for checkin in NEVER_IN_THEIR_WEEK}, every=2)
@settings(max_examples=15, deadline=None)
def test_nobody_is_asked_twice_in_a_week_and_every_activity_in_its_time(
    checkins: dict[CheckinId, Checkin], every: int | None
) -> None:
    asyncio.run(_ten_weeks(checkins, every))


async def _ten_weeks(checkins: dict[CheckinId, Checkin], every: int | None) -> None:
    leads = {a: (MARA if n % 2 else OTTO) for n, a in enumerate(ACTIVITIES)}
    activities = {a: activity(a, lead=lead, deputy=None) for a, lead in leads.items()}
    coalition = small_coalition(activities=activities, checkins=checkins)
    house = House(MONDAY)
    await house.apply(with_person(coalition, OTTO, every_weeks=every))
    await house.turn(MONDAY + timedelta(weeks=10), step=timedelta(hours=3))
    for person in (MARA, OTTO):
        local = [sent.astimezone(ZoneInfo(BERLIN)) for sent in house.sent_to(person)]
        assert set(Counter(sent.isocalendar()[:2] for sent in local).values()) <= {1}
    prompts = await house.prompts()
    asked = {i.activity for p in prompts for i in p.items if i.due and p.sent is not None}
    assert asked == set(ACTIVITIES)
    assert all(len(p.own) <= MOST for p in prompts)
    own = {i.checkin for p in prompts for i in p.own}
    assert own == {c.id for c in checkins.values() if c.questions and _asks(c, checkins)}


def _asks(checkin: Checkin, checkins: dict[CheckinId, Checkin]) -> bool:
    """Whether it asks about anything at all."""
    named = {a for other in checkins.values() for a in other.activities}
    return bool(checkin.activities) or named != set(ACTIVITIES)
