"""Killed between the parts of a digest for two channels, the rest follows, in order and once."""

import pytest

from ci_bot.ports.store import UnitOfWork
from ci_bot.testing.exactly_once import Verdict
from tests.faults.conftest import TIMES, OnSlack
from tests.faults.slack_story import ask, leads
from tests.support.crowd import CROWD, HOST
from tests.support.slack.rendering import lines

LEADS, EACH = 12, 180
DEATHS = [("digest-part-k-of-n", 1 + part) for part in ((2, 3) if TIMES == 1 else range(5))]


@pytest.mark.timeout(600)
async def test_killed_between_the_parts_of_a_digest_no_channel_has_one_twice(
    on_slack: OnSlack,
) -> None:
    async with on_slack(LEADS) as trial:

        async def all_heard(uow: UnitOfWork) -> bool:
            return len(await uow.of(CROWD).updates()) == LEADS

        async with trial.living(*DEATHS):
            await ask(trial)
            for number, (_, lead) in enumerate(leads(trial)):
                words = " ".join(f"w{number:02}-{n:03}" for n in range(EACH))
                await lead.chat.write(lead.room, f"1 {words}")
            await trial.until(all_heard)
            host = trial.partners[HOST]
            await host.chat.write(host.room, "digest post")
            await trial.all_died(DEATHS)
            await trial.rest()
        assert await trial.verdict() == Verdict()
        for room in trial.channels:
            first, *below = trial.said(room)
            assert len(below) >= 3
            assert {one.thread_ts for one in below} == {first.ts}
            text = " ".join(line for one in below for line in lines(one.blocks or []))
            for number in range(LEADS):
                said = [w.strip("“”") for w in text.split() if f"w{number:02}-" in w]
                assert said == [f"w{number:02}-{n:03}" for n in range(EACH)]
        trial.slack.assert_clean()
