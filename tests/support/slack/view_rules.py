"""What a modal and a home tab must be."""

from collections.abc import Sequence
from typing import Any

from tests.support.slack import schema
from tests.support.slack.block_rules import check_blocks
from tests.support.slack.problems import Problems
from tests.support.slack.records import Json
from tests.support.slack.refusal import Refusal
from tests.support.slack.world import World

MODAL = (
    "title submit close blocks private_metadata callback_id external_id clear_on_close "
    "notify_on_close submit_disabled"
)
HOME = "blocks private_metadata callback_id external_id"


def check_view(world: World, method: str, body: Json, kinds: Sequence[str]) -> Json:
    """Refuses what Slack refuses; gives the view."""
    found = view_problems(body, kinds)
    if found:
        raise Refusal("invalid_arguments", found)
    return body


def view_problems(body: Any, kinds: Sequence[str]) -> Problems:
    """Everything that is wrong with it as a view of one of these kinds."""
    found = Problems()
    kind = str(body.get("type")) if isinstance(body, dict) else ""
    if kind not in kinds:
        found.add("/view/type", f"unsupported type: {kind}")
        return found
    modal = kind == "modal"
    found.keys("/view", body, MODAL if modal else HOME, "title blocks" if modal else "blocks")
    blocks = body.get("blocks")
    if modal:
        for name in ("title", "submit", "close"):
            if name in body:
                found.text(f"/view/{name}", body[name], 24, plain=True)
    found.optional("/view", body, "callback_id", 255)
    found.optional("/view", body, "external_id", 255)
    if "private_metadata" in body:
        found.length("/view/private_metadata", body["private_metadata"], 3_000, least=0)
    if isinstance(blocks, list):
        found += check_blocks(blocks, kind, at="/view/blocks")
        inputs = any(isinstance(one, dict) and one.get("type") == "input" for one in blocks)
        if modal and inputs and "submit" not in body:
            found.add("/view", "missing required field: submit")
    return found or Problems(schema.view(body))
