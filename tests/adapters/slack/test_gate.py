"""Nothing gets in that isn't meant for an install of ours, and no shape of it does harm."""

import copy
import random
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest

from adapters.slack.workspaces import Workspaces
from ci_bot.ports.chat import MessageReceived, Pressed, Submitted
from tests.adapters.slack import envelopes
from tests.adapters.slack.ears import FORM, Ears, Hand, ears

HAPPENINGS = ["edit", "deletion", "mention", "home", "profile", "archive", "removal"]
KINDS = ["event", "command", "tap", "submission", "shortcut"]


@pytest.fixture
async def ear() -> AsyncIterator[Ears]:
    async with ears() as ear:
        yield ear


@pytest.fixture
async def hand(ear: Ears) -> AsyncIterator[Hand]:
    async with ear.by_hand() as hand:
        yield hand


@pytest.mark.parametrize("kind", KINDS)
async def test_each_kind_gets_in_when_it_is_meant_for_us(ear: Ears, hand: Hand, kind: str) -> None:
    ear.inlet.forms["use-as-update"] = FORM
    response = await hand.give(envelopes.every(ear)[kind])
    assert response.status == 200
    assert len(ear.inlet.events) == (kind != "shortcut")
    opened = kind == "shortcut"
    await ear.slack.world.until(lambda: len(ear.slack.calls("views.open")) == opened)


def _foreign(payload: dict[str, Any], what: str) -> dict[str, Any]:
    payload = copy.deepcopy(payload)
    if what == "app":
        payload["api_app_id"] = "A0OTHER"
    elif what == "enterprise":
        payload["enterprise_id"] = "E0OTHER"
        payload["enterprise"] = {"id": "E0OTHER"}
    else:
        payload["team_id"] = "T0OTHER"
        payload["team"] = {"id": "T0OTHER", "domain": "other"}
        if "view" in payload:
            payload["view"]["app_installed_team_id"] = "T0OTHER"
    return payload


@pytest.mark.parametrize("what", ["team", "app", "enterprise"])
@pytest.mark.parametrize("kind", KINDS)
async def test_what_is_for_another_install_has_no_effect(
    ear: Ears, hand: Hand, kind: str, what: str
) -> None:
    response = await hand.give(_foreign(envelopes.every(ear)[kind], what))
    assert (response.status, response.body) == (200, "")
    assert not ear.inlet.events
    assert not ear.inlet.openings


@pytest.mark.parametrize("kind", KINDS)
async def test_a_workspace_that_is_lost_is_not_heard(ear: Ears, hand: Hand, kind: str) -> None:
    ear.workspaces.lose(ear.team.id, "gone")
    assert (await hand.give(envelopes.every(ear)[kind])).status == 200
    assert not ear.inlet.events
    assert not ear.inlet.openings


async def test_nothing_is_dropped_before_slack_has_told_which_workspaces_there_are(
    ear: Ears,
) -> None:
    ear.workspaces = Workspaces(
        api_url=ear.slack.base_url, tokens=["xoxb"], session=ear.session, timing=ear.timing
    )
    async with ear.by_hand() as hand:
        assert (await hand.give(envelopes.message(ear))).status == 503


async def test_nothing_is_acknowledged_while_nobody_receives(ear: Ears) -> None:
    async with ear.by_hand() as hand:
        app = await hand.app()
    assert (await app.answer(envelopes.message(ear))).status == 503


@pytest.mark.parametrize("kind", KINDS)
async def test_a_replay_has_one_effect(ear: Ears, hand: Hand, kind: str) -> None:
    payload = envelopes.every(ear)[kind]
    answers = [(await hand.give(copy.deepcopy(payload))).status for _ in range(3)]
    assert answers == [200, 200, 200]
    assert len(ear.inlet.events) == (kind != "shortcut")


def _broken(payload: Any, chance: random.Random) -> Iterator[Any]:
    """The payload with each of its parts, one at a time, gone or of another shape."""
    shapes: list[Any] = [
        None,
        7,
        [],
        {},
        "",
        "\ud800\0/:<x>",
        [[]],
        {"id": {"id": 1}},
        "9" * 70_000,
        True,
    ]
    for path in _paths(payload):
        broken = copy.deepcopy(payload)
        inside = broken
        for name in path[:-1]:
            inside = inside[name]
        if chance.random() < 0.2:
            del inside[path[-1]]
        else:
            inside[path[-1]] = chance.choice(shapes)
        yield broken


