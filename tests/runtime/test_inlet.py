"""What a platform hands in is committed, once, before it is acknowledged."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta

import pytest

from ci_bot.domain.arrival import Arrival, ArrivalState
from ci_bot.domain.coalition import Channel, Coalition
from ci_bot.domain.ids import AccountId, CoalitionId, MessageId, PersonId, RoomId
from ci_bot.domain.invitation import Invitation
from ci_bot.domain.person import Account, Person
from ci_bot.ports.chat.events import (
    ChatEvent,
    MessageEdited,
    MessageReceived,
    Reacted,
    Removed,
    Unreadable,
)
from ci_bot.ports.store import StoreBusyError, StoreError
from ci_bot.runtime.bell import Bell
from ci_bot.runtime.event_codec import from_json
from ci_bot.runtime.flood import FloodGate
from ci_bot.runtime.inlet import StoreInlet
from ci_bot.runtime.lines import Lines
from ci_bot.runtime.timing import Timing
from ci_bot.runtime.vault import StoreVault
from ci_bot.services.forms.open_form import OpenForm
from ci_bot.testing.clock import TurnableClock
from ci_bot.testing.fake_server import Envelope
from ci_bot.testing.memory_store import MemoryStore
from tests.runtime.conftest import START
from tests.runtime.post_office import RecordingOutcomes

MARA = AccountId("matrix:@mara:a")
ROOM = RoomId("matrix:!direct")
REACTION = MessageId("r")


@pytest.fixture
def bell() -> Bell:
    return Bell()


@pytest.fixture
def inlet(store: MemoryStore, clock: TurnableClock, bell: Bell) -> StoreInlet:
    return StoreInlet(
        store=store,
        clock=clock,
        platform="matrix",
        gate=FloodGate(burst=2, pace=timedelta(seconds=3)),
        bell=bell,
        timing=Timing(accept=timedelta(milliseconds=20)),
        forms=OpenForm(),
        lines=Lines({}),
        outcomes=RecordingOutcomes(),
    )


def envelope(event: str) -> Envelope:
    return {"event": event, "account": MARA, "room": ROOM, "at": START, "direct": True}


def wrote(event: str, text: str = "1", message: str | None = None) -> MessageReceived:
    return MessageReceived(**envelope(event), message=MessageId(message or event), text=text)


async def arrivals(store: MemoryStore) -> Sequence[Arrival]:
    return list(store.state.arrivals.values())


async def test_an_event_becomes_a_waiting_arrival_of_its_conversation(
    inlet: StoreInlet, store: MemoryStore
) -> None:
    event = wrote("$1", "2 printer cancelled")
    await inlet.accept([event])
    (arrival,) = await arrivals(store)
    assert from_json(arrival.body) == event
    assert (arrival.key, arrival.platform, arrival.conversation) == ("matrix:$1", "matrix", ROOM)
    assert (arrival.state, arrival.received) == (ArrivalState.WAITING, START)


async def test_an_event_told_twice_counts_once(inlet: StoreInlet, store: MemoryStore) -> None:
    await inlet.accept([wrote("$1"), wrote("$2")])
    await inlet.accept([wrote("$2"), wrote("$3")])
    assert [a.key for a in await arrivals(store)] == ["matrix:$1", "matrix:$2", "matrix:$3"]


async def test_a_message_told_again_under_another_event_id_counts_once(
    inlet: StoreInlet, store: MemoryStore
) -> None:
    await inlet.accept([wrote("Ev1", message="1700.1")])
    await inlet.accept([wrote("Ev2", message="1700.1")])
    assert len(await arrivals(store)) == 1


async def test_each_edit_reaction_and_removal_of_a_message_is_its_own(
    inlet: StoreInlet, store: MemoryStore
) -> None:
    once = MessageId("m")
    both: list[ChatEvent] = [wrote("$0", message="m")]
    for number in range(2):
        both += [
            MessageEdited(**envelope(f"$e{number}"), message=once, text=str(number)),
            Reacted(**envelope(f"$r{number}"), reaction=REACTION, message=once, emoji="✅"),
            Removed(**envelope(f"$d{number}"), target=once),
        ]
    await inlet.accept(both)
    assert len(await arrivals(store)) == 7


async def test_a_message_that_could_be_read_at_last_counts_beside_the_unreadable_one(
    inlet: StoreInlet, store: MemoryStore
) -> None:
    closed = Unreadable(**envelope("$1"), message=MessageId("$1"))
    await inlet.accept([closed])
    await inlet.accept([wrote("$1"), closed])
    assert len(await arrivals(store)) == 2


async def test_the_cursor_is_committed_with_its_events(
    inlet: StoreInlet, store: MemoryStore
) -> None:
    await inlet.accept([wrote("$1")], cursor=("since", "s72"))
    await inlet.accept([], cursor=("since", "s73"))
    assert await StoreVault(store, "matrix").get("since") == "s73"


async def test_without_a_commit_neither_events_nor_cursor_stay(
    inlet: StoreInlet, store: MemoryStore
) -> None:
    store.broken = StoreError("disk full")
    with pytest.raises(StoreError, match="disk full"):
        await inlet.accept([wrote("$1")], cursor=("since", "s72"))
    store.broken = None
    assert await arrivals(store) == []
    assert await StoreVault(store, "matrix").get("since") is None


async def test_a_busy_database_is_not_waited_for_longer_than_a_platform_waits(
    inlet: StoreInlet, store: MemoryStore
) -> None:
    async with store.write():
        waiting = asyncio.create_task(inlet.accept([wrote("$1")], cursor=("since", "s72")))
        with pytest.raises(StoreBusyError):
            await waiting
    assert await arrivals(store) == []


async def test_a_flood_is_stored_whole_and_worked_on_later(
    inlet: StoreInlet, store: MemoryStore
) -> None:
    await inlet.accept([wrote(f"${n}") for n in range(5)])
    waits = [(a.available - START).total_seconds() for a in await arrivals(store)]
    assert waits == [0, 0, 3, 6, 9]


async def test_new_events_ring_the_bell_and_known_ones_do_not(
    inlet: StoreInlet, bell: Bell
) -> None:
    await inlet.accept([wrote("$1")])
    async with asyncio.timeout(60):
        await bell.wait(timedelta(hours=1))
    await inlet.accept([wrote("$1")])
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.01):
            await bell.wait(timedelta(hours=1))


async def test_invites_are_welcome_from_people_and_rooms_of_the_files(
    inlet: StoreInlet, store: MemoryStore
) -> None:
    hub = CoalitionId("hub")
    mara = Person(id=PersonId("mara"), name="Mara")
    async with store.write() as uow:
        await uow.of(hub).save(
            Coalition(
                id=hub,
                name="Hub",
                people={mara.id: mara},
                accounts=(Account(id=MARA, person=mara.id),),
                channels=(Channel(address=ROOM, room=ROOM),),
            )
        )
        await uow.commit()
    stranger, elsewhere = AccountId("matrix:@x:b"), RoomId("matrix:!other")
    assert await inlet.welcomes(MARA, elsewhere)
    assert await inlet.welcomes(stranger, ROOM)
    assert not await inlet.welcomes(stranger, elsewhere)


async def test_strangers_are_awaited_only_while_an_invitation_is_open(
    inlet: StoreInlet, store: MemoryStore, clock: TurnableClock
) -> None:
    assert not await inlet.awaits_strangers()
    hub, mara = CoalitionId("hub"), Person(id=PersonId("mara"), name="Mara")
    async with store.write() as uow:
        unit = uow.of(hub)
        await unit.save(Coalition(id=hub, name="Hub", people={mara.id: mara}))
        await unit.add_invitation(
            Invitation(
                code_hash="h", person=mara.id, created=START, expires=START + timedelta(days=7)
            )
        )
        await uow.commit()
    assert await inlet.awaits_strangers()
    clock.advance(timedelta(days=8))
    assert not await inlet.awaits_strangers()


async def test_no_adapter_reaches_another_ones_values(store: MemoryStore) -> None:
    matrix, slack = StoreVault(store, "matrix"), StoreVault(store, "slack")
    await matrix.put("room/1", "a")
    await slack.put("room/2", "b")
    assert await slack.get("room/1") is None
    assert await matrix.names("room/") == ["room/1"]


async def test_a_workspace_that_refuses_the_bot_is_told_once_and_again_after_it_let_it_in(
    store: MemoryStore, clock: TurnableClock, bell: Bell
) -> None:
    lines, outcomes = Lines({}), RecordingOutcomes()
    inlet = StoreInlet(
        store=store,
        clock=clock,
        platform="slack",
        gate=FloodGate(),
        bell=bell,
        timing=Timing(),
        forms=OpenForm(),
        lines=lines,
        outcomes=outcomes,
    )
    for _ in range(2):
        await inlet.refused("slack:T1/", "token_revoked")
    assert outcomes.told.stopped == [("slack:T1/", "token_revoked")]
    assert lines.stopped_for(AccountId("slack:T1/U1")) == "slack:T1/"
    await inlet.readmitted("slack:T1/")
    assert outcomes.told.resumed == ["slack:T1/"]
    assert lines.stopped_for(AccountId("slack:T1/U1")) is None
    await inlet.refused("slack:T1/", "token_revoked")
    assert len(outcomes.told.stopped) == 2


async def test_the_platforms_accounts_of_all_coalitions_are_listed_once(
    inlet: StoreInlet, store: MemoryStore
) -> None:
    mara = Person(id=PersonId("mara"), name="Mara")
    both = (Account(id=MARA, person=mara.id), Account(id=AccountId("slack:T/U"), person=mara.id))
    async with store.write() as uow:
        for slug in (CoalitionId("hub"), CoalitionId("ring")):
            hub = Coalition(id=slug, name="Hub", people={mara.id: mara}, accounts=both)
            await uow.of(slug).save(hub)
        await uow.commit()
    assert await inlet.accounts() == (MARA,)
