"""The bot logs in once; whatever is lost or refused is said in one line."""

import json
from pathlib import Path

import pytest

from ci_bot.ports.chat import MessageReceived, PlatformMisconfigured, PlatformStopped
from tests.adapters.matrix.bot import Home
from tests.adapters.matrix.talking import together
from tests.conftest import NewPerson
from tests.support.synapse_admin import SynapseAdmin


async def devices(home: Home) -> set[str]:
    answer = await home.account.call("GET", "v3/devices")
    return {device["device_id"] for device in answer["devices"]} - {home.account.device_id}


async def refusal(home: Home, **more: object) -> str:
    with pytest.raises(PlatformMisconfigured) as refused:
        async with home.open(**more):
            pass
    assert "\n" not in str(refused.value)
    return str(refused.value)


async def test_it_logs_in_once_and_never_makes_a_second_device(home: Home) -> None:
    for _ in range(3):
        async with home.open():
            pass
    assert await devices(home) == {home.device}


async def test_the_password_is_not_needed_any_more(home: Home) -> None:
    async with home.open():
        pass
    (home.folder / "password").write_text("something else")
    async with home.open(password_file=None):
        pass
    assert await devices(home) == {home.device}


async def test_session_and_keys_are_for_their_owner_only(home: Home) -> None:
    async with home.running() as bot:
        await bot.ready()
    store = home.folder / "matrix-store"
    assert store.stat().st_mode & 0o777 == 0o700
    assert {path.name for path in store.iterdir()} == {
        "lock",
        "session.json",
        "crypto.db",
        "cross_signing.json",
    }
    assert {path.stat().st_mode & 0o777 for path in store.iterdir()} == {0o600}


async def test_a_wrong_password_is_refused_and_leaves_no_half_login(home: Home) -> None:
    home.settings()
    password = home.folder / "password"
    password.write_text("wrong")
    assert "refuses the password" in await refusal(home)
    assert await devices(home) == set()
    password.write_text(home.account.password)
    async with home.open():
        pass
    assert await devices(home) == {home.device}


async def test_a_password_that_others_can_read_is_refused(home: Home) -> None:
    home.settings()
    (home.folder / "password").chmod(0o640)
    assert f"chmod 600 {home.folder / 'password'}" in await refusal(home)
    assert await devices(home) == set()


async def test_a_password_that_is_not_there_is_refused(home: Home) -> None:
    assert "can't be read" in await refusal(home, password_file="elsewhere")
    home.settings()
    (home.folder / "password").write_text("")
    assert "is empty" in await refusal(home)


async def test_without_any_credentials_it_says_which_setting_to_add(home: Home) -> None:
    assert "password_file" in await refusal(home, password_file=None)


@pytest.mark.parametrize("damage", ["lost", "emptied", "flipped", "another"])
async def test_lost_or_damaged_keys_are_refused(home: Home, damage: str, tmp_path: Path) -> None:
    async with home.open():
        pass
    keys = home.folder / "matrix-store" / "crypto.db"
    match damage:
        case "lost":
            keys.unlink()
        case "emptied":
            keys.write_bytes(b"")
        case "flipped":
            raw = bytearray(keys.read_bytes())
            raw[100 : len(raw) : 7] = bytes(len(raw[100 : len(raw) : 7]))
            keys.write_bytes(raw)
        case "another":
            session = home.folder / "matrix-store" / "session.json"
            facts = json.loads(session.read_text())
            session.write_text(json.dumps(facts | {"fingerprint": "another"}))
    said = await refusal(home)
    assert "backup" in said
    assert str(home.folder / "matrix-store") in said


@pytest.mark.parametrize("content", ["{", "[]", '{"user": "x"}'])
async def test_a_damaged_session_file_is_refused(home: Home, content: str) -> None:
    async with home.open():
        pass
    (home.folder / "matrix-store" / "session.json").write_text(content)
    assert "session.json is damaged" in await refusal(home)


async def test_keys_without_a_session_are_refused(home: Home) -> None:
    async with home.open():
        pass
    (home.folder / "matrix-store" / "session.json").unlink()
    assert "no session" in await refusal(home)
    assert len(await devices(home)) == 1


