"""What a real homeserver refuses is told with what to correct, and leaves nothing behind."""

import asyncio

from tests.cli.host import Host
from tests.conftest import NewPerson
from tests.support.person import Person


def settings(host: Host, bot: Person, **secrets: str) -> None:
    lines = [f'homeserver = "{bot.url}"', f'user_id = "{bot.user_id}"']
    for key, secret in secrets.items():
        host.write(key, secret)
        (host.folder / key).chmod(0o600)
        lines.append(f'{key} = "{key}"')
    host.write("ci-bot.toml", "\n".join(["[matrix]", *lines, ""]))


async def test_a_wrong_password_is_a_wrong_setting(host: Host, new_person: NewPerson) -> None:
    settings(host, await new_person("bot"), password_file="wrong horse")
    for command in (("run",), ("matrix", "setup")):
        ended = host.starts(*command)
        assert ended.code == 78
        assert ended.err.startswith("ci-bot.toml: matrix: the homeserver refuses the password of")
        assert "password_file" in ended.err
        assert len(ended.err.splitlines()) == 1
        assert "wrong horse" not in ended.err
    assert not host.database.exists()


async def test_a_revoked_token_ends_it_with_1(host: Host, new_person: NewPerson) -> None:
    settings(host, await new_person("bot"), access_token_file="syt_revoked")
    ended = host.starts("run")
    assert (ended.code, len(ended.err.splitlines())) == (1, 1)
    assert "does not accept the access token" in ended.err
    assert not host.database.exists()


async def test_setup_logs_in_once_and_check_then_finds_all_well(
    host: Host, new_person: NewPerson
) -> None:
    bot = await new_person("bot")
    settings(host, bot, password_file=bot.password)
    ended = await asyncio.to_thread(host.types, "matrix", "setup")
    assert (ended.code, "cross-signed" in ended.out) == (0, True)
    again = await asyncio.to_thread(host.types, "matrix", "setup")
    assert (again.code, again.out) == (0, ended.out)
    checked = await asyncio.to_thread(host.types, "check")
    assert (checked.code, "WRONG" in checked.out) == (0, False)
    assert not host.database.exists()
