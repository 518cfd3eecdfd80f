"""Pictures in messages: files that the bot uploaded, once Slack has taken them in."""

from collections.abc import Iterator, Sequence

from tests.support.slack.call import Call
from tests.support.slack.records import Json
from tests.support.slack.refusal import Refusal
from tests.support.slack.world import World

STARTS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8")


def check_pictures(call: Call) -> None:
    """Refuses a file that isn't there, isn't a picture, or isn't taken in yet."""
    for number, block in enumerate(call.args.get("blocks") or ()):
        if "slack_file" not in block:
            continue
        file = call.world.files.get(str(block["slack_file"].get("id")))
        known = file is not None and file["team"] == call.team and file["done"]
        if not known or not _is_picture(file):
            raise _refusal(number)
        assert file is not None
        if file["taken_in"] > 0:
            file["taken_in"] -= 1
            raise _refusal(number)


def shown_pictures(world: World, blocks: Sequence[Json]) -> Iterator[bytes]:
    """What a client shows in the place of these blocks."""
    for block in blocks:
        if "slack_file" in block:
            yield world.files[block["slack_file"]["id"]]["content"]


def _is_picture(file: Json | None) -> bool:
    return file is not None and bytes(file["content"]).startswith(STARTS)


def _refusal(number: int) -> Refusal:
    where = f"[json-pointer:/blocks/{number}/slack_file]"
    return Refusal("invalid_blocks", [f"[ERROR] invalid slack file {where}"])
