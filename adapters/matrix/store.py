"""The folder in which session, encryption keys and cross-signing seeds are kept together."""

import fcntl
import json
import os
import sqlite3
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from ci_bot.ports.chat import PlatformMisconfigured

RESTORE = (
    "restore the whole folder from a backup, or move it away and run `ci-bot matrix setup`"
    " (a new device: what was encrypted to the old one stays unreadable)"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Identity:
    """Our device, made once and used for ever.

    `token` is empty until the login succeeded, `fingerprint` (the device's Ed25519 key) until the
    encryption keys were made.
    """

    user: str
    device: str
    token: str = ""
    fingerprint: str = ""


class Store:
    """Owns the folder while it is entered: no second process may use the same device."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.crypto = folder / "crypto.db"
        self._lock: int | None = None

    def __enter__(self) -> Self:
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.folder.chmod(0o700)
            self._lock = os.open(self.folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self.__exit__(None, None, None)
            raise PlatformMisconfigured(
                f"{self.folder} is in use by another ci-bot; stop that one first"
            ) from None
        except OSError as error:
            self.__exit__(None, None, None)
            raise PlatformMisconfigured(
                f"{self.folder} can't be written: {error.strerror}"
            ) from None
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def identity(self) -> Identity | None:
        """The device that was saved; raises PlatformMisconfigured when its file is damaged."""
        saved = self._read("session.json")
        if saved is None:
            if self.crypto.exists() and self.crypto.stat().st_size:
                raise PlatformMisconfigured(
                    f"{self.folder} has encryption keys but no session; {RESTORE}"
                )
            return None
        try:
            return Identity(**saved)
        except TypeError:
            raise self._damaged("session.json") from None

    def keep(self, identity: Identity) -> None:
        """Saves our device, durably."""
        self._write("session.json", asdict(identity))

    def seeds(self) -> dict[str, str] | None:
        """The cross-signing seeds in hexadecimal, by usage."""
        return self._read("cross_signing.json")

    def keep_seeds(self, seeds: dict[str, str]) -> None:
        """Saves the cross-signing seeds, durably."""
        self._write("cross_signing.json", seeds)

    def inspect_keys(self, identity: Identity) -> None:
        """Raises PlatformMisconfigured when the session's keys are lost or damaged."""
        if not identity.fingerprint:
            return
        if not self.crypto.exists() or not self.crypto.stat().st_size:
            raise PlatformMisconfigured(f"the encryption keys in {self.crypto} are lost; {RESTORE}")
        try:
            with sqlite3.connect(f"file:{self.crypto}?mode=ro", uri=True) as database:
                verdict = database.execute("PRAGMA quick_check").fetchone()
            database.close()
        except sqlite3.Error:
            verdict = None
        if verdict != ("ok",):
            raise self._damaged("crypto.db")

    def _damaged(self, name: str) -> PlatformMisconfigured:
        return PlatformMisconfigured(f"{self.folder / name} is damaged; {RESTORE}")

    def _read(self, name: str) -> dict[str, Any] | None:
        try:
            content = json.loads((self.folder / name).read_text(encoding="utf-8"))
        except FileNotFoundError:
            return None
        except (ValueError, OSError):
            raise self._damaged(name) from None
        if not isinstance(content, dict):
            raise self._damaged(name)
        return content

    def _write(self, name: str, content: dict[str, Any]) -> None:
        fresh = self.folder / f"{name}.new"
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump(content, file)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(self.folder / name)
