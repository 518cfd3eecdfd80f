"""`check` says what is right and what to do; it logs nobody in and sends nothing."""

import subprocess
import sys

from adapters.matrix.plugin import MatrixPlugin
from ci_bot.ports.chat import Finding
from tests.adapters.matrix.bot import Home
from tests.conftest import NewPerson
from tests.support.synapse_admin import SynapseAdmin


async def findings(home: Home, **more: object) -> list[Finding]:
    plugin = MatrixPlugin()
    return [
        finding async for finding in plugin.check(home.settings(**more), home.vault, home.folder)
    ]


def wrong(found: list[Finding]) -> list[str]:
    assert all(finding.advice for finding in found if not finding.ok)
    return [finding.what for finding in found if not finding.ok and finding.required]


async def test_before_the_first_login_it_says_so_and_logs_nobody_in(home: Home) -> None:
    found = await findings(home)
    assert not wrong(found)
    assert any("matrix setup" in finding.advice for finding in found)
    answer = await home.account.call("GET", "v3/devices")
    assert len(answer["devices"]) == 1
    assert not (home.folder / "matrix-store").exists()


async def test_all_is_well_with_a_signed_device_even_while_the_bot_runs(home: Home) -> None:
    async with home.running() as bot:
        await bot.ready()
        found = await findings(home)
    assert not wrong(found)
    signed = next(finding for finding in found if "cross-signed" in finding.what)
    assert signed.ok
    assert any("override_ratelimit" in finding.advice for finding in found)


async def test_an_unsigned_device_is_advice_only(proxied: Home) -> None:
    proxied.proxy.fail("/keys/signatures/upload", times=5, status=502)
    async with proxied.running() as bot:
        await bot.ready()
    found = await findings(proxied)
    assert not wrong(found)
    assert any(not finding.ok and "cross-signed" in finding.what for finding in found)


async def test_a_homeserver_that_does_not_answer_is_found(home: Home) -> None:
    for address in ("http://127.0.0.1:1", "http://nowhere.invalid", "https" + home.account.url[4:]):
        found = await findings(home, homeserver=address, http_timeout=1.0)
        assert any(address in what for what in wrong(found))


async def test_a_revoked_session_is_found(home: Home, synapse_admin: SynapseAdmin) -> None:
    async with home.running() as bot:
        await bot.ready()
    await synapse_admin.revoke(home.account.user_id, home.device)
    assert any("session" in what for what in wrong(await findings(home)))


async def test_a_session_of_another_account_is_found(home: Home, new_person: NewPerson) -> None:
    other = await new_person("other")
    found = await findings(home, password_file=None, access_token=other.token)
    assert any(other.user_id in finding.advice for finding in found)


async def test_lost_keys_and_open_secrets_are_found(home: Home) -> None:
    async with home.open():
        pass
    (home.folder / "password").chmod(0o644)
    assert any("chmod" in finding.advice for finding in await findings(home))
    (home.folder / "password").chmod(0o600)
    (home.folder / "matrix-store" / "crypto.db").unlink()
    assert any("backup" in finding.advice for finding in await findings(home))


async def test_without_credentials_nothing_can_work(home: Home) -> None:
    assert wrong(await findings(home, password_file=None))


def test_the_plugin_and_its_settings_load_no_library() -> None:
    code = (
        "import sys; from adapters.matrix.plugin import plugin; plugin.settings_type;"
        " print([name for name in ('nio', 'aiohttp', 'Crypto') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
