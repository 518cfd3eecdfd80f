"""The `[matrix]` table of the settings file."""

from pathlib import Path
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, SecretStr, StringConstraints, model_validator

Address = Annotated[str, StringConstraints(pattern=r"^https?://[^/\s]+")]
UserId = Annotated[str, StringConstraints(pattern=r"^@[^:\s]+:\S+$")]


class MatrixSettings(BaseModel):
    """How the bot reaches its homeserver, and what it may do there."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    homeserver: Address = Field(
        description="The homeserver's client address.", examples=["https://matrix.example.org"]
    )
    user_id: UserId = Field(description="The bot's own account.", examples=["@ci-bot:example.org"])
    password_file: Path | None = Field(
        default=None,
        description="Used once, by `matrix setup` or the first `run`.",
        examples=["secrets/matrix-password"],
    )
    password: SecretStr | None = None
    access_token_file: Path | None = Field(
        default=None, description="Instead of a password: the token of a device made for the bot."
    )
    access_token: SecretStr | None = None
    device_id: str | None = Field(
        default=None, description="The device that the access token belongs to."
    )
    store: Path = Field(
        default=Path("matrix-store"), description="Folder of session and keys, kept together."
    )
    accept_invites_from: tuple[str, ...] = Field(
        default=(),
        description='Besides the coalitions\' people and rooms, such as "@*:example.org".',
    )
    reactions: bool = Field(
        default=False, description="Put the answers' emoji under a prompt, ready to tap."
    )
    strict_devices: bool = Field(
        default=False, description="Encrypt only for devices that their owners have cross-signed."
    )
    http_timeout: float = Field(
        default=10.0, gt=0, le=30, description="Seconds a request may take."
    )

    @model_validator(mode="after")
    def _one_way_in(self) -> Self:
        if self.password_file and self.password:
            raise ValueError("give password_file or the password, not both")
        if self.access_token_file and self.access_token:
            raise ValueError("give access_token_file or the access_token, not both")
        if self.device_id and not (self.access_token_file or self.access_token):
            raise ValueError("device_id belongs to an access_token_file, which is missing")
        return self
