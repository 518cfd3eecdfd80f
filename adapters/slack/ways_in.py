"""How what people do comes in from Slack, as the settings have it."""

from collections.abc import Sequence
from pathlib import Path

from adapters.slack.receiver import Link
from adapters.slack.settings import SlackSettings
from adapters.slack.sockets import SocketMode
from adapters.slack.timing import Timing
from adapters.slack.workspaces import Workspaces


def ways_in(
    settings: SlackSettings, folder: Path, workspaces: Workspaces, timing: Timing
) -> Sequence[Link]:
    """The sockets of all apps; raises PlatformMisconfigured for a secret that can't be read."""
    tokens = [app.app_token for app in settings.apps(folder) if app.app_token is not None]
    sockets = SocketMode(
        app_tokens=list(dict.fromkeys(tokens)),
        client=workspaces.client,
        session=workspaces.session,
        timing=timing.sockets,
    )
    return [sockets]
