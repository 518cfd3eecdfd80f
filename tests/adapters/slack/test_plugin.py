"""The plugin costs nothing until it is used."""

import json
import subprocess
import sys

from adapters.slack.plugin import plugin
from ci_bot.runtime.loader import load_adapters
from tests.project.sources import ROOT

LOADED = """
import json, sys
from ci_bot.runtime.loader import load_adapters
plugin = load_adapters()["slack"]
plugin.actions, plugin.settings_type.model_fields
print(json.dumps(sorted(sys.modules)))
"""


def test_it_is_installed_under_its_name() -> None:
    assert load_adapters()["slack"] is plugin
    assert plugin.name == "slack"
    assert list(plugin.actions) == ["manifest", "invite"]


def test_naming_it_loads_nothing_of_slacks_sdk() -> None:
    run = subprocess.run(
        [sys.executable, "-c", LOADED], cwd=ROOT, capture_output=True, text=True, check=True
    )
    loaded = set(json.loads(run.stdout))
    assert "adapters.slack.plugin" in loaded
    assert loaded.isdisjoint({"slack_sdk", "slack_bolt", "aiohttp", "nio"})
