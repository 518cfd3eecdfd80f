"""Carries out a typed command: coalition, right and place are checked, and it is answered."""

from dataclasses import dataclass
from datetime import datetime

from rapidfuzz import fuzz, process

from ci_bot.commands.hats import wearers_of
from ci_bot.commands.line import Line, read_line
from ci_bot.commands.request import Request
from ci_bot.commands.table import Command, MeantError, NoSuchError, Registry, UsageError
from ci_bot.commands.turn import Turn
from ci_bot.commands.use_cases import UseCases
from ci_bot.domain.answering.answer_grammar import LIMIT
from ci_bot.domain.authority import Right, may
from ci_bot.domain.coalition import Channel
from ci_bot.domain.dialogue import OpenQuestion
from ci_bot.domain.typed_text import bare, small_number
from ci_bot.messages.blocks import Message
from ci_bot.ports.chat import MessageReceived
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.open_questions import OpenKind
from ci_bot.services.updates.asked_about_note import asked_about_note
from ci_bot.services.wearers import Wearer
from ci_bot.views import commands as views
from ci_bot.views.checkin.answer_words import answer_words
from ci_bot.views.checkin.single import too_long

MEANT = "meant"
WHICH = "which"
LIKENESS = 75
"""From here on, out of 100, two names are near enough to ask "did you mean"."""


