"""The stand-in of Slack talks to the real SDK, and carries what people and a bot say."""

from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.web.async_client import AsyncWebClient

from tests.support.slack import slack_stand_in


async def test_an_app_hears_over_its_socket_and_answers() -> None:
    async with slack_stand_in() as slack:
        team, app = slack.team(), slack.app()
        bot = slack.install(app, team)
        client = AsyncWebClient(token=bot.token, base_url=slack.base_url, retry_handlers=[])
        socket = SocketModeClient(app.token, web_client=client, ping_interval=5)
        heard = []

        async def listen(there: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
            await there.send_socket_mode_response(SocketModeResponse(request.envelope_id))
            event = request.payload["event"]
            heard.append(event["text"])
            if "bot_id" not in event:
                await client.chat_postMessage(
                    channel=event["channel"], text="hi", unfurl_links=False, unfurl_media=False
                )

        socket.socket_mode_request_listeners.append(listen)
        await socket.connect()  # type: ignore[no-untyped-call]
        anna = slack.person("anna", team)
        room = slack.direct(bot, anna)
        await slack.sockets.connected()
        await anna.write(room, "hello <you>")
        seen = await anna.see(room, lambda seen: len(seen) == 2)
        assert [one.text for one in seen] == ["hello <you>", "hi"]
        assert heard[0] == "hello &lt;you&gt;"
        slack.assert_clean()
        await socket.close()  # type: ignore[no-untyped-call]


async def test_an_app_uploads_a_file_with_the_sdk() -> None:
    async with slack_stand_in() as slack:
        team = slack.team()
        bot = slack.install(slack.app(), team)
        anna = slack.person("anna", team)
        channel = slack.find(slack.direct(bot, anna))
        client = AsyncWebClient(token=bot.token, base_url=slack.base_url, retry_handlers=[])
        await client.files_upload_v2(channel=channel.id, filename="a.csv", content="1;2")
        assert channel.messages[0].files[0]["size"] == 3
        assert not slack.refused
