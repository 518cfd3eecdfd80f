"""Writes the reference from the code: `make reference`."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic_core import PydanticUndefined
from typer.main import get_command

from ci_bot.cli.application import application
from ci_bot.cli.installation import all_settings
from ci_bot.commands.registry import REGISTRY
from ci_bot.domain.authority import Right
from ci_bot.settings.model import PREFIX
from ci_bot.settings.problems import in_file, tables
from ci_bot.settings.showing import toml
from tests.project.sources import ROOT

FOLDER = ROOT / "docs/reference"

WHO = {
    Right.ROSTER: "everybody of the coalition",
    Right.REPRESENTATIVE: "representatives",
    Right.PARTNER: "partners",
    Right.BACKBONE: "the backbone",
}

EXIT_CODES = """\
## Exit codes

- `0`: done.
- `1`: failed; one line says what, and what to do. Also `status` of a bot that isn't well, `check`
  that found something wrong, and `run` when every platform refuses the bot's session.
- `2`: wrong usage.
- `78`: the configuration is wrong, a refused password included; what stands where, and what is
  expected. Nothing was sent, and no database was touched.
"""

GRAMMAR = """\
In a direct message a command may stand alone; in a room it begins with `!ci`, or with the bot's
name.
"""


def pages() -> dict[str, str]:
    """The text of each page by its name."""
    return {
        "cli.md": _page("Command line", [EXIT_CODES, *_commands_typed()]),
        "settings.md": _page("Settings: `ci-bot.toml`", _settings()),
        "commands.md": _page("Commands in chat", [GRAMMAR, *_commands_said()]),
    }


def _page(title: str, parts: Iterable[str]) -> str:
    made = "<!-- Made from the code by `make reference`. -->"
    return "\n\n".join([f"# {title}", made, *(part.strip() for part in parts)]) + "\n"


def _commands_typed() -> Iterator[str]:
    root = get_command(application)
    yield from _typed(root, ("ci-bot",))


def _typed(command: Any, words: tuple[str, ...]) -> Iterator[str]:
    context = command.make_context(" ".join(words), [], resilient_parsing=True)
    names = command.list_commands(context) if hasattr(command, "list_commands") else []
    if not names or words == ("ci-bot",):
        yield _typed_command(command, words)
    for name in names:
        yield from _typed(command.get_command(context, name), (*words, name))


def _typed_command(command: Any, words: tuple[str, ...]) -> str:
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    usage = " ".join([*words, *(param.metavar for param in arguments)])
    rows = [f"- `{_named(param)}`: {param.help}" for param in command.params if _ours(param)]
    about = "\n".join(line.strip() for line in (command.help or "").strip().splitlines())
    return "\n\n".join(filter(None, [f"## `{usage}`", about, "\n".join(rows)]))


def _ours(param: Any) -> bool:
    return param.name not in {"help", "install_completion", "show_completion"}


def _named(param: Any) -> str:
    if param.param_type_name == "argument":
        return str(param.metavar)
    names = ", ".join(param.opts)
    return names if param.is_flag else f"{names} {param.metavar or param.name.upper()}"


def _settings() -> Iterator[str]:
    chosen = all_settings()
    yield (
        "Relative paths start at the file's folder. Each key also comes from the environment, which"
        f" wins: `{PREFIX}TABLE__KEY`. Unknown keys and secret files that others can read are"
        " refused."
    )
    for name, table in tables(chosen):
        if table.model_fields:
            on = "" if chosen.model_fields[name].default is not None else " Optional."
            about = (table.__doc__ or "").strip().splitlines()[0]
            yield "\n".join([f"## `[{name}]`", "", f"{about}{on}", "", *_rows(name, table)])


def _rows(name: str, table: type[BaseModel]) -> Iterator[str]:
    yield "| key | default | |"
    yield "|---|---|---|"
    for key, field in table.model_fields.items():
        default = field.get_default(call_default_factory=True)
        shown = "" if default in (None, ()) else f"`{toml(default)}`"
        needed = "required" if default is PydanticUndefined else shown
        about = field.description or ""
        if not in_file(field):
            about = f"Only as `{PREFIX}{name.upper()}__{key.upper()}` in the environment."
        yield f"| `{key}` | {needed} | {about} |"


def _commands_said() -> Iterator[str]:
    for right, who in WHO.items():
        known = [c for c in REGISTRY.commands if c.right is right and not c.hidden]
        rows = [_row(c.usage, c.about, c.example or c.name) for c in known]
        head = ["| command | | for example |", "|---|---|---|"]
        yield "\n".join([f"## For {who}", "", *head, *rows])


def _row(usage: str, about: str, example: str) -> str:
    return f"| `{usage}` | {about} | `{example}` |"


def write(folder: Path = FOLDER) -> None:
    """All pages, anew."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write()