@dataclass(frozen=True, kw_only=True)
class Dispatch:
    """From a line to a reply, in an open unit of work."""

    use: UseCases
    registry: Registry

    async def joins(
        self, uow: UnitOfWork, event: MessageReceived, line: Line, now: datetime
    ) -> bool:
        """Whether the line is `join CODE`, which anybody may say; then it is done."""
        words = line.words
        if len(words) != 2 or words[0].text.casefold() != "join" or not event.direct:
            return False
        await self.use.join(uow, event, words[1].text, now)
        return True

    async def answers_question(
        self,
        uow: UnitOfWork,
        event: MessageReceived,
        line: Line,
        now: datetime,
        *,
        prompted: datetime | None,
        doubted: bool = False,
    ) -> bool:
        """Whether the line answers the open question; most questions any other line lets go.

        `prompted`: since when a prompt waits for an answer, which an older question gives way to.
        `doubted`: that prompt has just asked for a yes or no of its own.
        """
        note = await asked_about_note(uow, event)
        if note is not None:
            wearers = await wearers_of(uow, event, now)
            if await self._answers_service(uow, event, note, wearers, now):
                return True
        question = await uow.questions.get(event.account)
        if question is None:
            return False
        older = prompted is not None and question.asked < prompted
        if question.kind != OpenKind.CONFIRM:
            await uow.questions.remove(event.account)
        if (older and question.kind != OpenKind.CONFIRM) or (
            doubted and question.kind == OpenKind.CONFIRM
        ):
            return False
        wearers = await wearers_of(uow, event, now)
        if question.kind not in (MEANT, WHICH):
            return await self._answers_service(uow, event, question, wearers, now)
        command, slug = question.data["line"], question.data.get("coalition", "")
        if question.kind == WHICH:
            slugs = question.data["slugs"].split()
            answer = small_number(line.text.strip())
            if answer is None or not 1 <= answer <= len(slugs):
                return False
            slug = slugs[answer - 1]
        chosen = tuple(w for w in wearers if slug in ("", w.coalition.id))
        if question.kind == MEANT:
            turns = [Turn(uow=uow, event=event, wearer=wearer, now=now) for wearer in chosen]
            said = _yes_or_no(turns, line)
            if said is None:
                return False
            if said is False:
                await turns[0].say(views.let_go(turns[0].reader), private=True)
                return True
        meant = Line(read_line(command).text, prefixed=True)
        await self.command(uow, event, meant, chosen, now)
        return True

    async def _answers_service(
        self,
        uow: UnitOfWork,
        event: MessageReceived,
        question: OpenQuestion,
        wearers: tuple[Wearer, ...],
        now: datetime,
    ) -> bool:
        for wearer in wearers:
            if wearer.coalition.id != question.data["coalition"]:
                continue
            said = await self.use.answer_question(
                uow, wearer.coalition, wearer.person, event=event, question=question, now=now
            )
            if said is not None:
                if await uow.questions.get(event.account) == question:
                    await uow.questions.remove(event.account)
                # What was asked aside in a channel is answered aside, too.
                turn = Turn(uow=uow, event=event, wearer=wearer, now=now)
                await turn.say(said, private=True)
                return True
        return False

    async def command(
        self,
        uow: UnitOfWork,
        event: MessageReceived,
        line: Line,
        wearers: tuple[Wearer, ...],
        now: datetime,
    ) -> None:
        """Runs the line as a command of one of the coalitions."""
        turns = [Turn(uow=uow, event=event, wearer=wearer, now=now) for wearer in wearers]
        if turns and len(line.text) > LIMIT:
            await turns[0].say(too_long(turns[0].reader, len(line.text)), private=True)
        elif len(turns) > 1 and self._known(line):
            await self._ask_which(turns, line)
        elif len(turns) > 1:
            await self._unknown(turns[0], line, coalition="")
        elif turns:
            await self._run(turns[0], line)

    def _known(self, line: Line) -> tuple[Command, int] | None:
        return self.registry.find(tuple(word.text for word in line.words) or ("help",))

    async def _run(self, turn: Turn, line: Line) -> None:
        found = self._known(line)
        if found is None:
            await self._unknown(turn, line, coalition=turn.wearer.coalition.id)
            return
        command, used = found
        direct = turn.event.direct
        linked = None if direct else await turn.uow.directory.channel(turn.event.room)
        channel = linked[1] if linked else None
        refusal = self._refusal(command, turn, channel)
        if refusal is not None:
            await turn.say(refusal, private=True)
            return
        request = Request(
            use=self.use,
            uow=turn.uow,
            coalition=turn.wearer.coalition,
            person=turn.wearer.person,
            event=turn.event,
            arguments=Line(line.after(used), prefixed=True),
            channel=channel,
            reader=turn.reader,
            now=turn.now,
        )
        # Nobody has said who reads along in a room that is not linked.
        aside = not direct and channel is None and not command.in_any_room
        try:
            answer = await command.handler(request)
        except UsageError as error:
            usage = views.usage(turn.reader, command.usage, command.example, error.reason)
            await turn.say(usage, private=True)
        except NoSuchError as error:
            await turn.say(views.no_such_thing(turn.reader, error.name, error.where), private=True)
        except MeantError as error:
            await self._ask_meant(turn, error, coalition=turn.wearer.coalition.id)
        else:
            if answer is not None:
                await turn.say(answer, private=command.private or aside)

    def _refusal(self, command: Command, turn: Turn, channel: Channel | None) -> Message | None:
        reader, wearer = turn.reader, turn.wearer
        if not may(
            wearer.coalition, wearer.person, command.right, wearer.coalition.today(reader.now)
        ):
            return views.not_yours(reader, command.name, command.right)
        backbone_room = channel is not None and channel.audience == "backbone"
        anywhere = turn.event.direct or backbone_room or command.in_any_room
        if command.right is Right.BACKBONE and not anywhere:
            return views.not_here(reader, command.name)
        return None

    async def _unknown(self, turn: Turn, line: Line, *, coalition: str) -> None:
        """`coalition`: the slug of the one it is about, nothing where that is still to be asked."""
        near = _nearest(self.registry, line)
        if near is None:
            command = self.registry.named(line.words[0].text) if line.words else None
            who, today = turn.wearer, turn.wearer.coalition.today(turn.reader.now)
            answers = may(who.coalition, who.person, Right.REPRESENTATIVE, today)
            told = views.unknown(turn.reader, answers=answers)
            if command is not None:
                told = views.usage(turn.reader, command.usage, command.example, "")
            await turn.say(told, private=True)
            return
        name, used = near
        typed = " ".join(word.text for word in line.words[:used])
        meant = f"{name} {line.after(used)}".strip()
        await self._ask_meant(turn, MeantError(typed, name, meant), coalition=coalition)

    @staticmethod
    async def _ask_meant(turn: Turn, error: MeantError, *, coalition: str) -> None:
        data = {"line": error.line, "coalition": coalition}
        question = OpenQuestion(account=turn.event.account, kind=MEANT, data=data, asked=turn.now)
        await turn.uow.questions.put(question)
        await turn.say(views.did_you_mean(turn.reader, error.name, error.meant), private=True)

    @staticmethod
    async def _ask_which(turns: list[Turn], line: Line) -> None:
        coalitions = [turn.wearer.coalition for turn in turns]
        data = {"line": line.text, "slugs": " ".join(c.id for c in coalitions)}
        turn = turns[0]
        question = OpenQuestion(account=turn.event.account, kind=WHICH, data=data, asked=turn.now)
        await turn.uow.questions.put(question)
        names = tuple(c.name for c in coalitions)
        await turn.say(views.which_coalition(turn.reader, names), private=True)


def _yes_or_no(turns: list[Turn], line: Line) -> bool | None:
    for turn in turns:
        words = answer_words(turn.reader)
        typed = bare(line.text)
        if typed in words.yes | words.no:
            return typed in words.yes
    return None


def _nearest(registry: Registry, line: Line) -> tuple[str, int] | None:
    """The name most like the front of the line, and how many words of the line that is."""
    first, second = (*(word.text.casefold() for word in line.words[:2]), "", "")[:2]
    beside = [name.partition(" ")[2] for name in registry.names() if name.split()[0] == first]
    known, typed = (beside, second) if beside else (registry.names(), first)
    near = process.extractOne(typed, known, scorer=fuzz.ratio, score_cutoff=LIKENESS)
    if near is None or not near[0]:
        return None
    return (f"{first} {near[0]}", 2) if beside else (near[0], 1)
