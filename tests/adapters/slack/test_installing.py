"""Installing by a page: only with an invite, once, and by the browser that began it."""

import asyncio
import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from adapters.slack.installing.inviting import invite_workspace
from adapters.slack.installing.tickets import Tickets
from ci_bot.ports.chat import MessageReceived, PlatformMisconfigured, Vault
from ci_bot.runtime.keyring import Keyring
from ci_bot.runtime.vault import StoreVault
from ci_bot.settings import new_key
from ci_bot.store import open_store, upgrade
from ci_bot.testing.memory_vault import MemoryVault
from tests.support.slack import Slack, slack_stand_in
from tests.support.slack_installing import REDIRECT, Agency, agency, settings_of

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.fixture
async def slack() -> AsyncIterator[Slack]:
    async with slack_stand_in() as slack:
        yield slack


@pytest.fixture
async def office(slack: Slack) -> AsyncIterator[Agency]:
    async with agency(slack, MemoryVault()) as office:
        yield office


async def test_an_invited_workspace_installs_the_app_and_is_heard_at_once(office: Agency) -> None:
    slack, team = office.slack, office.slack.team("Hill & Dale <b>")
    answer = await office.installed(team)
    assert answer.status == 200
    assert "Hill &amp; Dale &lt;b&gt;" in answer.text
    anna = slack.person("anna", team)
    install = slack.world.install(office.app, team.id)
    assert install is not None
    await anna.write(slack.direct(install, anna), "hello")
    (heard,) = await office.inlet.until(bool)
    assert isinstance(heard, MessageReceived)
    assert heard.text == "hello"
    assert heard.account == f"slack:{team.id}/{anna.id}"


async def test_the_token_is_kept_for_the_next_start(slack: Slack) -> None:
    vault, team = MemoryVault(), slack.team()
    async with agency(slack, vault) as office:
        await office.installed(team)
        app = office.app
    async with agency(slack, vault, app) as office:
        room = slack.channel(team, slack.world.install(app, team.id))  # type: ignore[arg-type]
        assert await office.platform.sender.resolve(room) == room
        assert office.platform.trouble is None


async def test_what_slack_is_asked_for_is_fixed(office: Agency) -> None:
    answer = await office.browser().open(f"{await office.invite()}&redirect_uri=https://evil.test/")
    assert answer.headers["Location"].startswith(f"{office.slack.url}/oauth/v2/authorize?")
    asked = parse_qs(urlsplit(answer.headers["Location"]).query)
    assert asked["redirect_uri"] == [REDIRECT]
    assert "chat:write" in asked["scope"][0]
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-")
    for attribute in ("Secure", "HttpOnly", "SameSite=lax", "Path=/"):
        assert attribute in cookie
    assert "Domain" not in cookie


@pytest.mark.parametrize("query", ["", "?invite=", "?invite=wrong", "?invite=a&invite=b"])
async def test_nobody_installs_without_an_invite(office: Agency, query: str) -> None:
    answer = await office.browser().open(f"https://bot.example.org/slack/install{query}")
    assert answer.status == 400
    assert "Set-Cookie" not in answer.headers


async def test_an_invite_is_good_for_one_install(office: Agency) -> None:
    one, two, link = office.browser(), office.browser(), await office.invite()
    first = await office.consent(one, link, office.slack.team("One"))
    second = await office.consent(two, link, office.slack.team("Two"))
    assert [(await one.open(first)).status, (await two.open(second)).status] == [200, 400]
    assert (await office.browser().open(link)).status == 400


async def test_a_foreign_browser_gets_nowhere_and_spoils_nothing(office: Agency) -> None:
    browser, thief = office.browser(), office.browser()
    back = await office.consent(browser, await office.invite(), office.slack.team())
    await thief.open(await office.invite())
    assert (await thief.open(back)).status == 400
    assert (await office.browser().open(back)).status == 400
    assert (await browser.open(back)).status == 200


@pytest.mark.parametrize(
    ("change", "to"),
    [
        (r"state=[^&]+", "state=other"),
        (r"state=[^&]+", ""),
        (r"state=", "state=x&state="),
        (r"state=[^&]+", "state=" + "a" * 5_000),
        (r"code=[^&]+", "code=wrong"),
        (r"code=[^&]+", "code="),
        (r"code=[^&]+", "error=access_denied"),
        (r"code=", "code=x&code="),
    ],
)
async def test_a_wrong_return_is_400(office: Agency, change: str, to: str) -> None:
    browser = office.browser()
    back = await office.consent(browser, await office.invite(), office.slack.team())
    answer = await browser.open(re.sub(change, to, back))
    assert answer.status == 400
    assert office.platform.sender is not None
    assert await office.vault.names("install/") == []


async def test_an_install_that_failed_may_be_tried_again(office: Agency) -> None:
    browser, link, team = office.browser(), await office.invite(), office.slack.team()
    office.slack.faults.status("oauth.v2.access", 503)
    assert (await browser.open(await office.consent(browser, link, team))).status == 503
    assert (await browser.open(await office.consent(browser, link, team))).status == 200


@pytest.mark.parametrize("path", ["/slack/install", "/slack/oauth_redirect"])
@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE", "HEAD"])
async def test_a_page_can_do_nothing_but_be_read(office: Agency, path: str, method: str) -> None:
    answer = await office.door.ask(method, f"{path}?invite=<script>&state='\"")
    assert answer.status == (400 if method == "GET" else 405)
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "<script" not in answer.text


@pytest.mark.parametrize("durable", [False, True])
async def test_of_four_who_race_for_a_state_one_succeeds(
    slack: Slack, tmp_path: Path, durable: bool
) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path / 'bot.db'}"
    await upgrade(url)
    async with open_store(url) as store:
        kept = StoreVault(store, "slack", Keyring([new_key()]))
        async with agency(slack, kept if durable else MemoryVault()) as office:
            for _ in range(75):
                browser, link = office.browser(), await office.invite()
                back = await office.consent(browser, link, slack.team())
                racers = [browser.open(back) for _ in range(4)]
                statuses = [answer.status for answer in await asyncio.gather(*racers)]
                assert sorted(statuses) == [200, 400, 400, 400]
            assert await office.vault.names("state/") == []


async def test_a_ticket_expires_and_is_swept() -> None:
    vault, now = MemoryVault(), NOW
    tickets = Tickets(vault, "state", timedelta(minutes=10), lambda: now)
    code = await tickets.issue(browser="b")
    now += timedelta(minutes=9)
    assert await tickets.look(tickets.name(code)) is not None
    now += timedelta(minutes=2)
    assert await tickets.look(tickets.name(code)) is None
    await tickets.issue(browser="c")
    assert len(await vault.names("state/")) == 1
    # What is kept doesn't give the code away.
    assert code not in "".join(await vault.names(""))


async def test_an_invite_says_what_is_missing(slack: Slack) -> None:
    settings = settings_of(slack, slack.app())
    for change, words in (
        ({"client_id": None}, "client_id"),
        ({"public_url": None}, "public_url"),
        ({"public_url": "http://bot.example.org"}, "https://"),
        ({"client_secret": None}, "client_secret_file"),
    ):
        lacking = settings.model_copy(update=change)
        with pytest.raises(PlatformMisconfigured, match=words):
            await invite_workspace(lacking, MemoryVault(), Path())


async def test_without_a_key_the_bot_does_not_start(slack: Slack, tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path / 'bot.db'}"
    await upgrade(url)
    async with open_store(url) as store:
        keyless: Vault = StoreVault(store, "slack")
        with pytest.raises(PlatformMisconfigured, match="key_file"):
            async with agency(slack, keyless):
                pass
