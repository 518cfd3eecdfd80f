"""How what people do comes in from Slack, as the settings have it."""

from collections.abc import Sequence
from pathlib import Path

from adapters.slack.http.mode import Door, HttpMode
from adapters.slack.http.signature import Signature
from adapters.slack.installing.installs import Installs
from adapters.slack.installing.oauth_client import oauth_client
from adapters.slack.installing.pages import InstallPages
from adapters.slack.link import Link
from adapters.slack.lost_and_found import LostAndFound
from adapters.slack.settings import SlackSettings
from adapters.slack.sockets.mode import SocketMode
from adapters.slack.timing import Timing
from adapters.slack.workspaces import Workspaces
from ci_bot.ports.chat import Vault


def ways_in(
    settings: SlackSettings, folder: Path, workspaces: Workspaces, vault: Vault, timing: Timing
) -> Sequence[Link]:
    """The sockets of all apps, or the pages that they post to; and who looks after lost workspaces.

    Raises PlatformMisconfigured for a secret that can't be read.
    """
    if settings.mode == "socket":
        lost = LostAndFound(workspaces, None, timing.recheck)
        return [_sockets(settings, folder, workspaces, timing), lost]
    posted = _posted(settings, folder, workspaces)
    if settings.client_id is None:
        return [posted, LostAndFound(workspaces, None, timing.recheck)]
    client = oauth_client(
        client_id=settings.client_id,
        client_secret=settings.client_secret_of(folder),
        public_url=settings.public_url,
        api_url=settings.api_url,
    )
    installs = Installs(vault)
    pages = InstallPages(client, workspaces, installs, vault)
    return [posted, pages, LostAndFound(workspaces, installs, timing.recheck)]


def _sockets(
    settings: SlackSettings, folder: Path, workspaces: Workspaces, timing: Timing
) -> SocketMode:
    tokens = [app.app_token for app in settings.apps(folder) if app.app_token is not None]
    return SocketMode(
        app_tokens=list(dict.fromkeys(tokens)),
        client=workspaces.client,
        session=workspaces.session,
        timing=timing.sockets,
    )


def _posted(settings: SlackSettings, folder: Path, workspaces: Workspaces) -> HttpMode:
    apps = [app for app in settings.apps(folder) if app.signing_secret]
    doors = [
        Door(
            signature=Signature(app.signing_secret or ""),
            # With one app there is no other that it could speak for.
            bot_tokens=frozenset(app.bot_tokens if len(apps) > 1 else ()),
        )
        for app in apps
    ]
    return HttpMode(doors, workspaces)
