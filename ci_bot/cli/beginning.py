"""Writes the files that a new host edits."""

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import ci_bot
from ci_bot.cli.installation import all_settings
from ci_bot.cli.refusals import FailedError
from ci_bot.runtime.loader import load_adapters
from ci_bot.settings import new_key, sample

PLATFORMS = ("matrix",)
"""Switched on where nobody says otherwise."""


def write_files(folder: Path, platforms: Sequence[str]) -> list[Path]:
    """The new files and the folder for secrets; raises FailedError, with nothing overwritten."""
    known = [name for name, table in load_adapters().items() if table.settings_type.model_fields]
    for name in platforms:
        if name not in known:
            raise FailedError(f"there is no platform {name}; there are {' and '.join(known)}")
    files = {
        folder / "ci-bot.toml": settings_file(platforms),
        folder / "coalition.yaml": coalition_file(),
    }
    for path in files:
        if path.exists():
            raise FailedError(f"{path} is there already; move it away, or name another folder")
    secrets = folder / "secrets"
    key = secrets / "key"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        secrets.mkdir(mode=0o700, exist_ok=True)
        secrets.chmod(0o700)
        for path, text in files.items():
            with path.open("x", encoding="utf-8") as file:
                file.write(text)
        _keep_key(key)
    except OSError as error:
        raise FailedError(f"{error.filename} can't be written: {error.strerror}") from None
    return [*files, secrets, key]


def _keep_key(path: Path) -> None:
    """Makes the key where there is none: what an older one encrypted needs that one."""
    with suppress(FileExistsError):
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(f"{new_key()}\n")


def settings_file(platforms: Sequence[str] = PLATFORMS) -> str:
    """A commented settings file, these platforms switched on."""
    return sample(all_settings(), on=("secrets", *platforms))


def coalition_file() -> str:
    """A small invented coalition, commented."""
    package = Path(ci_bot.__file__).parent
    # Installed, the folder is inside the package; in a work tree, beside it.
    folder = next(f for f in (package / "_config", package.parent / "config") if f.is_dir())
    return (folder / "coalition.yaml").read_text(encoding="utf-8")
