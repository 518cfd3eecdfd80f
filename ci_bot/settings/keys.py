"""The keys that encrypt stored secrets: made, read, and refused when they are none."""

import base64
import binascii
import secrets
from pathlib import Path

from ci_bot.settings.model import SecretsSettings, anchored

BYTES = 32


def new_key() -> str:
    """A fresh key, as a line of the key file."""
    return base64.urlsafe_b64encode(secrets.token_bytes(BYTES)).decode()


def keys_of(settings: SecretsSettings | None, folder: Path) -> tuple[str, ...]:
    """The keys, of which the first encrypts and all decrypt; none where none are set.

    Raises ValueError with the place, what is wrong with it, and what to do; never with a key.
    """
    if settings is None:
        return ()
    if settings.key is not None:
        return _keys("key", settings.key.get_secret_value(), "it")
    if settings.key_file is None:
        return ()
    file = anchored(settings.key_file, folder)
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise ValueError(
            f"key_file: {file} is missing; put it back, or, where nothing is encrypted yet, make"
            " one in another folder with `ci-bot init` and copy its secrets/key"
        ) from None
    except UnicodeDecodeError:
        raise ValueError(f"key_file: {file} is no text; put the right file back") from None
    except OSError as error:
        raise ValueError(f"key_file: {file} can't be read ({error.strerror})") from None
    return _keys("key_file", text, str(file))


def _keys(field: str, text: str, where: str) -> tuple[str, ...]:
    lines = [line.strip() for line in text.splitlines()]
    keys = tuple(line for line in lines if line and not line.startswith("#"))
    if not keys:
        raise ValueError(f"{field}: {where} holds no key; put the right one back")
    for number, line in enumerate(lines, start=1):
        if line in keys and not _is_key(line):
            raise ValueError(f"{field}: line {number} of {where} is no key; write one key per line")
    return keys


def _is_key(line: str) -> bool:
    try:
        return len(base64.b64decode(line, altchars=b"-_", validate=True)) == BYTES
    except (ValueError, binascii.Error):
        return False
