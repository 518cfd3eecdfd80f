"""Everything that people may rely on stands in the reference, as it is."""

from pathlib import Path

import pytest

from ci_bot.cli.installation import all_settings
from ci_bot.commands.registry import REGISTRY
from ci_bot.settings.problems import in_file, tables
from tests.project.reference import FOLDER, pages, write

PAGES = pages()


@pytest.mark.parametrize("name", PAGES)
def test_the_reference_is_fresh(name: str) -> None:
    assert (FOLDER / name).read_text(encoding="utf-8") == PAGES[name], "make reference"


def test_no_other_page_pretends_to_be_made(tmp_path: Path) -> None:
    write(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {path.name for path in FOLDER.iterdir()}


@pytest.mark.parametrize(
    "command",
    [
        "demo", "init", "check", "run", "db upgrade", "db backup", "db restore", "coalition plan",
        "coalition apply", "coalition export", "invite", "status", "digest show",
        "export updates", "export measures", "export asks", "config show",
        "config schema", "config sample", "matrix setup", "slack manifest",
    ],
)  # fmt: skip
def test_a_command_of_the_command_line_stands_there(command: str) -> None:
    assert f"## `ci-bot {command}" in PAGES["cli.md"]


def test_every_key_says_what_it_is_for() -> None:
    keys = [
        f"{name}.{key}"
        for name, table in tables(all_settings())
        for key, field in table.model_fields.items()
        if in_file(field) and not field.description
    ]
    assert keys == []


def test_every_command_in_chat_says_what_it_is_for() -> None:
    assert [c.name for c in REGISTRY.commands if not c.hidden and not c.about] == []


def test_every_option_says_what_it_is_for() -> None:
    assert [line for line in PAGES["cli.md"].splitlines() if line.endswith(": None")] == []
