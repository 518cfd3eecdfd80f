"""The one place where what Slack hands in is made durable, before it is acknowledged."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from adapters.slack.direct_rooms import DirectRooms
from adapters.slack.inbound.envelope import person, wants_direct, wants_names
from adapters.slack.inbound.fields import STAMP, Malformed, moment, stamp_of
from adapters.slack.inbound.scene import Scene
from adapters.slack.inbound.translate import Ended, Meaning, translate
from adapters.slack.receiving.bookmarks import Bookmarks
from adapters.slack.receiving.names import Names
from adapters.slack.receiving.profiles import Profiles
from adapters.slack.responses import Responses, response_url
from adapters.slack.timing import ReadingTiming
from adapters.slack.workspaces import Workspace, Workspaces, parted
from ci_bot.ports.chat import (
    AccountId,
    ChatEvent,
    HomeOpened,
    Inlet,
    MessageEdited,
    MessageReceived,
    Opening,
    PlatformStopped,
    Pressed,
    ProfileSeen,
    Removed,
    RoomId,
    TargetGone,
)

DELIVERS = timedelta(minutes=15)
"""Longer than Slack goes on delivering something."""


class Intake:
    """Translates a payload of a workspace that is in use, and hands in what it means."""

    def __init__(
        self,
        *,
        workspaces: Workspaces,
        direct_rooms: DirectRooms,
        responses: Responses,
        profiles: Profiles,
        bookmarks: Bookmarks,
        names: Names,
        timing: ReadingTiming,
        now: Callable[[], datetime],
    ) -> None:
        self._workspaces = workspaces
        self._direct_rooms = direct_rooms
        self._responses = responses
        self._profiles = profiles
        self._bookmarks = bookmarks
        self._timing = timing
        self._now = now
        self._names = names

    async def take(
        self, inlet: Inlet, payload: dict[str, Any], workspace: Workspace, *, again: bool
    ) -> Opening | None:
        """Hands in what the payload means, unless it is to be opened at once.

        `again`: Slack would bring it again; else it is tried for as long as Slack waits. Raises
        Malformed, or what the store or Slack raise: then nothing is acknowledged.
        """
        if again:
            return await self._take(inlet, payload, workspace)
        clock = asyncio.get_running_loop().time
        end = clock() + self._timing.accept
        while True:
            try:
                async with asyncio.timeout_at(end):
                    return await self._take(inlet, payload, workspace)
            except Malformed:
                raise
            except Exception:
                if clock() + self._timing.again >= end:
                    raise
            await asyncio.sleep(self._timing.again)

    async def _take(
        self, inlet: Inlet, payload: dict[str, Any], workspace: Workspace
    ) -> Opening | None:
        meaning = await self._meaning(payload, workspace)
        self._hear_address(meaning, response_url(payload, workspace))
        match meaning:
            case None:
                return None
            case Opening():
                return meaning
            case Ended(reason=reason):
                await inlet.refused(workspace.line, reason)
                self._workspaces.lose(workspace.team, reason)
            case ProfileSeen():
                await self._profiles.seen(inlet, meaning)
            case _:
                await self._accept(inlet, meaning)
        return None

    async def _meaning(self, payload: dict[str, Any], workspace: Workspace) -> Meaning | None:
        scene = Scene(team=workspace.team, bot_user=workspace.bot_user, now=self._now())
        users = wants_names(payload, scene)
        if users:
            scene = replace(scene, names=await self._names.of(workspace, users))
        if wants_direct(payload):
            direct = await self._direct(person(payload, workspace.team), workspace)
            scene = replace(scene, direct=direct)
        return translate(payload, scene)

    async def _direct(self, account: AccountId, workspace: Workspace) -> RoomId:
        try:
            return await self._direct_rooms.of(account)
        except (PlatformStopped, TargetGone):
            # An outsider of a shared channel. What is said to a user's id goes to their direct
            # message, if there can be one.
            return RoomId(f"{workspace.line}{parted(account)[1]}")

    def _hear_address(self, meaning: Meaning | None, url: str | None) -> None:
        match meaning:
            case Pressed(message=message) | Opening(message=message) if message and url:
                who = meaning.account
                self._responses.heard(url, room=meaning.room, account=who, message=message)
            case MessageReceived() if url:
                self._responses.heard(url, room=meaning.room, account=meaning.account)

    async def _accept(self, inlet: Inlet, event: ChatEvent) -> None:
        cursor = None
        if _in_history(event):
            cursor = await self._bookmarks.beyond(event.room, stamp_of(event.at))
        await inlet.accept([*_overtaken(event), event], cursor=cursor)
        self._bookmarks.committed(event.room, cursor)
        if isinstance(event, HomeOpened) or (isinstance(event, MessageReceived) and event.direct):
            await self._direct_rooms.met(event.account, event.room)


def _overtaken(event: ChatEvent) -> list[ChatEvent]:
    """The message that was edited, in case Slack has yet to bring it; only the first one counts."""
    if not isinstance(event, MessageEdited):
        return []
    at = moment(event.message)
    if event.at - at > DELIVERS:
        return []
    return [
        MessageReceived(
            event=f"{event.event}:said",
            account=event.account,
            room=event.room,
            at=at,
            direct=event.direct,
            message=event.message,
            text=event.text,
        )
    ]


def _in_history(event: ChatEvent) -> bool:
    """Whether it is of a direct message, whose history can be read later."""
    match event:
        case MessageReceived(direct=True, message=message):
            return STAMP.fullmatch(message) is not None
        case MessageEdited() | Removed():
            return event.direct
    return False
