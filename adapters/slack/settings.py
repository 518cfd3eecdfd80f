"""The `[slack]` table of the settings file."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, SecretStr, StringConstraints, model_validator

from ci_bot.ports.chat.secret import read_secret

Address = Annotated[str, StringConstraints(pattern=r"^https?://[^/\s?#]+(/[^\s?#]*)?$")]
ApiAddress = Annotated[str, StringConstraints(pattern=r"^https?://[^/\s?#]+/([^\s?#]+/)*$")]
CommandName = Annotated[str, StringConstraints(pattern=r"^/[a-z0-9_-]{1,31}$")]

SOCKET_NEEDS = 'mode = "socket" needs app_token_file, the token that begins with xapp-'
HTTP_NEEDS = 'mode = "http" needs signing_secret_file, from Basic Information of the app'


@dataclass(frozen=True, kw_only=True, slots=True)
class SlackAppSecrets:
    """One Slack app: the workspaces that installed it by hand, and what lets it in."""

    bot_tokens: tuple[str, ...] = field(default=(), repr=False)
    app_token: str | None = field(default=None, repr=False)
    signing_secret: str | None = field(default=None, repr=False)


class WorkspaceSettings(BaseModel):
    """One workspace with an app of its own."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    bot_token_file: Path
    app_token_file: Path | None = None
    signing_secret_file: Path | None = None


class SlackSettings(BaseModel):
    """How the bot reaches Slack: one app, in one workspace or several, or an app for each."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    bot_token_file: Path | None = Field(
        default=None,
        description="The token of the app's bot, which begins with xoxb-.",
        examples=["secrets/slack-bot"],
    )
    bot_token: SecretStr | None = None
    bot_token_files: tuple[Path, ...] = Field(
        default=(), description="Instead, where one app is in several workspaces: a file for each."
    )
    app_token_file: Path | None = Field(
        default=None,
        description="The app's own token, which begins with xapp-; for socket mode.",
        examples=["secrets/slack-app"],
    )
    app_token: SecretStr | None = None
    signing_secret_file: Path | None = Field(
        default=None, description="What proves that a request is Slack's; for http mode."
    )
    signing_secret: SecretStr | None = None
    mode: Literal["socket", "http"] = Field(
        default="socket", description='"http" needs a public address, and [web].'
    )
    command: CommandName = Field(
        default="/ci", description="The slash command, as in the manifest.", examples=["/ci"]
    )
    api_url: ApiAddress = Field(
        default="https://slack.com/api/",
        description="Another for GovSlack.",
        examples=["https://slack.com/api/"],
    )
    public_url: Address | None = Field(
        default=None,
        description="Where Slack reaches the bot in http mode; that of [web] unless set.",
    )
    client_id: str | None = Field(
        default=None, description="With client_secret_file: workspaces install the app by a page."
    )
    client_secret_file: Path | None = Field(
        default=None, description="Belongs to client_id; http mode only."
    )
    client_secret: SecretStr | None = None
    workspaces: tuple[WorkspaceSettings, ...] = Field(
        default=(),
        description="[[slack.workspaces]], an app of its own for each: bot_token_file with"
        " app_token_file or signing_secret_file.",
    )

    @model_validator(mode="after")
    def _one_of_each(self) -> Self:
        for name in ("bot_token", "app_token", "signing_secret", "client_secret"):
            if getattr(self, name) and getattr(self, f"{name}_file"):
                raise ValueError(f"give {name}_file or the {name}, not both")
        if self.bot_token_files and (self.bot_token or self.bot_token_file):
            raise ValueError("give bot_token_file or bot_token_files, not both")
        return self

    @model_validator(mode="after")
    def _workspaces_stand_alone(self) -> Self:
        if not self.workspaces:
            return self
        for name in ("bot_token", "app_token", "signing_secret", "client_secret"):
            if getattr(self, name) or getattr(self, f"{name}_file"):
                raise ValueError(f"{name}_file stands in each [[slack.workspaces]], not above")
        if self.bot_token_files or self.client_id:
            key = "bot_token_files" if self.bot_token_files else "client_id"
            raise ValueError(f"{key} is for one app in several workspaces: drop it or the tables")
        for number, one in enumerate(self.workspaces, start=1):
            if not (one.app_token_file if self.mode == "socket" else one.signing_secret_file):
                needs = SOCKET_NEEDS if self.mode == "socket" else HTTP_NEEDS
                raise ValueError(f"workspace {number}: {needs}")
        return self

    @model_validator(mode="after")
    def _has_a_way_in(self) -> Self:
        if self.workspaces:
            return self
        if bool(self.client_id) != bool(self.client_secret or self.client_secret_file):
            raise ValueError("client_id and client_secret_file belong together: one is missing")
        if self.client_id and self.mode == "socket":
            raise ValueError('client_id needs mode = "http": workspaces install by a page')
        if not (self.bot_token or self.bot_token_file or self.bot_token_files or self.client_id):
            raise ValueError("set bot_token_file, bot_token_files, or [[slack.workspaces]]")
        if self.mode == "socket" and not (self.app_token or self.app_token_file):
            raise ValueError(SOCKET_NEEDS)
        if self.mode == "http" and not (self.signing_secret or self.signing_secret_file):
            raise ValueError(HTTP_NEEDS)
        return self

    @property
    def needs_listener(self) -> bool:
        """Whether Slack comes to the bot, and not the bot to Slack."""
        return self.mode == "http"

    def apps(self, folder: Path) -> tuple[SlackAppSecrets, ...]:
        """The apps with their secrets; raises PlatformMisconfigured for a file that can't be used.

        Relative files start at `folder`.
        """
        if self.workspaces:
            return tuple(
                SlackAppSecrets(
                    bot_tokens=_tokens((one.bot_token_file,), folder),
                    app_token=read_secret(None, one.app_token_file, folder),
                    signing_secret=read_secret(None, one.signing_secret_file, folder),
                )
                for one in self.workspaces
            )
        single = read_secret(self.bot_token, self.bot_token_file, folder)
        several = _tokens(self.bot_token_files, folder)
        return (
            SlackAppSecrets(
                bot_tokens=several if single is None else (single,),
                app_token=read_secret(self.app_token, self.app_token_file, folder),
                signing_secret=read_secret(self.signing_secret, self.signing_secret_file, folder),
            ),
        )

    def bot_tokens(self, folder: Path) -> tuple[str, ...]:
        """Those of all workspaces whose tokens stand in files; raises as `apps`."""
        return tuple(token for app in self.apps(folder) for token in app.bot_tokens)

    def client_secret_of(self, folder: Path) -> str | None:
        """What installs by a page need; raises PlatformMisconfigured."""
        return read_secret(self.client_secret, self.client_secret_file, folder)


def _tokens(files: tuple[Path, ...], folder: Path) -> tuple[str, ...]:
    return tuple(token for file in files if (token := read_secret(None, file, folder)))
