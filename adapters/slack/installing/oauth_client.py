"""The app's half of OAuth: where an administrator goes, and the token that comes of it."""

from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

from adapters.slack.addresses import INSTALL, REDIRECT
from adapters.slack.scopes import SCOPES
from adapters.slack.web import Refused, exchange
from adapters.slack.workspaces import Workspaces
from ci_bot.ports.chat import PlatformMisconfigured


@dataclass(frozen=True, kw_only=True, slots=True)
class Granted:
    """A workspace that let the app in."""

    team: str
    name: str
    token: str = field(repr=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class OAuthClient:
    """`public_url`: where browsers reach the bot; `api_url`: Slack's, or that of GovSlack."""

    client_id: str
    client_secret: str = field(repr=False)
    public_url: str
    api_url: str

    @property
    def redirect_uri(self) -> str:
        """Always the same, and as in the manifest."""
        return self.public_url.rstrip("/") + REDIRECT

    def invitation(self, code: str) -> str:
        """The link to give to the administrator of a workspace."""
        return f"{self.public_url.rstrip('/')}{INSTALL}?{urlencode({'invite': code})}"

    def consent(self, state: str) -> str:
        """Slack's page, where the administrator allows it."""
        api = urlsplit(self.api_url)
        asked = {
            "client_id": self.client_id,
            "scope": ",".join(scope.name for scope in SCOPES),
            "redirect_uri": self.redirect_uri,
            "state": state,
        }
        return f"{api.scheme}://{api.netloc}/oauth/v2/authorize?{urlencode(asked)}"

    async def granted(self, workspaces: Workspaces, code: str) -> Granted:
        """The token for what Slack's page gave; raises Refused or Unreachable."""
        told = await exchange(
            workspaces.client(),
            client_id=self.client_id,
            client_secret=self.client_secret,
            code=code,
            redirect_uri=self.redirect_uri,
        )
        team = told.get("team")
        if told.get("token_type") != "bot" or not isinstance(team, dict) or not team.get("id"):
            raise Refused("org_wide_install", method="oauth.v2.access")
        return Granted(
            team=str(team["id"]), name=str(team.get("name", "")), token=str(told["access_token"])
        )


def oauth_client(
    *, client_id: str, client_secret: str | None, public_url: str | None, api_url: str
) -> OAuthClient:
    """The client; raises PlatformMisconfigured when something of it is missing."""
    if client_secret is None:
        raise PlatformMisconfigured("client_id needs client_secret_file, from Basic Information")
    if public_url is None or not public_url.startswith("https://"):
        raise PlatformMisconfigured(
            "installing by a page needs public_url in [web], beginning with https://"
        )
    return OAuthClient(
        client_id=client_id, client_secret=client_secret, public_url=public_url, api_url=api_url
    )
