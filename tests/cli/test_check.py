"""`check` looks at everything, changes nothing, and fails only for what is required."""

import json
import sys

import pytest

from tests.cli.host import CONSOLE, Host
from tests.store.migrating import older_file, run

COALITION = """
coalition: {name: Hub, slug: hub}
channels: [{matrix: "#all:example.org", for: coalition}]
"""


def test_all_well_is_0_and_nothing_is_left_behind(host: Host) -> None:
    before = host.left()
    ended = host.types("check")
    assert ended.code == 0
    assert [line.split()[0] for line in ended.out.splitlines()] == ["ok"] * 4
    assert "it will be made by the first command" in ended.out
    assert host.left() == before


def test_its_findings_are_data_for_programs(host: Host) -> None:
    told = json.loads(host.types("check", "--json").out)
    assert told["ok"] is True
    assert set(told["findings"][0]) == {"what", "ok", "advice", "required"}


def test_an_older_database_is_no_fault(host: Host) -> None:
    older_file(host.database)
    ended = host.types("check")
    assert (ended.code, "`ci-bot run` upgrades it" in ended.out) == (0, True)


def test_a_newer_database_is(host: Host) -> None:
    host.types("db", "upgrade")
    run(host.database, "UPDATE alembic_version SET version_num = '9999'")
    ended = host.types("check")
    assert (ended.code, "WRONG database" in ended.out) == (1, True)


def test_a_database_that_cannot_be_made_is(host: Host) -> None:
    host.write("ci-bot.toml", f'{CONSOLE}[database]\nurl = "sqlite+aiosqlite:///missing/x.db"\n')
    ended = host.types("check")
    assert (ended.code, "can't be written" in ended.out) == (1, True)


def test_a_file_that_is_no_database_is(host: Host) -> None:
    host.database.write_text("Dear diary, today I met a bot. " * 100)
    ended = host.types("check")
    assert (ended.code, "WRONG database: " in ended.out) == (1, True)


def test_a_clock_that_shows_a_past_time_is(host: Host) -> None:
    host.types("db", "upgrade")
    beat = '{"at": "2999-01-01T00:00:00+00:00", "started": "2026-01-01T00:00:00+00:00"'
    values = f"('heartbeat', '{beat}, \"platforms\": {{}}}}')"
    run(host.database, f"INSERT INTO named_values (name, value) VALUES {values}")
    ended = host.types("check")
    assert (ended.code, "WRONG clock: it shows" in ended.out) == (1, True)


def test_without_a_platform_there_is_nothing_to_run(host: Host) -> None:
    host.write("ci-bot.toml", "")
    ended = host.types("check")
    assert (ended.code, "add the table [matrix] or [slack]" in ended.err) == (78, True)


def test_charts_are_looked_at_where_a_channel_wants_them(
    host: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = host.write("coalition.yaml", COALITION)
    assert host.types("coalition", "apply", file).code == 0
    assert "ok    charts" not in host.types("check").out
    host.write("coalition.yaml", COALITION.replace("coalition}", "coalition, chart: true}"))
    assert host.types("coalition", "apply", file).code == 0
    assert "ok    charts" in host.types("check").out
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    ended = host.types("check")
    lacking = "note  charts: pictures need the extra `charts`: pip install 'ci-bot[charts]'"
    assert (ended.code, lacking in ended.out) == (0, True)
