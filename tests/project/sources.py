"""The files of the project, as the house rules read them."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
NOT_OURS = {"__pycache__", "build", "dist", "htmlcov"}
TEXTS = {".cfg", ".js", ".md", ".po", ".pot", ".py", ".service", ".toml", ".txt", ".yaml", ".yml"}


def _walk(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.name in NOT_OURS or path.suffix == ".egg-info":
            continue
        if path.is_dir() and (path.name == ".ci" or not path.name.startswith(".")):
            yield from _walk(path)
        elif path.is_file():
            yield path


@cache
def texts() -> dict[str, str]:
    """What people wrote: the text of each file by its path from the root."""
    return {
        path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
        for path in _walk(ROOT)
        if path.suffix in TEXTS or path.name in {".gitignore", "Makefile"} or ".ci" in path.parts
    }


def programs(*folders: str) -> dict[str, ast.Module]:
    """The parsed modules below the folders, or all of them, by path."""
    return {
        name: _parsed(name)
        for name in texts()
        if name.endswith(".py") and (not folders or name.startswith(folders))
    }


@cache
def _parsed(name: str) -> ast.Module:
    return ast.parse(texts()[name], name)
