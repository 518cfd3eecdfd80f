"""Who somebody is, is told by the envelope: their own workspace and their id in it."""

from collections.abc import AsyncIterator

import pytest

from ci_bot.ports.chat import MessageReceived, Pressed, RoomId, Submitted
from tests.adapters.slack import envelopes
from tests.adapters.slack.ears import FORM, Ears, ears
from tests.adapters.slack.said import buttons
from tests.support.slack import SlackPerson


@pytest.fixture
async def ear() -> AsyncIterator[Ears]:
    async with ears() as ear:
        yield ear


@pytest.fixture
def stranger(ear: Ears) -> SlackPerson:
    """Of another workspace, with the user id that Anna has in hers."""
    other = ear.slack.team("Elsewhere")
    person = ear.slack.person("olga", other, user_id=ear.anna.id)
    person.bot = ear.bot.bot
    return person


def _shared(ear: Ears, stranger: SlackPerson) -> RoomId:
    elsewhere = ear.slack.world.teams[stranger.user.team]
    return ear.slack.channel(ear.team, stranger, ear.bot, shared_with=[elsewhere])


async def test_the_same_user_id_in_another_workspace_is_somebody_else(
    ear: Ears, stranger: SlackPerson
) -> None:
    room = _shared(ear, stranger)
    async with ear.hearing():
        await stranger.write(room, "status", to_bot=True)
        (event,) = await ear.heard(MessageReceived)
    assert event.account == stranger.account != ear.anna.account
    assert event.room == room


async def test_an_outsiders_tap_and_form_are_their_own(ear: Ears, stranger: SlackPerson) -> None:
    room = _shared(ear, stranger)
    ear.inlet.forms["answer:7"] = FORM
    message = await buttons(ear, room)
    opening = await buttons(ear, room, opens="answer:7")
    async with ear.hearing():
        await stranger.click(room, message, "Tap")
        (tap,) = await ear.heard(Pressed)
        await stranger.click(room, opening, "Tap")
        view = await stranger.modal()
        assert await stranger.submit(view, {"words": "mine"}) == {"response_action": "clear"}
        (form,) = await ear.heard(Submitted)
    assert tap.account == form.account == stranger.account
    assert (tap.room, tap.direct, tap.aside) == (room, False, True)
    # Their direct message can't be opened; what is said to their id goes there if ever it can.
    assert form.room == f"slack:{ear.team.id}/{stranger.id}"


async def test_two_installs_of_one_app_are_two_workspaces(ear: Ears) -> None:
    other = ear.slack.team("Riverland")
    bot = ear.slack.install(ear.app, other)
    ben = ear.slack.person("ben", other, user_id=ear.anna.id)
    await ear.workspaces.admit(bot.token)
    room = ear.slack.direct(bot, ben)
    async with ear.hearing():
        await ben.write(room, "one")
        await ear.anna.write(ear.direct, "two")
        first, second = await ear.heard(MessageReceived, 2)
    assert {first.account, second.account} == {ben.account, ear.anna.account}
    assert {first.room, second.room} == {room, ear.direct}


@pytest.mark.parametrize(
    ("told", "team"),
    [
        ({"user_team": "T0USER", "source_team": "T0SOURCE", "team": "T0TEAM"}, "T0USER"),
        ({"source_team": "T0SOURCE", "team": "T0TEAM"}, "T0SOURCE"),
        ({"team": "T0TEAM"}, "T0TEAM"),
        ({"user_team": "E0ORG"}, "E0ORG"),
    ],
)
async def test_the_authors_workspace_is_the_nearest_that_is_told(
    ear: Ears, told: dict[str, str], team: str
) -> None:
    async with ear.by_hand() as hand:
        await hand.give(envelopes.message(ear, **told))
    (event,) = await ear.heard(MessageReceived)
    assert event.account == f"slack:{team}/{ear.anna.id}"
    assert event.room == f"slack:{ear.team.id}/D01"


async def test_a_guest_comes_in_as_the_account_that_they_have(ear: Ears) -> None:
    guest = ear.slack.person("gus", ear.team, restricted=True, ultra_restricted=True)
    async with ear.hearing():
        await guest.write(ear.slack.direct(ear.bot, guest), "status")
        (event,) = await ear.heard(MessageReceived)
    assert event.account == guest.account


async def test_a_workspace_that_removes_the_app_is_lost_alone(ear: Ears) -> None:
    other = ear.slack.team("Riverland")
    bot = ear.slack.install(ear.app, other)
    await ear.workspaces.admit(bot.token)
    async with ear.hearing():
        ear.slack.uninstall(ear.bot)
        await ear.slack.world.until(lambda: len(ear.slack.courier.acknowledged) == 2)
        assert ear.inlet.lines.keys() == {f"slack:{ear.team.id}/"}
        assert [one.team for one in ear.workspaces.here] == [other.id]
        ben = ear.slack.person("ben", other)
        await ben.write(ear.slack.direct(bot, ben), "still here")
        await ear.heard(MessageReceived)


async def test_a_revoked_token_of_a_person_changes_nothing(ear: Ears) -> None:
    event = {"type": "tokens_revoked", "tokens": {"oauth": [ear.anna.id], "bot": []}}
    async with ear.by_hand() as hand:
        assert (await hand.give(envelopes.event(ear, event))).status == 200
    assert not ear.inlet.lines
    assert ear.workspaces.here
