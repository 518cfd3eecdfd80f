"""What the command line says about settings, people, the running bot and its digests."""

import asyncio
import json
from datetime import timedelta

import pytest

from ci_bot.domain.ids import CoalitionId
from ci_bot.domain.invitation import Invitation
from ci_bot.runtime.clock import SystemClock
from ci_bot.runtime.heartbeat import Heartbeat, write_heartbeat
from ci_bot.services.roster.join import code_hash
from ci_bot.store import open_store
from tests.cli.host import COALITION, Host


def applied(host: Host, text: str = COALITION) -> None:
    path = host.write("coalition.yaml", text)
    assert host.types("coalition", "apply", path).code == 0


def beat(host: Host, *, ago: timedelta, trouble: str | None = None) -> None:
    """The bot's last sign of life."""
    at = SystemClock().now() - ago
    sign = Heartbeat(at=at, started=at - timedelta(hours=1), platforms={"console": trouble})

    async def write() -> None:
        url = f"sqlite+aiosqlite:///{host.database}"
        async with open_store(url) as store, store.write() as uow:
            await write_heartbeat(uow, sign)
            await uow.commit()

    asyncio.run(write())


def test_the_version_is_told(host: Host) -> None:
    ended = host.types_plainly("--version")
    assert (ended.code, ended.out.startswith("ci-bot 0.")) == (0, True)


def test_help_names_every_command_also_the_adapters(host: Host) -> None:
    ended = host.types_plainly("--help")
    assert ended.code == 0
    words = ["demo", "init", "check", "run", "invite", "status"]
    words += ["db", "coalition", "digest", "config", "matrix"]
    assert [word for word in words if f"\n  {word} " not in ended.out] == []


def test_settings_are_shown_without_secrets(host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI_BOT_MATRIX__HOMESERVER", "https://matrix.example.org")
    monkeypatch.setenv("CI_BOT_MATRIX__USER_ID", "@ci-bot:example.org")
    monkeypatch.setenv("CI_BOT_MATRIX__PASSWORD", "hunter2")
    shown = host.types("config", "show")
    told = json.loads(host.types("config", "show", "--json").out)
    assert (shown.code, "hunter2" in shown.out) == (0, False)
    assert told["matrix"]["homeserver"] == "https://matrix.example.org"
    assert "hunter2" not in str(told)


def test_the_schema_and_the_sample_need_no_settings(host: Host) -> None:
    host.settings.unlink()
    assert "matrix" in json.loads(host.types_plainly("config", "schema").out)["properties"]
    assert "\n# [matrix]" in host.types_plainly("config", "sample").out
    assert "\n[matrix]" in host.types_plainly("config", "sample", "--on", "matrix").out


def test_an_invitation_is_a_code_for_one_person(host: Host) -> None:
    applied(host)
    told = json.loads(host.types("invite", "ines", "--json").out)

    async def invitation() -> tuple[CoalitionId, Invitation] | None:
        url = f"sqlite+aiosqlite:///{host.database}"
        async with open_store(url) as store, store.read() as uow:
            return await uow.directory.invitation(code_hash(told["code"]))

    found = asyncio.run(invitation())
    assert found is not None
    assert (found[0], found[1].person) == ("green-harbour", "ines")


def test_an_invitation_says_what_to_do_with_it(host: Host) -> None:
    applied(host)
    said = host.types("invite", "ines").out.splitlines()
    assert said[1] == f"ines sends the bot this direct message: join {said[0]}"


def test_who_is_not_in_the_roster_is_answered_with_the_nearest(host: Host) -> None:
    applied(host)
    ended = host.types("invite", "inse")
    assert (ended.code, ended.err) == (
        1,
        "nobody in green-harbour has the id `inse`; did you mean `ines`?\n",
    )


def test_of_several_coalitions_one_is_named_where_it_matters(host: Host) -> None:
    applied(host)
    applied(host, COALITION.replace("green-harbour", "blue-lake").replace("ines", "iva"))
    assert host.types("invite", "iva").code == 0
    ended = host.types("digest", "show")
    assert (ended.code, ended.err) == (
        1,
        "there are several coalitions; name one with --coalition: blue-lake, green-harbour\n",
    )


@pytest.mark.parametrize(
    "command", [("status",), ("invite", "x"), ("digest", "show")], ids=" ".join
)
def test_without_a_database_nothing_is_made(host: Host, command: tuple[str, ...]) -> None:
    ended = host.types(*command)
    assert (ended.code, ended.err) == (1, "there is no database yet; run `ci-bot db upgrade`\n")
    assert not host.database.exists()


def test_without_a_coalition_the_way_to_one_is_told(host: Host) -> None:
    host.types("db", "upgrade")
    for command in (("invite", "x"), ("digest", "show")):
        ended = host.types(*command)
        assert (ended.code, "`ci-bot coalition apply" in ended.err) == (1, True)


def test_a_bot_that_never_ran_is_unhealthy(host: Host) -> None:
    applied(host)
    ended = host.types("status")
    assert (ended.code, "it never ran on this database" in ended.out) == (1, True)
    assert "Queues\n  outbox, ready" in ended.out
    assert "green-harbour" in ended.out[ended.out.index("Next") :]


def test_a_stale_heartbeat_is_unhealthy(host: Host) -> None:
    applied(host)
    beat(host, ago=timedelta(minutes=3))
    ended = host.types("status", "--json")
    told = json.loads(ended.out)
    assert (ended.code, told["healthy"]) == (1, False)
    assert told["reasons"][0].startswith("no sign of life since ")
    assert {row["kind"] for row in told["next"]} >= {"freeze", "digest"}


def test_a_platform_in_trouble_is_unhealthy(host: Host) -> None:
    applied(host)
    beat(host, ago=timedelta(0), trouble="no sync for 3 minutes")
    ended = host.types("status")
    assert (ended.code, "Unhealthy: console: no sync for 3 minutes" in ended.out) == (1, True)


def test_a_fresh_heartbeat_is_healthy(host: Host) -> None:
    applied(host)
    beat(host, ago=timedelta(seconds=30))
    ended = host.types("status")
    assert (ended.code, ended.out.splitlines()[0]) == (0, "Healthy.")


@pytest.mark.parametrize(
    ("period", "words"),
    [
        ((), "no digest was posted in green-harbour yet"),
        (("--period", "2026-w47"), "no digest was posted in green-harbour yet"),
        (("--period", "soon"), "is no period: use one like 2026-W47"),
    ],
)
def test_a_digest_that_is_not_there_is_told(
    host: Host, period: tuple[str, ...], words: str
) -> None:
    applied(host)
    ended = host.types("digest", "show", *period)
    assert (ended.code, words in ended.err) == (1, True)
