"""Logs in once and restores that login ever after."""

import logging
import secrets
import string
from dataclasses import replace
from pathlib import Path

from adapters.matrix.homeserver import Homeserver, Refused
from adapters.matrix.refusals import refuses_bot
from adapters.matrix.settings import MatrixSettings
from adapters.matrix.store import RESTORE, Identity, Store
from ci_bot.ports.chat import PlatformMisconfigured, PlatformStopped
from ci_bot.ports.chat.secret import read_secret

log = logging.getLogger(__name__)


class Session:
    """The bot's login; never a second device."""

    def __init__(
        self, settings: MatrixSettings, folder: Path, store: Store, homeserver: Homeserver
    ) -> None:
        self._settings = settings
        self._store = store
        self._homeserver = homeserver
        self.strict = settings.strict_devices
        self.password = read_secret(settings.password, settings.password_file, folder)
        self._token = read_secret(settings.access_token, settings.access_token_file, folder)

    async def connect(self) -> Identity:
        """Restores the login, or makes it; raises Unreachable while the homeserver is away."""
        identity = self._store.identity()
        if identity is not None and identity.user != self._settings.user_id:
            raise PlatformMisconfigured(
                f"{self._store.folder} belongs to {identity.user}, the settings name"
                f" {self._settings.user_id}; give each account a store of its own"
            )
        if self._token is not None:
            return await self._adopt(self._token, identity)
        if identity is None or not identity.token:
            return await self._login(identity)
        self._homeserver.token = identity.token
        return identity

    async def renew(self) -> None:
        """After a soft logout: a new token for the same device."""
        identity = self._store.identity()
        if identity is None or self.password is None:
            raise PlatformStopped(
                "the homeserver ended the bot's session; give its password_file, to log in again"
            )
        await self._login(identity)
        log.info("logged in again with the same device")

    async def _adopt(self, token: str, identity: Identity | None) -> Identity:
        self._homeserver.token = token
        try:
            owner = await self._homeserver.call("GET", "v3", "account", "whoami")
        except Refused as error:
            if refuses_bot(error):
                raise PlatformStopped("the homeserver does not accept the access token") from None
            raise
        user, device = str(owner.get("user_id")), str(owner.get("device_id") or "")
        expected = self._settings.device_id or (identity.device if identity else device)
        if user != self._settings.user_id or device != expected or not device:
            raise PlatformMisconfigured(
                f"the access token belongs to {user} with device {device or 'none'}, not to"
                f" {self._settings.user_id} with device {expected or 'any'}"
            )
        if identity is not None and identity.device != device:
            raise PlatformMisconfigured(
                f"{self._store.folder} holds the keys of another device than the access token's;"
                f" {RESTORE}"
            )
        adopted = replace(identity or Identity(user=user, device=device), token=token)
        if adopted != identity:
            self._store.keep(adopted)
        return adopted

    async def _login(self, identity: Identity | None) -> Identity:
        if self.password is None:
            raise PlatformMisconfigured(
                "the bot was never logged in: set password_file (or access_token_file) in [matrix]"
            )
        if identity is None:
            # Named and saved before it exists: a crash in between must not leave a second device.
            letters = string.ascii_uppercase
            device = "".join(secrets.choice(letters) for _ in range(10))
            identity = Identity(user=self._settings.user_id, device=device)
            self._store.keep(identity)
        self._homeserver.token = ""
        try:
            answer = await self._homeserver.call(
                "POST",
                "v3",
                "login",
                body={
                    "type": "m.login.password",
                    "identifier": {"type": "m.id.user", "user": identity.user},
                    "password": self.password,
                    "device_id": identity.device,
                    "initial_device_display_name": "ci-bot",
                },
            )
        except Refused as error:
            if error.code in {"M_FORBIDDEN", "M_USER_DEACTIVATED", "M_USER_LOCKED", "M_UNKNOWN"}:
                raise PlatformMisconfigured(
                    f"the homeserver refuses the password of {identity.user}; correct password_file"
                ) from None
            raise
        if answer.get("user_id") != identity.user or answer.get("device_id") != identity.device:
            raise PlatformMisconfigured("the homeserver logged in another account than user_id")
        identity = replace(identity, token=str(answer["access_token"]))
        self._store.keep(identity)
        self._homeserver.token = identity.token
        return identity
