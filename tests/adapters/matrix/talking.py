"""Short ways to bring the bot and people together."""

from collections.abc import Mapping
from typing import Any

from tests.adapters.matrix.bot import Bot
from tests.support.matrix_people import EncryptedPerson
from tests.support.person import Person


def joined(event: Mapping[str, Any], user: str) -> bool:
    """Whether the event is that person's joining."""
    mine = event["type"] == "m.room.member" and event.get("state_key") == user
    return mine and event["content"]["membership"] == "join"


async def together(bot: Bot, person: Person, *others: str, direct: bool = False) -> str:
    """A plain room of the person with the bot in it, and others invited."""
    room = await person.create_room(bot.user, *others, direct=direct)
    await person.hears(room, lambda event: joined(event, bot.user))
    return room


async def in_private(bot: Bot, person: EncryptedPerson) -> str:
    """The encrypted direct room of the bot and a person, who has joined."""
    room = await bot.direct_room(person.account)
    await person.join(room)
    return room
