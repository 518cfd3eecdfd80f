"""The homeserver of the tests is a real one, and can be killed and copied."""

import asyncio
from pathlib import Path

import aiohttp
import pytest

from tests.conftest import NewPerson
from tests.support.matrix_client import RefusedError
from tests.support.synapse import Synapse
from tests.support.synapse_admin import SynapseAdmin
from tests.support.synapse_record import accepted


async def test_people_meet_in_a_room_and_hear_each_other(new_person: NewPerson) -> None:
    mara, jan = await new_person("mara"), await new_person("jan")
    room = await mara.create_room(jan, name="Harbour")
    assert await jan.invited() == room
    await jan.join(room)
    question = await mara.say(room, "Coming on Friday?")
    await jan.say(room, "Yes", reply_to=question)
    await jan.say(room, "At ten", thread=question)
    heard = await mara.hears(room, lambda event: event["content"].get("body") == "At ten")
    assert heard["content"]["m.relates_to"]["rel_type"] == "m.thread"
    said = await mara.messages(room, by=jan.user_id)
    assert [message["content"]["body"] for message in said] == ["Yes", "At ten"]
    assert await mara.members(room) == {mara.user_id, jan.user_id}
    assert await mara.unread(room) == (2, 0)


async def test_what_was_said_can_be_edited_and_withdrawn(new_person: NewPerson) -> None:
    mara = await new_person("mara")
    room = await mara.create_room()
    first, second = await mara.say(room, "Fryday"), await mara.say(room, "Nonsense")
    await mara.edit(room, first, "Friday")
    await mara.redact(room, second)
    assert (await mara.current(room, first))["body"] == "Friday"
    assert [message["event_id"] for message in await mara.messages(room)] == [first]


async def test_a_reaction_reaches_the_others(new_person: NewPerson) -> None:
    mara, jan = await new_person("mara"), await new_person("jan")
    room = await mara.create_room(jan, direct=True)
    await jan.join(room)
    await jan.react(room, await mara.say(room, "Ready?"), "👍")
    heard = await mara.hears(room, lambda event: event["type"] == "m.reaction")
    assert heard["content"]["m.relates_to"]["key"] == "👍"


async def test_a_muted_room_notifies_nobody(new_person: NewPerson) -> None:
    mara, jan = await new_person("mara"), await new_person("jan")
    room = await mara.create_room(jan)
    await jan.join(room)
    await jan.mute(room)
    await mara.say(room, "Still there?")
    assert await jan.unread(room) == (0, 0)


async def test_waiting_in_vain_ends(new_person: NewPerson) -> None:
    mara = await new_person("mara")
    room = await mara.create_room()
    with pytest.raises(TimeoutError):
        await mara.hears(room, lambda event: event["type"] == "never", patience=0.1)


async def test_a_revoked_device_is_refused(
    new_person: NewPerson, synapse_admin: SynapseAdmin
) -> None:
    mara = await new_person("mara")
    phone = await mara.log_in()
    await synapse_admin.revoke(mara.user_id, phone.device_id)
    with pytest.raises(RefusedError) as refusal:
        await phone.rooms()
    assert refusal.value.code == "M_UNKNOWN_TOKEN"
    assert await mara.rooms() == []


async def test_a_rate_limit_can_be_given_and_taken_back(
    new_person: NewPerson, synapse_admin: SynapseAdmin
) -> None:
    mara = await new_person("mara")
    room = await mara.create_room()
    await synapse_admin.limit(mara.user_id, per_second=1, burst=1)
    burst = (mara.say(room, str(number)) for number in range(5))
    answers = await asyncio.gather(*burst, return_exceptions=True)
    refused = [answer for answer in answers if isinstance(answer, RefusedError)]
    assert {refusal.status for refusal in refused} == {429}
    await synapse_admin.limit(mara.user_id, per_second=0, burst=0)
    assert await mara.say(room, "At last")


async def test_a_room_moves_to_a_new_one(new_person: NewPerson) -> None:
    mara = await new_person("mara")
    old = await mara.create_room()
    new = await mara.upgrade(old)
    tombstone = await mara.hears(old, lambda event: event["type"] == "m.room.tombstone")
    assert tombstone["content"]["replacement_room"] == new


async def test_a_killed_copy_comes_back_and_the_original_is_untouched(
    synapse: Synapse, http: aiohttp.ClientSession, new_person: NewPerson, tmp_path: Path
) -> None:
    mara = await new_person("mara")
    room = await mara.create_room()
    await mara.say(room, "On both")
    copy = synapse.copy(tmp_path / "copy")
    copy.start()
    try:
        there = mara.moved_to(copy.url)
        await there.say(room, "Only on the copy")
        copy.kill()
        with pytest.raises(aiohttp.ClientError):
            await there.rooms()
        copy.start()
        assert len(await there.messages(room)) == 2
        assert len(await mara.messages(room)) == 1
        await copy.register(http, "newcomer")
    finally:
        copy.kill()


async def test_the_record_tells_each_message_and_its_transaction_once(
    synapse: Synapse, new_person: NewPerson
) -> None:
    mara = await new_person("mara")
    room = await mara.create_room()
    for _ in range(2):
        await mara.call(
            "PUT",
            f"v3/rooms/{room}/send/m.room.message/key-1",
            {"msgtype": "m.text", "body": "Once"},
        )
    (only,) = accepted(synapse, mara.user_id)
    assert (only.room, only.transaction, only.content["body"]) == (room, "key-1", "Once")
