"""The files that hosts start from are the ones that `ci-bot init` writes."""

import configparser
import json
from pathlib import Path

from ci_bot.cli.beginning import settings_file
from ci_bot.cli.refusals import MISCONFIGURED
from tests.project.manifest_sample import FILE, fresh
from tests.project.sources import ROOT

CONFIG = ROOT / "config"


def test_the_settings_sample_is_fresh() -> None:
    assert (CONFIG / "ci-bot.toml").read_text() == settings_file(), "make samples"


def test_the_manifest_is_the_one_that_the_command_line_prints() -> None:
    assert FILE.read_text() == fresh(), "make samples"
    assert json.loads(fresh())["settings"]["socket_mode_enabled"] is True


def test_every_file_of_the_folder_stands_in_its_list() -> None:
    listed = (CONFIG / "README.md").read_text()
    names = {path.name for path in CONFIG.iterdir()} - {"README.md"}
    assert {name for name in names if f"`{name}`" not in listed} == set()
    assert {Path(name) for name in names} >= {Path("ci-bot.toml"), Path("ci-bot.service")}


def test_the_service_is_not_started_again_on_wrong_settings() -> None:
    unit = configparser.ConfigParser()
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read(CONFIG / "ci-bot.service")
    service = unit["Service"]
    assert service["RestartPreventExitStatus"] == str(MISCONFIGURED)
    assert service["ExecStart"].endswith("/ci-bot run")
    assert service["WorkingDirectory"] in service["ReadWritePaths"]
