"""A workspace that refuses the bot stops alone, its kept token goes, and it may come back."""

from collections.abc import AsyncIterator

import pytest

from adapters.slack.platform import SlackPlatform
from ci_bot.ports.chat import DeliveryKey, MessageReceived, PlatformStopped, RoomId
from ci_bot.testing.memory_vault import MemoryVault
from tests.adapters.slack.voice import say
from tests.support.slack import Slack, SlackPerson, Team, slack_stand_in
from tests.support.slack_installing import Agency, agency, eventually

KEYS = (DeliveryKey(f"{number:040d}") for number in range(1_000))


@pytest.fixture
async def slack() -> AsyncIterator[Slack]:
    async with slack_stand_in() as slack:
        yield slack


async def sent(platform: SlackPlatform, room: RoomId) -> None:
    await platform.sender.send(room, say("hello"), key=next(KEYS))


async def somebody(office: Agency, team: Team) -> tuple[SlackPerson, RoomId]:
    install = office.slack.world.install(office.app, team.id)
    assert install is not None
    person = office.slack.person("anna", team)
    return person, office.slack.direct(install, person)


async def gone(office: Agency, team: Team) -> None:
    """The workspace takes the app out, and the bot has noticed."""
    install = office.slack.world.install(office.app, team.id)
    assert install is not None
    office.slack.uninstall(install)
    await purged(office, team)


async def purged(office: Agency, team: Team) -> None:
    name = f"install/{team.id}"

    async def nothing_left() -> bool:
        return await office.vault.secret(name) is None and await office.vault.get(name) is None

    await eventually(nothing_left)


async def nothing_stopped(office: Agency) -> None:
    async def none() -> bool:
        return not office.inlet.lines

    await eventually(none)


@pytest.mark.parametrize("how", ["uninstalled", "revoked", "refused"])
async def test_one_workspace_stops_and_the_other_goes_on(slack: Slack, how: str) -> None:
    one, two = slack.team("One"), slack.team("Two")
    async with agency(slack, MemoryVault()) as office:
        await office.installed(one)
        await office.installed(two)
        (_, lost), (bert, there) = await somebody(office, one), await somebody(office, two)
        install = slack.world.install(office.app, one.id)
        assert install is not None
        match how:
            case "uninstalled":
                slack.uninstall(install)
            case "revoked":
                slack.revoke(install)
            case "refused":
                install.ended = "invalid_auth"
                with pytest.raises(PlatformStopped):
                    await sent(office.platform, lost)
        await purged(office, one)
        with pytest.raises(PlatformStopped) as stopped:
            await sent(office.platform, lost)
        assert stopped.value.line == f"slack:{one.id}/"
        await sent(office.platform, there)
        await bert.write(there, "still here")
        await office.inlet.until(lambda events: len(events) == 1)
        if how != "refused":
            assert list(office.inlet.lines) == [f"slack:{one.id}/"]


async def test_a_workspace_that_installs_again_is_let_in_again(slack: Slack) -> None:
    team = slack.team()
    async with agency(slack, MemoryVault()) as office:
        await office.installed(team)
        await gone(office, team)
        assert list(office.inlet.lines) == [f"slack:{team.id}/"]
        await office.installed(team)
        assert office.inlet.lines == {}
        anna, room = await somebody(office, team)
        await sent(office.platform, room)
        await anna.write(room, "again")
        heard = await office.inlet.until(bool)
        assert [event.text for event in heard if isinstance(event, MessageReceived)] == ["again"]


async def test_a_token_that_died_while_the_bot_was_away_is_purged(slack: Slack) -> None:
    vault, team = MemoryVault(), slack.team()
    async with agency(slack, vault) as office:
        await office.installed(team)
    install = slack.world.install(office.app, team.id)
    assert install is not None
    install.ended = "account_inactive"
    async with agency(slack, vault, office.app) as office:
        await purged(office, team)
        assert office.platform.trouble is None
        await office.installed(team)
        await sent(office.platform, (await somebody(office, team))[1])


async def test_an_install_that_another_copy_of_the_bot_made_is_found(slack: Slack) -> None:
    vault, team = MemoryVault(), slack.team()
    async with agency(slack, vault) as one, agency(slack, vault, one.app) as other:
        other.inlet.lines[f"slack:{team.id}/"] = "not installed"
        await one.installed(team)
        _, room = await somebody(one, team)
        await nothing_stopped(other)
        await sent(other.platform, room)
        assert other.platform.trouble is None


async def test_a_token_in_a_file_is_tried_again(slack: Slack) -> None:
    team = slack.team()
    app = slack.app("By file", redirect_urls=["https://bot.example.org/slack/oauth_redirect"])
    bot = slack.install(app, team)
    async with agency(slack, MemoryVault(), app, bot_token=bot.token) as office:
        _, room = await somebody(office, team)
        bot.ended = "account_inactive"
        with pytest.raises(PlatformStopped):
            await sent(office.platform, room)
        assert "refuses the bot" in (office.platform.trouble or "")
        office.inlet.lines[f"slack:{team.id}/"] = "account_inactive"
        bot.ended = ""
        await nothing_stopped(office)
        await sent(office.platform, room)
        assert office.platform.trouble is None
