"""Down for longer than Slack delivers again, the bot reads in the histories what was answered."""

import asyncio
from collections import Counter

import pytest

from ci_bot.ports.store import UnitOfWork
from ci_bot.testing.exactly_once import Verdict
from tests.faults.conftest import OnSlack
from tests.faults.slack_story import ask, copies, leads
from tests.support.crowd import CROWD

SIX_TIMES = 6


@pytest.mark.timeout(600)
async def test_thirty_answers_that_slack_gave_up_on_are_each_taken_once(on_slack: OnSlack) -> None:
    async with on_slack() as trial:
        async with trial.living():
            await ask(trial)
            await trial.rest()
        for who, lead in leads(trial):
            await lead.chat.write(lead.room, f"1 came to {who}")
        for _ in range(SIX_TIMES):
            trial.slack.clock.turn(400)
            await asyncio.sleep(0)
        assert len(trial.slack.courier.lost) == 30

        async def all_heard(uow: UnitOfWork) -> bool:
            return len(await uow.of(CROWD).updates(current_only=False)) >= 30

        async with trial.living():
            await trial.until(all_heard)
            await trial.rest()
        async with trial.store() as store, store.read() as uow:
            updates = await uow.of(CROWD).updates(current_only=False)
        said = Counter(update.words for update in updates)
        assert said == Counter(f"came to {who}" for who, _ in leads(trial))
        assert copies(trial) == [(1, 1)] * 30
        assert await trial.verdict() == Verdict()
