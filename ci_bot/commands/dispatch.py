"""Carries out a typed command: coalition, right and place checked, its answer put into the outbox."""

from dataclasses import dataclass
from datetime import datetime

from rapidfuzz import process

from ci_bot.commands.line import Line, read_line
from ci_bot.commands.request import Request
from ci_bot.commands.table import Command, MeantError, Registry, UsageError
from ci_bot.commands.use_cases import UseCases
from ci_bot.commands.wearer import Wearer, reader_for, wearers_of
from ci_bot.domain.authority import Right, may
from ci_bot.domain.coalition import Channel
from ci_bot.domain.dialogue import OpenQuestion
from ci_bot.messages.blocks import Message
from ci_bot.ports.chat import MessageReceived
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.reply import reply
from ci_bot.views import commands as views
from ci_bot.views.reader import Reader

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
        self, uow: UnitOfWork, event: MessageReceived, line: Line, now: datetime
    ) -> bool:
        """Whether the line answers the open question; any other line lets the question go."""
        question = await uow.questions.get(event.account)
        if question is None:
            return False
        await uow.questions.remove(event.account)
        answer = line.text.strip().casefold()
        wearers = await wearers_of(uow, event, now)
        if question.kind == MEANT and answer in ("y", "yes", "j", "ja"):
            chosen = [w for w in wearers if w.coalition.id == question.data["coalition"]]
            meant = read_line(question.data["line"])
            await self.command(uow, event, Line(meant.text, prefixed=True), tuple(chosen), now)
            return True
        if question.kind == MEANT and answer in ("n", "no", "nein"):
            wearer = wearers[0]
            await self._say(uow, event, wearer, views.let_go(reader_for(wearer.coalition, wearer.person, now)), now)
            return True
        slugs = question.data.get("slugs", "").split()
        if question.kind == WHICH and answer.isdecimal() and 1 <= int(answer) <= len(slugs):
            slug = slugs[int(answer) - 1]
            chosen = [w for w in wearers if w.coalition.id == slug]
            await self.command(uow, event, Line(question.data["line"], prefixed=True), tuple(chosen), now)
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
        if not wearers:
            return
        if len(wearers) > 1:
            await self._ask_which(uow, event, line, wearers, now)
            return
        wearer = wearers[0]
        reader = reader_for(wearer.coalition, wearer.person, now)
        words = tuple(word.text for word in line.words)
        found = self.registry.find(words)
        if found is None:
            await self._unknown(uow, event, line, wearer, reader, now)
            return
        command, used = found
        linked = None if event.direct else await uow.directory.channel(event.room)
        channel = linked[1] if linked else None
        refusal = self._refusal(command, wearer, channel, reader, direct=event.direct)
        if refusal is not None:
            await self._say(uow, event, wearer, refusal, now, private=True)
            return
        request = Request(
            use=self.use,
            uow=uow,
            coalition=wearer.coalition,
            person=wearer.person,
            event=event,
            words=words[used:],
            text=line.after(used),
            channel=channel,
            reader=reader,
            now=now,
        )
        private = command.private
        try:
            answer = await command.handler(request)
        except UsageError as error:
            answer, private = views.usage(reader, command.usage, command.example, error.reason), True
        except MeantError as error:
            answer, private = await self._ask_meant(uow, event, wearer, error, reader, now), True
        if answer is not None:
            await self._say(uow, event, wearer, answer, now, private=private)

    def _refusal(
        self,
        command: Command,
        wearer: Wearer,
        channel: Channel | None,
        reader: Reader,
        *,
        direct: bool,
    ) -> Message | None:
        if not may(wearer.coalition, wearer.person, command.right, reader.today):
            return views.not_yours(reader, command.name, command.right)
        backbone_room = channel is not None and channel.audience == "backbone"
        if command.right is Right.BACKBONE and not direct and not backbone_room:
            return views.not_here(reader, command.name)
        return None

    async def _unknown(
        self,
        uow: UnitOfWork,
        event: MessageReceived,
        line: Line,
        wearer: Wearer,
        reader: Reader,
        now: datetime,
    ) -> None:
        words = line.words
        near = None
        if words:
            near = process.extractOne(
                words[0].text.casefold(), self.registry.names(), score_cutoff=LIKENESS
            )
        if near is None:
            await self._say(uow, event, wearer, views.unknown(reader), now, private=True)
            return
        meant = f"{near[0]} {line.after(1)}".strip()
        error = MeantError(words[0].text, near[0], meant)
        question = await self._ask_meant(uow, event, wearer, error, reader, now)
        await self._say(uow, event, wearer, question, now, private=True)

    async def _ask_meant(
        self,
        uow: UnitOfWork,
        event: MessageReceived,
        wearer: Wearer,
        error: MeantError,
        reader: Reader,
        now: datetime,
    ) -> Message:
        data = {"line": error.line, "coalition": wearer.coalition.id}
        await uow.questions.put(
            OpenQuestion(account=event.account, kind=MEANT, data=data, asked=now)
        )
        return views.did_you_mean(reader, error.name, error.meant)

    async def _ask_which(
        self,
        uow: UnitOfWork,
        event: MessageReceived,
        line: Line,
        wearers: tuple[Wearer, ...],
        now: datetime,
    ) -> None:
        data = {"line": line.text, "slugs": " ".join(w.coalition.id for w in wearers)}
        await uow.questions.put(
            OpenQuestion(account=event.account, kind=WHICH, data=data, asked=now)
        )
        reader = reader_for(wearers[0].coalition, wearers[0].person, now)
        names = tuple(w.coalition.name for w in wearers)
        await self._say(uow, event, wearers[0], views.which_coalition(reader, names), now)

    @staticmethod
    async def _say(
        uow: UnitOfWork,
        event: MessageReceived,
        wearer: Wearer,
        message: Message,
        now: datetime,
        *,
        private: bool = False,
    ) -> None:
        slug = wearer.coalition.id
        await reply(uow, event, message, coalition=slug, now=now, private=private)