async def test_the_store_of_another_account_is_refused(home: Home, new_person: NewPerson) -> None:
    async with home.open():
        pass
    other = await new_person("other")
    assert "a store of its own" in await refusal(home, user_id=other.user_id)


async def test_a_store_in_use_is_refused(home: Home) -> None:
    async with home.open():
        assert "in use" in await refusal(home)


async def test_a_store_that_can_not_be_written_is_refused(home: Home) -> None:
    (home.folder / "matrix-store").write_text("a file")
    assert "can't be written" in await refusal(home)


async def test_a_login_that_was_cut_off_goes_on_with_the_same_device(home: Home) -> None:
    store = home.folder / "matrix-store"
    store.mkdir()
    begun = {"user": home.account.user_id, "device": "BEGUNDEVIC"}
    (store / "session.json").write_text(json.dumps(begun))
    async with home.open():
        pass
    assert await devices(home) == {"BEGUNDEVIC"}


async def test_a_login_whose_answer_was_lost_is_repeated_for_the_same_device(
    proxied: Home,
) -> None:
    proxied.proxy.fail("/login", drop="after")
    async with proxied.running() as bot:
        await bot.ready()
    assert await devices(proxied) == {proxied.device}


async def test_a_revoked_token_ends_the_bot_with_a_clear_word(
    home: Home, synapse_admin: SynapseAdmin
) -> None:
    async with home.running() as bot:
        await bot.ready()
        await synapse_admin.revoke(bot.user, bot.device)
        with pytest.raises(PlatformStopped, match="ci-bot matrix setup"):
            await bot.receiving
        with pytest.raises(PlatformStopped):
            await bot.say("!any:localhost", "Hello", "key-1")


async def test_after_a_soft_logout_it_goes_on_with_the_same_device_and_keys(
    proxied: Home, new_person: NewPerson
) -> None:
    mara = await new_person("mara")
    async with proxied.running() as bot:
        room = await together(bot, mara)
        token = _token(proxied)
        body = {"errcode": "M_UNKNOWN_TOKEN", "error": "expired", "soft_logout": True}
        proxied.proxy.fail("/sync", status=401, body=body)
        await mara.say(room, "Still there?")
        await bot.inlet.first(MessageReceived)
        await mara.until(lambda: _other_token(proxied, token))
    assert await devices(proxied) == {proxied.device}


async def test_after_a_soft_logout_without_a_password_it_stops(proxied: Home) -> None:
    async with proxied.running() as bot:
        await bot.ready()
    async with proxied.running(password_file=None) as bot:
        body = {"errcode": "M_UNKNOWN_TOKEN", "error": "expired", "soft_logout": True}
        proxied.proxy.fail("/sync", status=401, body=body)
        with pytest.raises(PlatformStopped, match="password_file"):
            await bot.receiving


async def test_an_access_token_serves_instead_of_a_password(
    home: Home, new_person: NewPerson
) -> None:
    token = home.folder / "token"
    token.touch(mode=0o600)
    token.write_text(home.account.token)
    with_token = {"password_file": None, "access_token_file": "token"}
    device = {"device_id": home.account.device_id}
    async with home.open(**with_token, **device):
        pass
    async with home.open(**with_token):
        pass
    assert home.device == home.account.device_id
    assert "not to" in await refusal(home, **with_token, device_id="ANOTHER")
    other = await new_person("other")
    token.write_text(other.token)
    assert other.user_id in await refusal(home, **with_token)
    token.write_text((await home.account.log_in()).token)
    assert home.account.device_id in await refusal(home, **with_token)


async def test_a_refused_access_token_stops_it(home: Home) -> None:
    with pytest.raises(PlatformStopped, match="access token"):
        async with home.open(password_file=None, access_token="nonsense"):
            pass


async def test_setup_logs_in_signs_and_may_be_repeated(home: Home) -> None:
    for _ in range(2):
        said = await home.set_up()
        assert home.account.user_id in said
        assert home.device in said
        assert "cross-signed" in said
    assert await devices(home) == {home.device}


def _token(home: Home) -> str:
    session = home.folder / "matrix-store" / "session.json"
    return str(json.loads(session.read_text())["token"])


async def _other_token(home: Home, token: str) -> bool:
    return _token(home) != token
