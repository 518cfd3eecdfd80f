"""A person at an encrypting Matrix client, as the promises of the chat port see one."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from ci_bot.ports.chat import AccountId, MessageId, RoomId
from ci_bot.testing.contracts.actor import Seen
from tests.support.matrix_people import EncryptedPerson

HREF = re.compile(r'href="([^"]*)"')


class MatrixActor:
    """Writes and sees through nio."""

    def __init__(self, person: EncryptedPerson, bot: str) -> None:
        self.person = person
        self._bot = bot

    @property
    def account(self) -> AccountId:
        return AccountId(f"matrix:{self.person.user_id}")

    async def enter(self, room: RoomId) -> None:
        await self.person.join(_id(room))

    async def write(
        self,
        room: RoomId,
        text: str,
        *,
        reply_to: MessageId | None = None,
        thread: MessageId | None = None,
        to_bot: bool = False,
    ) -> MessageId:
        if to_bot:
            pill = f'<a href="https://matrix.to/#/{self._bot}">the bot</a>'
            content = {
                "msgtype": "m.text",
                "body": f"[the bot](https://matrix.to/#/{self._bot}): {text}",
                "format": "org.matrix.custom.html",
                "formatted_body": f"{pill}: {text}",
                "m.mentions": {"user_ids": [self._bot]},
            }
            return MessageId(await self.person.send(_id(room), "m.room.message", content))
        said = await self.person.say(_id(room), text, reply_to=reply_to or "", thread=thread or "")
        return MessageId(said)

    async def edit(self, room: RoomId, message: MessageId, text: str) -> None:
        await self.person.edit(_id(room), message, text)

    async def delete(self, room: RoomId, target: MessageId) -> None:
        await self.person.account.redact(_id(room), target)

    async def react(self, room: RoomId, message: MessageId, emoji: str) -> MessageId:
        return MessageId(await self.person.account.react(_id(room), message, emoji))

    async def see(
        self, room: RoomId, until: Callable[[Sequence[Seen]], bool] = bool
    ) -> Sequence[Seen]:
        async def look() -> Sequence[Seen] | None:
            events = await self.person.events(_id(room))
            seen = shown(events)
            return await self._with_pictures(seen, events) if until(seen) else None

        return await self.person.until(look)

    async def _with_pictures(
        self, seen: Sequence[Seen], events: Sequence[dict[str, Any]]
    ) -> Sequence[Seen]:
        pictures: dict[str, bytes] = {}
        for event in events:
            content = event["content"]
            new = content.get("m.new_content", content)
            if new.get("msgtype") == "m.image":
                shown_in = content.get("m.relates_to", {}) if new is not content else {}
                message = shown_in.get("event_id", event["event_id"])
                pictures[message] = await self.person.picture(new)
        return [replace(one, picture=pictures.get(one.message)) for one in seen]


def shown(events: Sequence[dict[str, Any]]) -> list[Seen]:
    """The messages of a room as a client shows them."""
    found: dict[str, Seen] = {}
    for event in events:
        content, author = event["content"], AccountId(f"matrix:{event['sender']}")
        relation = content.get("m.relates_to", {})
        target = found.get(relation.get("event_id", ""))
        if event["type"] == "m.reaction" and target:
            reactions = (*target.reactions, (author, relation["key"]))
            found[target.message] = replace(target, reactions=reactions)
        if event["type"] != "m.room.message" or not content:
            continue
        if relation.get("rel_type") == "m.replace":
            if target and target.author == author:
                found[target.message] = replace(target, **_body(content["m.new_content"]))
            continue
        thread = relation["event_id"] if relation.get("rel_type") == "m.thread" else None
        reply = relation.get("m.in_reply_to", {}).get("event_id")
        found[event["event_id"]] = Seen(
            message=MessageId(event["event_id"]),
            author=author,
            thread=thread,
            reply_to=None if relation.get("is_falling_back") else reply,
            **_body(content),
        )
    return list(found.values())


def _body(content: dict[str, Any]) -> dict[str, Any]:
    markup = content.get("formatted_body")
    mentions = content.get("m.mentions", {"room": "@room" in content["body"]})
    whole = {"room"} if mentions.get("room") else set()
    return {
        "text": content["body"].strip(),
        "markup": markup,
        "mentions": frozenset({*mentions.get("user_ids", []), *whole}),
        "links": tuple(HREF.findall(markup or "")),
    }


def _id(room: RoomId) -> str:
    return room.removeprefix("matrix:")