def _paths(value: Any, *path: Any) -> Iterator[tuple[Any, ...]]:
    if path:
        yield path
    inside = dict(enumerate(value)) if isinstance(value, list) else value
    if isinstance(inside, dict):
        for name, one in inside.items():
            yield from _paths(one, *path, name)


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("kind", [*KINDS, *HAPPENINGS])
async def test_no_shape_of_a_payload_raises(ear: Ears, hand: Hand, kind: str, seed: int) -> None:
    ear.slack.faults.error("conversations.open", "user_not_found", times=1_000)
    ear.inlet.known.append(ear.anna.account)
    whole = (envelopes.every(ear) | envelopes.happenings(ear))[kind]
    for broken in _broken(whole, random.Random(seed)):
        response = await hand.give(broken)
        assert response.status in {200, 400}, broken
    for event in ear.inlet.events:
        assert event.room.startswith(f"slack:{ear.team.id}/")
        assert event.account.count("/") == 1


@pytest.mark.parametrize("payload", [{}, {"type": 7}, {"type": "event_callback"}, {"payload": 1}])
async def test_what_is_no_envelope_is_refused(hand: Hand, payload: dict[str, Any]) -> None:
    assert (await hand.give(payload)).status == 400


@pytest.mark.parametrize(
    "action",
    [
        {"block_id": ""},
        {"block_id": "x" * 200 + ":0:0"},
        {"block_id": "abc:0:99999"},
        {"block_id": "../../etc:0:0"},
        {"action_id": "pick:-1"},
        {"action_id": "pick:"},
        {"action_id": "else:1"},
        {"action_id": "form:1"},
        {"action_id": "form:1", "value": "x" * 300},
        {"selected_option": {"value": "pick:1e9"}},
    ],
)
async def test_a_tap_with_forged_ids_has_no_effect(
    ear: Ears, hand: Hand, action: dict[str, Any]
) -> None:
    assert (await hand.give(envelopes.tap(ear, **action))).status == 200
    assert not ear.inlet.events
    assert not ear.inlet.openings


@pytest.mark.parametrize("carried", ["", "\n", "x\nanswer:7", "C01\nanswer:7", "a" * 201])
async def test_forged_private_metadata_has_no_effect(ear: Ears, hand: Hand, carried: str) -> None:
    assert (await hand.give(envelopes.submission(ear, carried))).status == 200
    assert not ear.inlet.events


async def test_who_filled_in_is_told_by_the_envelope_alone(ear: Ears, hand: Hand) -> None:
    forged = envelopes.submission(ear, "\nanswer:7")
    forged["view"] |= {"user": {"id": "U0OTHER"}, "team_id": "T0OTHER", "channel": "C0OTHER"}
    await hand.give(forged)
    (event,) = await ear.heard(Submitted)
    assert (event.account, event.room) == (ear.anna.account, ear.direct)


async def test_a_form_that_stayed_open_counts_again_with_other_words(ear: Ears, hand: Hand) -> None:
    for text in ("first", "first", "second"):
        values = {"words": {"words": {"value": text}}}
        await hand.give(envelopes.submission(ear, state={"values": values}))
    first, second = await ear.heard(Submitted, 2)
    assert (first.values["words"], second.values["words"]) == ("first", "second")
    assert len(ear.inlet.events) == 2


async def test_a_value_of_endless_length_has_no_effect(ear: Ears, hand: Hand) -> None:
    values = {"words": {"words": {"value": "x" * 100_000}}}
    assert (await hand.give(envelopes.submission(ear, state={"values": values}))).status == 200
    assert not ear.inlet.events


async def test_words_are_cut_where_slack_would_cut_them(ear: Ears, hand: Hand) -> None:
    await hand.give(envelopes.message(ear, "a\0\ud800" + "x" * 100_000))
    (event,) = await ear.heard(MessageReceived)
    assert event.text.startswith("a?x")
    assert len(event.text) <= 40_000


async def test_an_address_for_answers_that_is_not_slacks_is_not_kept(ear: Ears, hand: Hand) -> None:
    urls = ("https://evil.example/x", "http://hooks.slack.com/x", "https://xslack.com/", "//")
    for number, url in enumerate(urls):
        await hand.give(envelopes.tap(ear) | {"response_url": url, "trigger_id": f"1.{number}"})
    (event, *_) = await ear.heard(Pressed, 4)
    assert ear.responses.to_tell(event.room, event.account) is None


async def test_no_event_asks_slack_who_it_is(ear: Ears, hand: Hand) -> None:
    ear.slack.sent.clear()
    for number in range(200):
        stamp = f"1790000000.{number:06d}"
        await hand.give(envelopes.message(ear, ts=stamp) | {"event_id": f"Ev{number}"})
    assert len(ear.inlet.events) == 200
    assert not ear.slack.sent
