"""A real Synapse on a free port of 127.0.0.1, that can be killed, started again and copied."""

import base64
import contextlib
import hashlib
import hmac
import http.client
import json
import secrets
import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import aiohttp

from tests.support.person import Person
from tests.support.server_process import PROJECT, ServerProcess, free_port

PYTHON = PROJECT / ".servers/synapse/bin/python"
DATABASE = "homeserver.db"
SIGNING_KEY = "signing.key"
# So high that no test meets it; there is no switch for all limits at once.
UNLIMITED = {"per_second": 100_000, "burst_count": 100_000}
RATE_LIMITS: Mapping[str, Any] = {
    "rc_message": UNLIMITED,
    "rc_registration": UNLIMITED,
    "rc_registration_token_validity": UNLIMITED,
    "rc_login": {"address": UNLIMITED, "account": UNLIMITED, "failed_attempts": UNLIMITED},
    "rc_admin_redaction": UNLIMITED,
    "rc_joins": {"local": UNLIMITED, "remote": UNLIMITED},
    "rc_joins_per_room": UNLIMITED,
    "rc_key_requests": UNLIMITED,
    "rc_3pid_validation": UNLIMITED,
    "rc_invites": {"per_room": UNLIMITED, "per_user": UNLIMITED, "per_issuer": UNLIMITED},
    "rc_third_party_invite": UNLIMITED,
    "rc_media_create": UNLIMITED,
    "rc_presence": {"per_user": UNLIMITED},
    "rc_delayed_event_mgmt": UNLIMITED,
    "rc_room_creation": UNLIMITED,
    "rc_reports": UNLIMITED,
    "rc_user_directory": UNLIMITED,
    "rc_profile": UNLIMITED,
}


class Synapse:
    """One homeserver with the name `localhost` and everything it knows in one folder.

    `settings` go on top of the usual ones: `{"rc_message": {...}}` brings a rate limit back.
    """

    def __init__(self, folder: Path, settings: Mapping[str, Any] | None = None) -> None:
        if not PYTHON.exists():
            raise RuntimeError("the tests' Synapse is not installed: make .servers/synapse/made")
        self.folder = folder
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._settings = dict(settings or {})
        folder.mkdir(parents=True, exist_ok=True)
        config = folder / "homeserver.yaml"
        config.write_text(json.dumps(_config(folder, self.port) | self._settings))
        self._process = ServerProcess(
            [str(PYTHON), "-m", "synapse.app.homeserver", "-c", str(config)],
            folder=folder,
            ready=self._answers,
        )

    def start(self) -> None:
        """Returns when it answers, after about 1.4 s."""
        self._process.start()

    def stop(self) -> None:
        """Ends it the polite way."""
        self._process.stop()

    def kill(self) -> None:
        """Ends it as a power cut would; `start` brings it back on the same port."""
        self._process.kill()

    def copy(self, folder: Path) -> "Synapse":
        """Another homeserver, not started yet, that knows what this one knows now.

        People's tokens are good for both; use `Person.moved_to`.
        """
        folder.mkdir(parents=True)
        (folder / SIGNING_KEY).write_text((self.folder / SIGNING_KEY).read_text())
        with (
            contextlib.closing(sqlite3.connect(self.folder / DATABASE)) as here,
            contextlib.closing(sqlite3.connect(folder / DATABASE)) as there,
        ):
            here.backup(there)
        return Synapse(folder, self._settings)

    async def register(
        self, http: aiohttp.ClientSession, name: str, *, admin: bool = False, password: str = ""
    ) -> Person:
        """A new account `@name:localhost`, logged in on one device."""
        address = f"{self.url}/_synapse/admin/v1/register"
        async with http.get(address) as response:
            nonce = (await response.json())["nonce"]
        password = password or secrets.token_hex(8)
        signed = "\0".join((nonce, name, password, "admin" if admin else "notadmin")).encode()
        body = {
            "nonce": nonce,
            "username": name,
            "password": password,
            "admin": admin,
            "mac": hmac.new(_shared_secret(self.folder), signed, hashlib.sha1).hexdigest(),
        }
        async with http.post(address, json=body) as response:
            response.raise_for_status()
            account = await response.json()
        return Person(
            http=http,
            url=self.url,
            user_id=account["user_id"],
            device_id=account["device_id"],
            token=account["access_token"],
            password=password,
        )

    def _answers(self) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/health")
            return connection.getresponse().status == http.client.OK
        except OSError:
            return False
        finally:
            connection.close()


def _shared_secret(folder: Path) -> bytes:
    # Out of the signing key, so that a copied server needs no second file.
    return hashlib.sha256((folder / SIGNING_KEY).read_bytes()).hexdigest().encode()


def _config(folder: Path, port: int) -> dict[str, Any]:
    key = folder / SIGNING_KEY
    if not key.exists():
        seed = base64.b64encode(secrets.token_bytes(32)).decode().rstrip("=")
        key.write_text(f"ed25519 a_test {seed}\n")
    secret = _shared_secret(folder).decode()
    return {
        "server_name": "localhost",
        "report_stats": False,
        "pid_file": str(folder / "homeserver.pid"),
        "signing_key_path": str(key),
        "registration_shared_secret": secret,
        "macaroon_secret_key": secret,
        "form_secret": secret,
        "trusted_key_servers": [],
        "suppress_key_server_warning": True,
        "federation_domain_whitelist": [],
        "bcrypt_rounds": 4,
        "presence": {"enabled": False},
        # Else the same first sync gets the same answer for two minutes.
        "caches": {"sync_response_cache_duration": "0s"},
        "enable_media_repo": True,
        "media_store_path": str(folder / "media"),
        "database": {"name": "sqlite3", "args": {"database": str(folder / DATABASE)}},
        "listeners": [
            {
                "port": port,
                "type": "http",
                "bind_addresses": ["127.0.0.1"],
                "resources": [{"names": ["client"]}],
            }
        ],
        **RATE_LIMITS,
    }
