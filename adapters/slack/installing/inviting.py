"""`ci-bot slack invite`: a link for the administrator of one workspace."""

from pathlib import Path

from adapters.slack.installing.oauth_client import oauth_client
from adapters.slack.installing.pages import INVITE_LASTS, invites
from adapters.slack.settings import SlackSettings
from ci_bot.ports.chat import PlatformMisconfigured, Vault


async def invite_workspace(settings: SlackSettings, vault: Vault, folder: Path) -> str:
    """Makes the link, good for one install; raises PlatformMisconfigured with what is missing."""
    if settings.client_id is None:
        raise PlatformMisconfigured(
            'installing by a page needs mode = "http", client_id and client_secret_file, from'
            " Basic Information of the app"
        )
    client = oauth_client(
        client_id=settings.client_id,
        client_secret=settings.client_secret_of(folder),
        public_url=settings.public_url,
        api_url=settings.api_url,
    )
    link = client.invitation(await invites(vault).issue())
    return (
        f"{link}\nGive it to the administrator of one Slack workspace: it is good for one install,"
        f" within {INVITE_LASTS.days} days."
    )
