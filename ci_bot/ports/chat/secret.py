"""Reads a secret from the environment's value or from a file that only its owner can read."""

import stat
from pathlib import Path

from pydantic import SecretStr

from ci_bot.ports.chat.errors import PlatformMisconfigured


def read_secret(given: SecretStr | None, file: Path | None, folder: Path) -> str | None:
    """The secret, or None where neither is set; relative files start at `folder`.

    Raises PlatformMisconfigured for a file that is missing, empty or readable by others.
    """
    if given is not None:
        return given.get_secret_value()
    if file is None:
        return None
    path = folder / file
    try:
        mode = path.stat().st_mode
        text = path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is no text"
        raise PlatformMisconfigured(f"{path} can't be read: {reason}") from None
    if stat.S_IMODE(mode) & 0o077:
        raise PlatformMisconfigured(f"{path} can be read by others; run `chmod 600 {path}`")
    if not text:
        raise PlatformMisconfigured(f"{path} is empty; write the secret into it")
    return text
