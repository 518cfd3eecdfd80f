"""`check` for Slack: says what is missing and what that costs, and sends nothing."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from adapters.slack.plugin import plugin
from adapters.slack.settings import SlackSettings
from ci_bot.ports.chat import Finding, RoomId
from ci_bot.testing.memory_vault import MemoryVault
from tests.support.slack import App, Slack, slack_stand_in
from tests.support.slack.admin import SCOPES

READS = {"auth.test", "bots.info", "conversations.info"}


@dataclass
class Desk:
    """A stand-in of Slack with an app, and the folder of whoever hosts the bot."""

    slack: Slack
    folder: Path
    app: App
    vault: MemoryVault = field(default_factory=MemoryVault)

    def keep(self, name: str, secret: str) -> Path:
        (self.folder / name).write_text(secret)
        (self.folder / name).chmod(0o600)
        return Path(name)

    def settings(self, *bot_tokens: str, app_token: str = "", **more: object) -> SlackSettings:
        files = [self.keep(f"bot-{number}", token) for number, token in enumerate(bot_tokens)]
        given = {
            "api_url": self.slack.base_url,
            "bot_token_files": tuple(files),
            "app_token_file": self.keep("app", app_token or self.app.token),
            "signing_secret_file": self.keep("signing", self.app.signing_secret),
        }
        return SlackSettings.model_validate({**given, **more})

    async def look(
        self, settings: SlackSettings, channels: Sequence[RoomId] = ()
    ) -> dict[str, Finding]:
        found = plugin.check(settings, self.vault, self.folder, channels)
        findings = [one async for one in found]
        # It looks, and opens neither a connection nor a message.
        assert {sent.method for sent in self.slack.sent} <= READS
        assert not self.slack.world.tickets
        return {finding.what: finding for finding in findings}


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    async with slack_stand_in() as slack:
        yield Desk(slack, tmp_path, slack.app())


def told(findings: dict[str, Finding], what: str) -> tuple[bool, bool, str]:
    finding = findings[what]
    return finding.ok, finding.required, finding.advice


async def test_all_well_in_two_workspaces(desk: Desk) -> None:
    teams = [desk.slack.team(name, id_) for name, id_ in (("Lakeland", "T1"), ("Hub", "T2"))]
    bots = [desk.slack.install(desk.app, team) for team in teams]
    anna = desk.slack.person("anna", teams[0])
    room = desk.slack.channel(teams[0], anna, bots[0], name="all")
    findings = await desk.look(desk.settings(*(bot.token for bot in bots)), [room])
    assert list(findings) == [
        "Slack app token",
        "Slack workspace Lakeland (T1)",
        "Slack scopes in Lakeland",
        "Slack workspace Hub (T2)",
        "Slack scopes in Hub",
        "Slack channel #all in Lakeland",
    ]
    assert all(finding.ok for finding in findings.values())
    desk.slack.assert_clean()


COSTS = {
    "chat:write": (True, "can't send anything"),
    "im:write": (True, "can't ask anybody"),
    "im:history": (True, "no answer that is typed"),
    "users:read": (True, "guests from members"),
    "commands": (False, "no slash command"),
    "app_mentions:read": (False, "doesn't hear when it is mentioned"),
    "team:read": (False, "called by their ids"),
    "files:write": (False, "without their chart"),
    "channels:read": (False, "noticed late"),
    "groups:read": (False, "noticed late"),
    "channels:history": (False, "asked of the backbone"),
    "groups:history": (False, "asked of the backbone"),
}


def test_each_scope_has_its_cost() -> None:
    assert set(COSTS) == set(SCOPES.split())


@pytest.mark.parametrize("scope", COSTS)
async def test_a_missing_scope_is_told_with_what_that_costs(desk: Desk, scope: str) -> None:
    granted = " ".join(set(SCOPES.split()) - {scope})
    bot = desk.slack.install(desk.app, desk.slack.team("Lakeland"), scopes=granted)
    findings = await desk.look(desk.settings(bot.token))
    required, cost = COSTS[scope]
    missing = told(findings, f"Slack scope {scope} in Lakeland")
    assert missing[:2] == (False, required)
    assert cost in missing[2]
    assert "ci-bot slack manifest" in missing[2]
    assert [what for what in findings if not findings[what].ok] == [
        f"Slack scope {scope} in Lakeland"
    ]


async def test_a_wrong_bot_token_does_not_hide_another_workspace(desk: Desk) -> None:
    team = desk.slack.team("Lakeland", "T1")
    revoked, bot = desk.slack.install(desk.app, team), desk.slack.install(desk.app, team)
    findings = await desk.look(desk.settings(revoked.token, bot.token))
    ok, required, advice = told(findings, "Slack bot token")
    assert (ok, required, "token_revoked" in advice) == (False, True, True)
    assert findings["Slack workspace Lakeland (T1)"].ok


async def test_tokens_of_two_apps_do_not_go_together(desk: Desk) -> None:
    other = desk.slack.app("Another")
    bot = desk.slack.install(other, desk.slack.team("Lakeland", "T1"))
    ok, _, advice = told(await desk.look(desk.settings(bot.token)), "Slack workspace Lakeland (T1)")
    assert (ok, f"the app token to {desk.app.id}" in advice) == (False, True)


async def test_what_is_no_app_token_is_told(desk: Desk) -> None:
    bot = desk.slack.install(desk.app, desk.slack.team())
    for token, words in (("xapp-none", "invalid_auth"), (bot.token, "not an app's")):
        findings = await desk.look(desk.settings(bot.token, app_token=token))
        ok, required, advice = told(findings, "Slack app token")
        assert (ok, required, words in advice) == (False, True, True)
    desk.app.scopes = {"authorizations:read"}
    advice = told(await desk.look(desk.settings(bot.token)), "Slack app token")[2]
    assert "lacks connections:write" in advice


async def test_a_channel_that_no_digest_reaches_is_told(desk: Desk) -> None:
    team = desk.slack.team("Lakeland", "T1")
    bot, anna = desk.slack.install(desk.app, team), desk.slack.person("anna", team)
    outside = desk.slack.channel(team, anna, name="outside")
    private = desk.slack.channel(team, anna, private=True)
    closed = desk.slack.channel(team, anna, bot, name="closed")
    desk.slack.archive(closed)
    foreign = RoomId("slack:T9/C1")
    rooms = [outside, private, closed, foreign]
    findings = await desk.look(desk.settings(bot.token), rooms)
    said = {
        "Slack channel #outside in Lakeland": "write /invite @ci-bot there",
        f"Slack channel {private}": "private without the bot: invite it",
        "Slack channel #closed in Lakeland": "it is archived",
        f"Slack channel {foreign}": "not in the workspace T9",
    }
    assert {what: words in findings[what].advice for what, words in said.items()} == dict.fromkeys(
        said, True
    )
    assert {(findings[what].ok, findings[what].required) for what in said} == {(False, False)}


async def test_a_workspace_installed_by_the_page_is_looked_at_too(desk: Desk) -> None:
    bot = desk.slack.install(desk.app, desk.slack.team("Lakeland", "T1"))
    await desk.vault.put("install/T1", "{}")
    await desk.vault.keep_secret("install/T1", bot.token)
    settings = desk.settings(
        mode="http",
        client_id=desk.app.client_id,
        client_secret_file=desk.keep("client", desk.app.client_secret),
        public_url="https://ci-bot.example.org",
    )
    findings = await desk.look(settings)
    assert list(findings) == [
        "Slack over HTTP at https://ci-bot.example.org",
        "Slack workspace Lakeland (T1)",
        "Slack scopes in Lakeland",
    ]
    unreached = await desk.look(settings.model_copy(update={"public_url": None}))
    assert told(unreached, "Slack over HTTP")[:2] == (False, True)


async def test_a_secret_that_is_missing_is_named(desk: Desk) -> None:
    bot = desk.slack.install(desk.app, desk.slack.team())
    settings = desk.settings(bot.token)
    (desk.folder / "app").unlink()
    (finding,) = (await desk.look(settings)).values()
    assert (finding.ok, "app can't be read" in finding.advice) == (False, True)
    assert not desk.slack.sent


async def test_a_slack_that_does_not_answer_is_told(desk: Desk) -> None:
    bot = desk.slack.install(desk.app, desk.slack.team())
    settings = desk.settings(bot.token)
    desk.slack.faults.status("auth.test", 503)
    findings = await desk.look(settings)
    ok, required, advice = told(findings, f"Slack at {desk.slack.base_url}")
    assert (ok, required, "api_url in [slack]" in advice) == (False, True, True)
    await desk.slack.stop()
    assert not (await desk.look(settings))[f"Slack at {desk.slack.base_url}"].ok
