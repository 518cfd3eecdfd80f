"""Commands of those who answer: their prompt, updates, corrections, and being away."""

from datetime import date

from ci_bot.commands.marking import _
from ci_bot.commands.naming import find_activity, find_person
from ci_bot.commands.request import Request
from ci_bot.commands.table import Command, UsageError
from ci_bot.domain.answering.answer import Told
from ci_bot.domain.answering.answer_status import told_in_one_line
from ci_bot.domain.authority import Right
from ci_bot.domain.rhythm.date_grammar import read_date
from ci_bot.messages.blocks import Message, Paragraph
from ci_bot.views import personal
from ci_bot.views.checkin import own_prompt, refusals
from ci_bot.views.checkin.answer_words import answer_words, date_words
from ci_bot.views.checkin.turn_reply import away_noted
from ci_bot.views.reader import reader_of


async def checkin(request: Request) -> Message | None:
    """The open prompt again."""
    shown = await request.use.show_own_prompt(
        request.uow,
        request.coalition,
        request.person,
        request.now,
        account=request.event.account,
    )
    return (
        own_prompt.sent_directly(request.reader)
        if shown is None and not request.event.direct
        else shown
    )


async def update(request: Request) -> Message:
    """One line about an activity."""
    activity, rest = find_activity(request, "update")
    told = read_told(request, rest)
    if not (told.words or told.status or told.no_change):
        raise UsageError
    return await request.use.record_update(
        request.uow,
        request.coalition,
        request.person,
        event=request.event,
        activity=activity.id,
        status=told.status,
        words=told.words,
        no_change=told.no_change,
        now=request.now,
    )


async def same(request: Request) -> Message:
    """No change, in all that is open or in one activity."""
    activity = None
    if request.words:
        found, rest = find_activity(request, "same")
        if rest:
            raise UsageError
        activity = found.id
    return await request.use.say_same(
        request.uow,
        request.coalition,
        request.person,
        event=request.event,
        activity=activity,
        now=request.now,
    )


async def edit(request: Request) -> Message:
    """An answer of the newest prompt again."""
    own = _own_question(request)
    number, text = (None, request.behind(1)) if own is not None else _number(request)
    return await request.use.edit_answer(
        request.uow,
        request.coalition,
        request.person,
        event=request.event,
        number=number,
        own=own,
        text=text,
        now=request.now,
    )


async def withdraw(request: Request) -> Message:
    """Takes an answer of the newest prompt back."""
    own = _own_question(request)
    if own is not None and not request.behind(1):
        return await request.use.edit_answer(
            request.uow,
            request.coalition,
            request.person,
            event=request.event,
            own=own,
            text="-",
            now=request.now,
        )
    number, text = _number(request)
    if text:
        raise UsageError
    return await request.use.withdraw_numbered(
        request.uow,
        request.coalition,
        request.person,
        event=request.event,
        number=number,
        now=request.now,
    )


async def skip(request: Request) -> Message:
    """Nothing in this round."""
    return await request.use.skip_prompt(
        request.uow, request.coalition, request.person, event=request.event, now=request.now
    )


async def deputy(request: Request) -> Message:
    """The deputies are asked instead, or the named person from now on."""
    to = None
    if request.words:
        found, rest = find_person(request, "deputy")
        if rest:
            raise UsageError
        to = found.id
    return await request.use.pass_on(
        request.uow,
        request.coalition,
        request.person,
        event=request.event,
        to=to,
        now=request.now,
    )


async def away(request: Request) -> Message:
    """Not asked until a date; no reason is wanted."""
    reader = request.reader
    until = read_date(request.text, words=date_words(reader), today=request.today)
    if not isinstance(until, date):
        if until is None or not request.text:
            raise UsageError
        said = refusals.date_refused(reader, request.text, until.past)
        return Message((Paragraph(said),), reader.language)
    if until <= request.today:
        said = refusals.date_refused(reader, request.text, until)
        return Message((Paragraph(said),), reader.language)
    gone = await request.use.go_away(
        request.uow, request.coalition, request.person, until, request.now
    )
    return Message((Paragraph(away_noted(reader, until, deputies=gone.deputies)),), reader.language)


async def back(request: Request) -> Message:
    """Asked again from now on."""
    coalition = await request.use.come_back(request.uow, request.coalition, request.person)
    return personal.back(reader_of(coalition, request.person, request.now))


def read_told(request: Request, text: str) -> Told:
    """`[STATUS] TEXT`, as the person writes it."""
    return told_in_one_line(text, answer_words(request.reader))


def _own_question(request: Request) -> int | None:
    """`q2`: a question of the check-in's own."""
    typed = request.words[0].casefold().rstrip(":.)") if request.words else ""
    number = typed.removeprefix("q")
    return int(number) if number != typed and number.isdecimal() and len(number) < 3 else None


def _number(request: Request) -> tuple[int | None, str]:
    """`[N] TEXT`; the number may stand with a colon behind it."""
    if not request.words:
        return None, ""
    typed = request.words[0].rstrip(":.)")
    if not typed.isdecimal():
        raise UsageError
    return int(typed), request.behind(1)


COMMANDS = (
    Command(
        words=("checkin",),
        handler=checkin,
        right=Right.REPRESENTATIVE,
        private=True,
        about=_("what I asked you, once more"),
    ),
    Command(
        words=("update",),
        handler=update,
        right=Right.PARTNER,
        arguments="ACTIVITY [STATUS] TEXT",
        example="update Label translation on track half of the labels are done",
        private=True,
        about=_("tell something about an activity, unasked"),
    ),
    Command(
        words=("same",),
        handler=same,
        right=Right.REPRESENTATIVE,
        arguments="[ACTIVITY]",
        private=True,
        beside_prompt=False,
        answers_prompt=True,
        about=_("all is as last time"),
    ),
    Command(
        words=("edit",),
        handler=edit,
        right=Right.REPRESENTATIVE,
        arguments="[N] [TEXT]",
        example="edit 1 the printer works again",
        private=True,
        numbered=True,
        about=_("change an answer, by its number"),
    ),
    Command(
        words=("withdraw",),
        handler=withdraw,
        right=Right.REPRESENTATIVE,
        arguments="[N]",
        example="withdraw 1",
        private=True,
        numbered=True,
        about=_("take an answer back, by its number"),
    ),
    Command(
        words=("skip",),
        handler=skip,
        right=Right.REPRESENTATIVE,
        private=True,
        answers_prompt=True,
        about=_("say nothing this time"),
    ),
    Command(
        words=("deputy",),
        handler=deputy,
        right=Right.REPRESENTATIVE,
        arguments="[PERSON]",
        private=True,
        answers_prompt=True,
        about=_("let your deputy answer"),
    ),
    Command(
        words=("away",),
        handler=away,
        right=Right.REPRESENTATIVE,
        arguments="until DATE",
        example="away until 27 Nov",
        private=True,
        answers_prompt=True,
        about=_("I ask you nothing until then"),
    ),
    Command(
        words=("back",),
        handler=back,
        right=Right.REPRESENTATIVE,
        private=True,
        about=_("ask me again"),
    ),
)
