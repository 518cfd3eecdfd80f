"""A strict Slack on 127.0.0.1: the Web API, Socket Mode, signed requests, OAuth, and its people.

    async with slack_stand_in() as slack:        # or slack_stand_in(follow=clock.now)
        team = slack.team("Lakeland")
        app = slack.app()                        # .token (xapp), .signing_secret, .client_id ...
        bot = slack.install(app, team)           # .token (xoxb), .bot.id, .bot.bot_id, .scopes
        client = AsyncWebClient(token=bot.token, base_url=slack.base_url, retry_handlers=[])

        anna = slack.person("anna", team)        # restricted=True, deleted=True, tz=..., user_id=
        room = slack.channel(team, anna, bot)    # private=True, shared_with=[other]
        dm = slack.direct(bot, anna)             # the direct room, made if need be
        await slack.sockets.connected()
        await anna.write(dm, "hello")            # edit, delete, react, see: a ChatActor
        await anna.click(dm, ts, "On track")     # button or menu, by label, action_id or value
        view = await anna.modal()                # what opened; anna.submit(view, {"Words": "x"})
        await anna.open_home(); anna.home(); await anna.click_home("Settings")
        await anna.command(room, "/ci", "status"); await anna.shortcut(room, ts, "use-as-update")

Addresses: accounts `slack:TEAM/USER`, rooms `slack:TEAM/CHANNEL`, message ids are the `ts`.

- `slack.sent`, `.calls(method)`, `.refused`, `.limited`, `.objections`, `.live_markup(allow)`,
  `.assert_clean()` judge what the bot sent; `.courier.lost` and `.acknowledged` what it heard.
- `slack.faults`: `limit`, `status`, `error`, `slow`, `hold`, `lose_call`, `lose_answer`,
  `take_late` (then `fault.land()` or `land_all()`), `duplicate_events`, `lose_deliveries`; each is
  for one method (or `"*"`, `"response_url"`), and may be for one `team=` or `channel=` only.
  `slack.courier.hold()` and `.release(random.Random(seed))` reorder events.
- `slack.sockets`: `abort`, `refuse(times)`, `burn_tickets`, `mute`/`unmute`, `refresh`, `warn`,
  `connected(count)`, `live`, `seen`.
- `slack.limits.on = True` brings the rate limits; `slack.clock.turn(seconds)` lets time pass:
  redeliveries after 1 and 5 minutes, trigger ids (3 s), response URLs (30 min).
- `app.urls = {"events": ..., "interactivity": ..., "commands": ...}` serves the app over HTTP.
- `slack.world.until(lambda: ...)` waits for anything: it looks whenever something changed.
- What acknowledgements carry counts as sent, under the method `acknowledgement`; what goes through
  a response URL under `response_url`. What somebody's client rules out raises `NotPossible`.
- Others write, too: `slack.integration_says(room, text)`, `anna.share_file(room, "a.txt")`,
  `anna.write(room, text, broadcast=True)`, and `raw=True` for a text in Slack's own markup.
- What admins do: `invite`, `remove`, `archive`, `delete_channel`, `rename`, `share`, `deactivate`,
  `change_profile`, `revoke`, `uninstall`, `approve(authorize_url, person)`.

It runs in the test's own loop; a bot in a process of its own needs only `slack.base_url`.
"""

from tests.support.slack.forms import NotPossible
from tests.support.slack.person import SlackPerson
from tests.support.slack.records import App, Install, Team
from tests.support.slack.stand_in import Slack, slack_stand_in

__all__ = ["App", "Install", "NotPossible", "Slack", "SlackPerson", "Team", "slack_stand_in"]
