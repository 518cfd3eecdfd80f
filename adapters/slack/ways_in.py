"""How what people do comes in from Slack, as the settings have it."""

from collections.abc import Sequence
from pathlib import Path

from adapters.slack.http_mode import Door, HttpMode
from adapters.slack.receiver import Link
from adapters.slack.settings import SlackSettings
from adapters.slack.signature import Signature
from adapters.slack.sockets import SocketMode
from adapters.slack.timing import Timing
from adapters.slack.workspaces import Workspaces


def ways_in(
    settings: SlackSettings, folder: Path, workspaces: Workspaces, timing: Timing
) -> Sequence[Link]:
    """The sockets of all apps, or the page that they post to.

    Raises PlatformMisconfigured for a secret that can't be read.
    """
    apps = settings.apps(folder)
    if settings.mode == "http":
        doors = [
            Door(
                signature=Signature(app.signing_secret),
                # With one app there is no other that it could speak for.
                bot_tokens=frozenset(app.bot_tokens if len(apps) > 1 else ()),
            )
            for app in apps
            if app.signing_secret
        ]
        return [HttpMode(doors, workspaces)]
    tokens = [app.app_token for app in apps if app.app_token is not None]
    sockets = SocketMode(
        app_tokens=list(dict.fromkeys(tokens)),
        client=workspaces.client,
        session=workspaces.session,
        timing=timing.sockets,
    )
    return [sockets]
