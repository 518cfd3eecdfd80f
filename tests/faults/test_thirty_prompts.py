"""Killed while 30 prompts go out, the bot sends each of them once."""

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ci_bot.domain.delivery import DeliveryKind, DeliveryState
from ci_bot.domain.ids import PromptId
from ci_bot.ports.store import UnitOfWork
from tests.conftest import NewPerson
from tests.faults.dweller import Dweller
from tests.support.crowd import CROWD, HOST, crowd
from tests.support.matrix_house import MatrixHouse, on_matrix
from tests.support.synapse import Synapse
from tests.support.synapse_record import accepted


@pytest.mark.timeout(600)
async def test_killed_while_30_prompts_go_out_everybody_has_exactly_one(
    synapse: Synapse, new_person: NewPerson, tmp_path: Path
) -> None:
    house = MatrixHouse(await new_person("bot"), tmp_path)
    dweller = Dweller(house)
    coalition, people = await on_matrix(crowd(30, 2), new_person, {})
    await house.apply(coalition)
    async with dweller.dying_at("response-read", 15):
        host = await house.partner(people[HOST])
        await host.say("checkin open")
    async with dweller.dying_at("mark-sent-before-commit", 5):
        pass

    async def all_sent(uow: UnitOfWork) -> bool:
        counts = await uow.outbox.counts()
        return counts[DeliveryState.SENT] >= 31 and not any(
            counts[s] for s in (DeliveryState.READY, DeliveryState.SENDING, DeliveryState.AMBIGUOUS)
        )

    async with dweller.running():
        await dweller.until(all_sent)

    transactions = Counter(e.transaction for e in accepted(synapse, house.account.user_id))
    assert set(transactions.values()) == {1}
    async with house.store() as store, store.read() as uow:
        (round_,) = await uow.of(CROWD).rounds()
        prompts = await uow.of(CROWD).prompts_of_round(round_.id)
        rows = [await uow.outbox.of_subject(CROWD, prompt.id) for prompt in prompts]
    assert len(prompts) == 30
    assert all(prompt.sent and prompt.sent < datetime.now(UTC) for prompt in prompts)
    for prompt, sent in zip(prompts, rows, strict=True):
        (row,) = [r for r in sent if r.kind is DeliveryKind.PROMPT]
        assert PromptId(row.subject) == prompt.id
        assert transactions[row.key] == 1
