"""The command for what the backbone was told."""

from ci_bot.commands.answering import read_told
from ci_bot.commands.marking import _
from ci_bot.commands.naming import find_activity, find_person
from ci_bot.commands.request import Request
from ci_bot.commands.table import Command, UsageError
from ci_bot.domain.activity import Activity
from ci_bot.domain.authority import Right
from ci_bot.domain.person import Person
from ci_bot.messages.blocks import Message


async def note(request: Request) -> Message:
    """What a lead said by phone; it counts once they confirm it."""
    activity, speaker, text = read_note(request)
    told = read_told(request, text)
    if not told.words and told.status is None:
        raise UsageError
    return await request.use.note_update(
        request.uow,
        request.coalition,
        request.person,
        event=request.event,
        activity=activity.id,
        speaker=speaker.id,
        status=told.status,
        words=told.words,
        now=request.now,
    )


def read_note(request: Request) -> tuple[Activity, Person, str]:
    """`ACTIVITY for PERSON` at the front of the arguments, and the raw text behind it."""
    activity, rest = find_activity(request, "note")
    word, _, behind = rest.partition(" ")
    if word.casefold() != "for" or not behind.strip():
        raise UsageError
    speaker, text = find_person(request.about(behind), f"note {activity.id} for")
    return activity, speaker, text


COMMANDS = (
    Command(
        words=("note",),
        handler=note,
        right=Right.BACKBONE,
        arguments="ACTIVITY for PERSON [STATUS] TEXT",
        example="note Label translation for Jonas R. at risk the translator is ill",
        private=True,
        about=_("write down what a lead told you; it counts once they confirm it"),
    ),
)
