"""Trials against the session's Synapse, each with people, rooms and a database of its own."""

import itertools
import os
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from ci_bot.store import upgrade
from tests.conftest import NewPerson
from tests.faults.trial import Trial
from tests.support.synapse import Synapse

# In a full run one sample of each; `make faults` asks for more.
TIMES = int(os.environ.get("CI_BOT_TEST_KILLS", "1"))

NewTrial = Callable[..., Awaitable[Trial]]


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
