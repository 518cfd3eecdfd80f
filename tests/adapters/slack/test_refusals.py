"""What each of Slack's refusals means for a delivery."""

from datetime import timedelta

import aiohttp
import aiohttp.web
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.refusals import while_asking, while_sending
from adapters.slack.web import Refused, Unreachable, call
from ci_bot.ports.chat import (
    ChatError,
    DeliveryKey,
    Doubtful,
    Misshapen,
    NotAccepted,
    PlatformStopped,
    TargetGone,
    TooLong,
)
from tests.adapters.slack.voice import say, voice
from tests.support.slack import slack_stand_in

KEY = DeliveryKey("a" * 40)
LINE = "slack:T1/"
MEANINGS: dict[type[ChatError], str] = {
    Doubtful: "internal_error fatal_error service_unavailable request_timeout",
    TooLong: "msg_too_long msg_blocks_too_long view_too_large metadata_too_large",
    TargetGone: "channel_not_found not_in_channel is_archived user_disabled cannot_dm_bot"
    " user_not_found restricted_action thread_not_found message_not_found cant_update_message"
    " missing_scope no_permission user_not_in_channel edit_window_closed"
    " messages_tab_disabled not_enabled",
    PlatformStopped: "invalid_auth account_inactive token_revoked token_expired not_authed"
    " org_login_required team_access_not_granted",
    NotAccepted: "ratelimited message_limit_exceeded some_day_invented",
    Misshapen: "invalid_arguments invalid_blocks invalid_metadata_format no_text",
}
CASES = [(code, meaning) for meaning, codes in MEANINGS.items() for code in codes.split()]


@pytest.mark.parametrize(("code", "meaning"), CASES)
def test_each_refusal_has_its_meaning(code: str, meaning: type[ChatError]) -> None:
    assert type(while_sending(Refused(code), LINE)) is meaning
    # Where nothing is posted, asking again is as good as knowing.
    asked = NotAccepted if meaning is Doubtful else meaning
    assert type(while_asking(Refused(code), LINE)) is asked


@pytest.mark.parametrize(("code", "meaning"), CASES)
async def test_and_has_it_when_slack_really_says_so(code: str, meaning: type[ChatError]) -> None:
    async with voice() as bot:
        bot.slack.faults.error("chat.postMessage", code)
        with pytest.raises(meaning) as refused:
            await bot.sender.send(bot.channel, say("x"), key=KEY)
        assert type(refused.value) is meaning


@pytest.mark.parametrize("code", MEANINGS[TargetGone].split())
def test_what_can_not_be_reached_comes_with_words_for_a_human(code: str) -> None:
    said = str(while_sending(Refused(code, needed="chat:write")))
    assert code in said
    assert len(said) > len(code) + 15


@pytest.mark.parametrize(
    "told", ["must be less than 3001 characters", "no more than 50 items allowed"]
)
def test_blocks_that_are_refused_for_their_size_are_too_long(told: str) -> None:
    refused = Refused("invalid_blocks", details=(f"[ERROR] {told} [json-pointer:/blocks]",))
    assert type(while_sending(refused)) is TooLong
    shapeless = Refused("invalid_blocks", details=("[ERROR] unsupported type: x",))
    assert type(while_sending(shapeless)) is Misshapen


def test_a_refused_bot_stops_its_own_workspace_only() -> None:
    stopped = while_sending(Refused("token_revoked"), LINE)
    assert isinstance(stopped, PlatformStopped)
    assert stopped.line == LINE


def test_what_slack_asks_to_wait_is_waited() -> None:
    limited = while_sending(Refused("ratelimited", retry_after=7))
    assert isinstance(limited, NotAccepted)
    assert limited.retry_after == timedelta(seconds=7)


def test_silence_is_a_doubt_unless_nothing_was_said() -> None:
    assert type(while_sending(Unreachable("x"))) is Doubtful
    assert type(while_sending(Unreachable("x", unsent=True))) is NotAccepted


async def test_where_nobody_listens_nothing_was_said() -> None:
    async with slack_stand_in() as slack:
        address = slack.base_url
    async with aiohttp.ClientSession() as session:
        client = AsyncWebClient(base_url=address, session=session, retry_handlers=[])
        with pytest.raises(Unreachable) as away:
            await call(client, "chat.postMessage")
        assert away.value.unsent


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("<html>Please log in to this hotel</html>", "text/html"),
        ("ok", "text/plain"),
        ("[]", "application/json"),
        ('["ok"]', "application/json"),
        ('"ok"', "application/json"),
        ("{}", "application/json"),
        ('{"ok": "yes"', "application/json"),
        ('{"ok": false}', "application/json"),
        ("null", "application/json"),
        ("", "application/json"),
    ],
)
@pytest.mark.parametrize("status", [200, 302, 403, 502])
async def test_what_is_not_slack_is_never_taken_for_an_answer(
    body: str, kind: str, status: int
) -> None:
    async def handle(_: aiohttp.web.Request) -> aiohttp.web.Response:
        return aiohttp.web.Response(status=status, text=body, content_type=kind)

    app = aiohttp.web.Application()
    app.router.add_route("*", "/{tail:.*}", handle)
    runner = aiohttp.web.AppRunner(app)
    await runner.setup()
    await aiohttp.web.TCPSite(runner, "127.0.0.1", 0).start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}/api/"
    async with aiohttp.ClientSession() as session:
        client = AsyncWebClient(base_url=url, session=session, retry_handlers=[])
        with pytest.raises(Unreachable) as away:
            await call(client, "chat.postMessage")
        assert not away.value.unsent
    await runner.cleanup()
