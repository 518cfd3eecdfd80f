"""What is told above a prompt's question is found in one look at each activity."""

from collections import UserDict
from collections.abc import ValuesView
from dataclasses import replace

from ci_bot.domain.activity import Activity
from ci_bot.domain.coalition import MAIN
from ci_bot.domain.ids import ActivityId, OrganisationId, PeriodKey, PersonId, PromptId, RoundId
from ci_bot.domain.prompt import Item, Prompt
from ci_bot.domain.round import Round
from ci_bot.domain.status import Status
from ci_bot.services.rounds.find_touches import find_touches
from ci_bot.testing import MemoryStore
from tests.support.digest_house import WEEK
from tests.support.digest_week import DUE, FREEZE, coalition, said

MANY = 50


class Counted(UserDict[ActivityId, Activity]):
    """Activities, and how many of them were looked at in all."""

    looks = 0

    def values(self) -> ValuesView[Activity]:
        self.looks += len(self)
        return super().values()


async def test_more_activities_are_each_looked_at_once() -> None:
    store, of = MemoryStore(), coalition(MANY)
    last = ActivityId(f"a{MANY - 1}")
    item = Item(number=1, activity=last, organisation=OrganisationId("o1"))
    prompt = Prompt(
        id=PromptId("p"), round=RoundId("r"), person=PersonId("bea"), due=DUE, items=(item,)
    )
    async with store.write() as uow:
        unit = uow.of(of.id)
        of = await unit.save(of)
        await unit.add_round(
            Round(id=prompt.round, checkin=MAIN.id, period=PeriodKey("2025-W25"), day=DUE.date(),
                  opened=FREEZE - WEEK, closes=DUE)
        )  # fmt: skip
        earlier = FREEZE - WEEK
        await unit.add_prompts([replace(prompt, id=PromptId("q"), due=earlier, sent=earlier)])
        for number in range(MANY):
            await unit.add_update(said(number, "", Status.AT_RISK))
        counted = Counted(of.activities)
        found = await find_touches(unit, replace(of, activities=counted), prompt, DUE.date())
    assert [touch.title for touch in found] == [f"Activity {MANY - 2}"]
    assert counted.looks == MANY
