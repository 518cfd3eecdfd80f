"""Trials against Synapse or Slack, each with people, rooms and a database of its own."""

import itertools
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest

from ci_bot.store import upgrade
from tests.conftest import NewPerson
from tests.faults.slack_trial import SlackTrial
from tests.faults.trial import Trial
from tests.support.crowd import crowd
from tests.support.slack import slack_stand_in
from tests.support.synapse import Synapse

# In a full run one sample of each; `make faults` asks for more.
TIMES = int(os.environ.get("CI_BOT_TEST_KILLS", "1"))

NewTrial = Callable[..., Awaitable[Trial]]
OnSlack = Callable[..., AbstractAsyncContextManager[SlackTrial]]


@pytest.fixture
def new_trial(synapse: Synapse, new_person: NewPerson, tmp_path: Path) -> NewTrial:
    """Makes a trial with so many people, each in a room with the bot, which has yet to begin."""
    numbers = itertools.count(1)

    async def make(people: int = 3, *, encrypted: bool = False) -> Trial:
        folder = tmp_path / f"trial-{next(numbers)}"
        folder.mkdir()
        bot = await new_person("bot")
        met = []
        for number in range(people):
            person = await new_person(f"p{number}")
            room = await person.create_room(bot, direct=True, encrypted=encrypted)
            await bot.join(room)
            met.append((person, room))
        trial = Trial(folder=folder, synapse=synapse, bot=bot, people=met)
        await upgrade(trial.database)
        return trial

    return make


@pytest.fixture
def on_slack(tmp_path: Path) -> OnSlack:
    """Opens a trial with so many leads over two workspaces; SQLite unless a database is named."""
    numbers = itertools.count(1)

    @asynccontextmanager
    async def opened(
        leads: int = 30, *, database: str = "", bug: str = ""
    ) -> AsyncIterator[SlackTrial]:
        folder = tmp_path / f"slack-{next(numbers)}"
        folder.mkdir()
        database = database or f"sqlite+aiosqlite:///{folder / 'ci-bot.db'}"
        async with slack_stand_in() as slack:
            trial = SlackTrial(slack, folder, database, crowd(leads, 1), bug=bug)
            await trial.settle_in()
            yield trial
            for errand in trial.errands:
                errand.cancel()

    return opened
