"""auth.*, users.*, team.*, bots.*, dnd.*: who is who; apps.*: the app itself."""

import secrets

from tests.support.slack.call import Call
from tests.support.slack.method_table import method
from tests.support.slack.pages import page
from tests.support.slack.records import Json
from tests.support.slack.refusal import Refusal
from tests.support.slack.shapes import bot_profile, user_json


@method("api.test", token="none")
def api_test(call: Call) -> Json:
    return {"args": dict(call.args)}


@method("auth.test", token="any")
def auth_test(call: Call) -> Json:
    if call.app_ is not None:
        return {"app_name": call.app_.name, "app_id": call.app_.id}
    team = call.world.teams[call.team]
    return {
        "url": f"https://{team.domain}.slack.com/",
        "team": team.name,
        "user": call.bot.name,
        "team_id": team.id,
        "user_id": call.bot.id,
        "bot_id": call.bot.bot_id,
        "is_enterprise_install": False,
    }


@method("auth.revoke")
def auth_revoke(call: Call) -> Json:
    if call.flag("test"):
        return {"revoked": False}
    call.install.ended = "token_revoked"
    return {"revoked": True}


@method("apps.connections.open", token="app")
def connections_open(call: Call) -> Json:
    # The sockets know their tickets; this is their address without one.
    ticket = secrets.token_hex(16)
    address = call.world.url.replace("http:", "ws:", 1)
    call.world.tickets[ticket] = call.app
    return {"url": f"{address}/link/?ticket={ticket}&app_id={call.app.id}"}


@method("users.info", "users:read")
def users_info(call: Call) -> Json:
    user = call.user()
    locale = call.flag("include_locale")
    return {"user": user_json(user, seen_from=call.team, locale=locale)}


@method("users.list", "users:read")
def users_list(call: Call) -> Json:
    strangers = {
        who
        for channel in call.world.channels_of(call.team)
        for who in channel.members
        if who[0] != call.team
    }
    everybody = call.world.accounts(call.team) + [call.world.user(who) for who in sorted(strangers)]
    limited = "limit" in call.args or "cursor" in call.args
    some, after = page(call, everybody, default=1000) if limited else (everybody, {})
    locale = call.flag("include_locale")
    shown = [user_json(one, seen_from=call.team, locale=locale) for one in some]
    after = after or {"response_metadata": {"next_cursor": ""}}
    return {"members": shown, "cache_ts": int(call.world.clock.now()), **after}


@method("team.info", "team:read")
def team_info(call: Call) -> Json:
    team = call.world.teams.get(call.text("team", call.team))
    if team is None:
        raise Refusal("team_not_found")
    shown = {
        "id": team.id,
        "name": team.name,
        "domain": team.domain,
        "email_domain": "",
        "icon": {"image_default": True, "image_34": "https://a.example/34.png"},
        "url": f"https://{team.domain}.slack.com/",
    }
    return {"team": shown}


@method("bots.info", "users:read")
def bots_info(call: Call) -> Json:
    asked = call.text("bot", call.bot.bot_id)
    for install in call.world.installs:
        if install.bot.bot_id == asked and install.team == call.team:
            shown = bot_profile(install) | {"user_id": install.bot.id}
            del shown["team_id"]
            return {"bot": shown}
    raise Refusal("bot_not_found")


@method("dnd.info", "dnd:read")
def dnd_info(call: Call) -> Json:
    user = call.user()
    now = int(call.world.clock.now())
    span = (now - 60, now + 3600) if user.dnd else (1, 1)
    return {"dnd_enabled": user.dnd, "next_dnd_start_ts": span[0], "next_dnd_end_ts": span[1]}
