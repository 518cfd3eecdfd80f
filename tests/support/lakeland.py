"""The invented coalition of the demo, with a chat account for everybody and two channels."""

from dataclasses import replace
from functools import cache
from pathlib import Path

from ci_bot.coalition_file import describe, read_coalition_file
from ci_bot.domain.coalition import Channel, Coalition
from ci_bot.domain.ids import AccountId, RoomId
from ci_bot.domain.person import Account

FILE = Path(__file__).parents[2] / "ci_bot" / "demo" / "open-lakeland.yaml"


@cache
def lakeland(platform: str = "fake") -> Coalition:
    """Open Lakeland; accounts are `PLATFORM:their-id`, channels `!all` and `!backbone`."""
    coalition = describe(read_coalition_file(FILE), None)
    return replace(
        coalition,
        accounts=tuple(
            Account(id=AccountId(f"{platform}:{person}"), person=person)
            for person in coalition.people
        ),
        channels=tuple(
            Channel(address=RoomId(f"{platform}:!{name}"), audience=audience)
            for name, audience in (("all", "coalition"), ("backbone", "backbone"))
        ),
    )
