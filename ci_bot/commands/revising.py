"""Reads an edited message that holds a command: what it says behind the command counts."""

from datetime import datetime

from ci_bot.commands.answering import read_told
from ci_bot.commands.line import Line, read_line
from ci_bot.commands.naming import find_activity
from ci_bot.commands.noting import read_note
from ci_bot.commands.request import Request
from ci_bot.commands.table import MeantError, NoSuchError, Registry, UsageError
from ci_bot.commands.use_cases import UseCases
from ci_bot.domain.ask import AskKind
from ci_bot.ports.chat import MessageEdited, MessageReceived
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.revising.revise_single import Commanded
from ci_bot.services.wearers import Wearer

_KINDS = {"ask": AskKind.ASK, "offer": AskKind.OFFER, "lesson": AskKind.LESSON}


def commanded(  # noqa: PLR0917 - what every handler of an event gets
    use: UseCases,
    registry: Registry,
    uow: UnitOfWork,
    event: MessageEdited,
    wearer: Wearer,
    now: datetime,
) -> Commanded | None:
    """What the edited text says as a command; None when it is none that can be changed."""
    line = read_line(event.text)
    found = registry.find(tuple(word.text for word in line.words))
    if found is None:
        return None
    command, used = found
    text = line.after(used)
    if command.name in _KINDS:
        return Commanded(text=text, kind=_KINDS[command.name])
    request = Request(
        use=use,
        uow=uow,
        coalition=wearer.coalition,
        person=wearer.person,
        event=as_message(event),
        arguments=Line(text, prefixed=True),
        channel=None,
        reader=wearer.reader(now),
        now=now,
    )
    words = request.words
    if command.name == "edit" and words and words[0].rstrip(":.)").isdecimal():
        number = words[0].rstrip(":.)")
        known = int(number) if len(number) < 4 else None
        return Commanded(text=request.behind(1), number=known) if known is not None else None
    if command.name not in {"update", "note"}:
        return None
    speaker = None
    try:
        if command.name == "note":
            activity, person, rest = read_note(request)
            speaker = person.id
        else:
            activity, rest = find_activity(request, command.name)
    except (MeantError, NoSuchError, UsageError):
        return None
    told = read_told(request, rest)
    return Commanded(text=rest, told=told, activity=activity.id, speaker=speaker)


def as_message(event: MessageEdited) -> MessageReceived:
    """The message as if it had been sent with its new text."""
    return MessageReceived(
        event=event.event,
        account=event.account,
        room=event.room,
        at=event.at,
        direct=event.direct,
        message=event.message,
        text=event.text,
    )
