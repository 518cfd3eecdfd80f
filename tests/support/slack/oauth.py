"""OAuth: somebody installs an app in a workspace, and the app exchanges the code for a token."""

import secrets

from tests.support.slack.call import Call
from tests.support.slack.method_table import method
from tests.support.slack.records import App, Install, Json, User
from tests.support.slack.refusal import Refusal
from tests.support.slack.world import World

CODE_SECONDS = 600.0


def add_install(world: World, app: App, team: str, scopes: set[str]) -> Install:
    """The app in the workspace with these scopes; an old install's bot user stays the same."""
    old = world.install(app, team)
    if old is None:
        bot = User(
            id=world.new_id("U"),
            team=team,
            name=app.name.lower().replace(" ", "_"),
            real_name=app.name,
            is_bot=True,
            bot_id=world.new_id("B"),
            app_id=app.id,
            updated=int(world.clock.now()),
        )
        world.users[bot.who] = bot
    else:
        bot = old.bot
        bot.deleted = False
        if not old.ended:
            old.ended = "token_revoked"
    token = f"xoxb-{team}-{secrets.token_hex(12)}"
    install = Install(app=app, team=team, token=token, scopes=set(scopes), bot=bot)
    world.installs.append(install)
    return install


@method("oauth.v2.access", token="client")
def access(call: Call) -> Json:
    code = call.world.codes.get(call.text("code"))
    if code is None or code.app is not call.app:
        raise Refusal("invalid_code")
    if code.used:
        raise Refusal("code_already_used")
    if call.world.clock.now() - code.at > CODE_SECONDS:
        raise Refusal("invalid_code")
    if call.text("redirect_uri", "") != code.redirect:
        raise Refusal("bad_redirect_uri")
    code.used = True
    team = call.world.teams[code.who[0]]
    install = add_install(call.world, code.app, team.id, code.scopes)
    return {
        "app_id": code.app.id,
        "authed_user": {"id": code.who[1]},
        "scope": ",".join(sorted(install.scopes)),
        "token_type": "bot",
        "access_token": install.token,
        "bot_user_id": install.bot.id,
        "team": {"id": team.id, "name": team.name},
        "enterprise": None,
        "is_enterprise_install": False,
    }
