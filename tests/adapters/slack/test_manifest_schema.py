"""The manifest is what Slack's own schema says a manifest is."""

import json
from typing import Any

import pytest
from jsonschema import Draft7Validator  # type: ignore[import-untyped]

from adapters.slack.manifest import manifest
from ci_bot.commands.registry import REGISTRY
from tests.adapters.slack.test_manifest import HTTP, SOCKET
from tests.project.sources import ROOT

SCHEMA = ROOT.parent / "shared/data/slack/manifest.schema.2.0.0.json"


@pytest.fixture
def schema() -> Any:
    if not SCHEMA.exists():
        pytest.skip(f"{SCHEMA} is not there")
    return Draft7Validator(json.loads(SCHEMA.read_text()))


@pytest.mark.parametrize("least", [False, True])
@pytest.mark.parametrize("settings", [SOCKET, HTTP], ids=["socket", "http"])
def test_slack_takes_it(schema: Any, settings: Any, *, least: bool) -> None:
    made = manifest(settings, [c.name for c in REGISTRY.commands], least=least)
    assert [error.message for error in schema.iter_errors(made)] == []


def test_the_schema_refuses_what_slack_refuses(schema: Any) -> None:
    made = manifest(SOCKET, ())
    made["features"]["slash_commands"][0]["command"] = "ci"
    made["settings"]["event_subscriptions"]["bot_evnts"] = []
    assert len(list(schema.iter_errors(made))) == 2
