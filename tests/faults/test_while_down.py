"""What people answered while the bot was down is heard when it is back, each answer once."""

import asyncio
from collections import Counter
from pathlib import Path

import pytest

from ci_bot.domain.delivery import DeliveryState
from ci_bot.ports.store import UnitOfWork
from tests.conftest import NewPerson
from tests.faults.conftest import TIMES
from tests.faults.dweller import Dweller
from tests.support.crowd import CROWD, HOST, crowd
from tests.support.matrix_house import MatrixHouse, Partner, on_matrix
from tests.support.synapse import Synapse
from tests.support.synapse_record import accepted

# 300 where faults are looked for; in a full run a sample.
LEADS, EACH = (5, 12) if TIMES == 1 else (15, 20)


@pytest.mark.timeout(600)
async def test_answers_sent_while_it_was_down_are_all_taken_once(
    synapse: Synapse, new_person: NewPerson, tmp_path: Path
) -> None:
    house = MatrixHouse(await new_person("bot"), tmp_path)
    dweller = Dweller(house)
    coalition, people = await on_matrix(crowd(LEADS, EACH), new_person, {})
    await house.apply(coalition)
    async with dweller.running():
        host = await house.partner(people.pop(HOST))
        leads = await asyncio.gather(*(house.partner(chat) for chat in people.values()))
        await host.asks("checkin open", "Opened")
        for lead in leads:
            await lead.hears("Activity")

    await asyncio.gather(*(_answers(lead) for lead in leads))

    async def all_heard(uow: UnitOfWork) -> bool:
        counts = await uow.outbox.counts()
        unfinished = counts[DeliveryState.READY] + counts[DeliveryState.SENDING]
        updates = await uow.of(CROWD).updates(current_only=False)
        return len(updates) >= LEADS * EACH and not await uow.inbox.waiting() and not unfinished

    async with dweller.running():
        await dweller.until(all_heard)

    async with house.store() as store, store.read() as uow:
        updates = await uow.of(CROWD).updates(current_only=False)
    assert Counter(update.words for update in updates) == dict.fromkeys(
        (f"came {n} of {lead.room}" for lead in leads for n in range(1, EACH + 1)), 1
    )
    transactions = Counter(e.transaction for e in accepted(synapse, house.account.user_id))
    assert set(transactions.values()) == {1}


async def _answers(lead: Partner) -> None:
    for n in range(1, EACH + 1):
        await lead.say(f"{n}: 1 came {n} of {lead.room}")
