"""The stand-in of Slack carries what people and a bot say to each other."""

from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.web.async_client import AsyncWebClient

from tests.support.slack import slack_stand_in


async def test_an_app_hears_over_its_socket_and_answers():
    async with slack_stand_in() as slack:
        team = slack.team()
        app = slack.app()
        bot = slack.install(app, team)
        client = AsyncWebClient(token=bot.token, base_url=slack.base_url, retry_handlers=[])
        socket = SocketModeClient(app.token, web_client=client, ping_interval=5)
        heard = []

        async def listen(sock, request):
            await sock.send_socket_mode_response(SocketModeResponse(request.envelope_id))
            heard.append(request)
            event = request.payload["event"]
            if "bot_id" not in event:
                await client.chat_postMessage(
                    channel=event["channel"],
                    text="hi",
                    unfurl_links=False,
                    unfurl_media=False,
                )

        socket.socket_mode_request_listeners.append(listen)
        await socket.connect()
        anna = slack.person("anna", team)
        room = slack.direct(bot, anna)
        await slack.sockets.connected()
        await anna.write(room, "hello <you>")
        seen = await anna.see(room, lambda seen: len(seen) == 2)
        assert [one.text for one in seen] == ["hello <you>", "hi"]
        assert heard[0].payload["event"]["text"] == "hello &lt;you&gt;"
        slack.assert_clean()
        await socket.close()
