"""Payloads as they were recorded at Slack are understood, and nothing in them raises."""

import json
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.adapters.slack import envelopes
from tests.adapters.slack.ears import Ears, ears

SAMPLES = Path(__file__).parents[3].parent / "shared/data/slack/samples"
RECORDED = sorted([*SAMPLES.glob("events/*.json"), *SAMPLES.glob("interactive/*.json")])
KNOWN = {
    "event": "events/MessagePayload",
    "edit": "events/MessageChangedPayload",
    "deletion": "events/MessageDeletedPayload",
    "mention": "events/AppMentionPayload",
    "home": "events/AppHomeOpenedPayload",
    "profile": "events/UserChangePayload",
    "archive": "events/ChannelArchivePayload",
    "command": "interactive/SlashCommandPayload",
    "tap": "interactive/BlockActionPayload",
    "submission": "interactive/ViewSubmissionPayload",
    "shortcut": "interactive/MessageShortcutPayload",
}

pytestmark = pytest.mark.skipif(not RECORDED, reason="the recorded payloads are not here")


@pytest.fixture
async def ear() -> AsyncIterator[Ears]:
    async with ears() as ear:
        yield ear


def _filled(sample: Any, ours: Any) -> Any:
    """The recorded payload, in which everything stands, with our values where we have some."""
    if isinstance(sample, dict) and isinstance(ours, dict):
        return {name: _filled(one, ours.get(name)) for name, one in sample.items()} | {
            name: one for name, one in ours.items() if name not in sample
        }
    return sample if ours is None else ours


@pytest.mark.parametrize("kind", KNOWN)
def test_what_the_tests_hand_in_has_the_recorded_names_and_types(kind: str) -> None:
    sample = json.loads((SAMPLES / f"{KNOWN[kind]}.json").read_text())

    class Stub:
        team = app = type("One", (), {"id": "T01"})
        anna = type("Anna", (), {"id": "U01"})

    ours = (envelopes.every(Stub()) | envelopes.happenings(Stub()))[kind]  # type: ignore[arg-type]
    assert list(_strange(ours, sample, kind)) == []


def _strange(ours: Any, sample: Any, where: str) -> Iterator[str]:
    if isinstance(ours, dict) and isinstance(sample, dict) and sample:
        for name, one in ours.items():
            if name in sample:
                yield from _strange(one, sample[name], f"{where}.{name}")
            elif name not in {"api_app_id", "channel_type", "event_ts"}:
                yield f"{where}.{name}"
    elif ours is not None and sample not in (None, {}) and not isinstance(ours, type(sample)):
        yield where


@pytest.mark.parametrize("path", RECORDED, ids=lambda path: path.stem)
async def test_every_recorded_payload_is_taken(ear: Ears, path: Path) -> None:
    sample = json.loads(path.read_text())
    place = {"id": ear.team.id, "domain": "lakeland"}
    mine = {"team_id": ear.team.id, "team": place, "api_app_id": ear.app.id, "enterprise_id": ""}
    known = {name: one for name, one in mine.items() if name in sample}
    if "event" in sample:
        known |= {"type": "event_callback", "event_id": "Ev01"}
    async with ear.by_hand() as hand:
        assert (await hand.give(_filled(sample, known))).status == 200


@pytest.mark.parametrize("kind", KNOWN)
async def test_everything_else_that_slack_sends_along_changes_nothing(ear: Ears, kind: str) -> None:
    sample = json.loads((SAMPLES / f"{KNOWN[kind]}.json").read_text())
    ours = (envelopes.every(ear) | envelopes.happenings(ear))[kind]
    for said in (sample.get("event", {}), sample.get("message", {})):
        for one in (said, said.get("message", {}), said.get("previous_message", {})):
            for bots in ("bot_id", "user_team", "source_team", "subtype"):
                one.pop(bots, None)
    async with ear.by_hand() as hand:
        assert (await hand.give(_filled(sample, ours))).status == 200
    if kind == "shortcut":
        assert not ear.inlet.events
    elif kind != "profile":
        # An edit that is heard first stands for its message, too.
        assert len(ear.inlet.events) == (2 if kind == "edit" else 1)
