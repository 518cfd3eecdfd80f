"""What a message must be: what Slack refuses, and what this bot must never send."""

from collections.abc import Mapping
from typing import Any

from tests.support.slack import schema
from tests.support.slack.block_rules import ALL_TEXT_MOST, all_text, check_blocks
from tests.support.slack.problems import Problems
from tests.support.slack.refusal import Refusal
from tests.support.slack.world import World

TEXT_MOST = 40_000
METADATA = {"event_type", "event_payload"}


def cut(text: str) -> str:
    """Slack keeps the first 40,000 characters."""
    return text[:TEXT_MOST]


def check_message(world: World, method: str, args: Mapping[str, Any]) -> None:
    """Refuses what Slack refuses; what it would take to our regret becomes an objection."""
    text, blocks = args.get("text"), args.get("blocks")
    if not text and not blocks and not args.get("attachments"):
        raise Refusal("no_text")
    if args.get("attachments"):
        world.objections.append(f"{method}: attachments are never used")
    if blocks:
        check_message_blocks(blocks)
    _check_metadata(args.get("metadata"))
    wrong = schema.arguments(method, args)
    if wrong:
        raise Refusal("invalid_arguments", wrong)
    world.objections += [f"{method}: {one}" for one in objections(method, args)]


def check_message_blocks(blocks: Any) -> None:
    if not isinstance(blocks, list):
        raise Refusal("invalid_blocks_format")
    found = check_blocks(blocks, "message") or Problems(schema.blocks(blocks))
    if found:
        raise Refusal("invalid_blocks", found)
    if all_text(blocks) > ALL_TEXT_MOST:
        raise Refusal("msg_blocks_too_long")


def _check_metadata(metadata: Any) -> None:
    if metadata in (None, {}):
        return
    if not isinstance(metadata, dict) or set(metadata) != METADATA:
        raise Refusal("invalid_metadata_schema")
    if not isinstance(metadata["event_payload"], dict) or not metadata["event_type"]:
        raise Refusal("invalid_metadata_schema")


def objections(method: str, args: Mapping[str, Any]) -> list[str]:
    """What Slack takes and this bot must not send."""
    found = []
    if method == "chat.postMessage":
        found += [
            f"{name} must be false"
            for name in ("unfurl_links", "unfurl_media")
            if args.get(name) not in (False, "false", "0", 0)
        ]
    text = str(args.get("text") or "")
    if not text.strip():
        found.append("no text for notifications")
    if len(text) > TEXT_MOST:
        found.append("the text is cut after 40,000 characters")
    if args.get("link_names") not in (None, False, "false", "0", 0):
        found.append("link_names makes mentions of words")
    if args.get("parse") not in (None, "none"):
        found.append("parse makes mentions of words")
    return found
