"""Routes what people do in a chat: to a command, to the open prompt, or to nobody."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from ci_bot.commands.dispatch import Dispatch
from ci_bot.commands.hats import named_coalition, wearers_of
from ci_bot.commands.line import Line, read_line
from ci_bot.commands.naming import names_activity
from ci_bot.commands.relay_route import RelayRoute
from ci_bot.commands.revising import as_message, commanded
from ci_bot.commands.tapping import Tapping
from ci_bot.commands.use_cases import UseCases
from ci_bot.domain.ids import platform_of
from ci_bot.domain.prompt import Asking, Prompt
from ci_bot.ports.chat import (
    ChatEvent,
    HomeOpened,
    Incoming,
    MessageEdited,
    MessageReceived,
    Pressed,
    ProfileSeen,
    Reacted,
    Removed,
    RoomLost,
    Submitted,
    Unreadable,
)
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.answered_delivery import answered_delivery
from ci_bot.services.answering.cards import refresh_cards
from ci_bot.services.clock_skew import flag_skew
from ci_bot.services.open_questions import let_go
from ci_bot.services.personal.learn_profile import learn_profile
from ci_bot.services.reply import reply
from ci_bot.services.wearers import Wearer
from ci_bot.views.commands import let_go as nothing_done

Heard = MessageReceived | MessageEdited | Removed | Reacted | Unreadable
_Event = TypeVar("_Event", bound=Incoming)
_FREE_TEXT = (Asking.SENTENCE, Asking.OWN, Asking.WRAP_UP)


@dataclass(frozen=True, kw_only=True)
class Route:
    """Handles one event in an open unit of work; the caller commits."""

    use: UseCases
    dispatch: Dispatch

    async def __call__(self, uow: UnitOfWork, event: ChatEvent, now: datetime) -> None:
        """Strangers get silence, unless they bring an invitation's code."""
        match event:
            case RoomLost():
                await self.use.report_lost_room(uow, event, now)
            case ProfileSeen():
                await learn_profile(uow, event)
            case Pressed():
                event = await _straightened(uow, event, now)
                await Tapping(use=self.use, dispatch=self.dispatch)(uow, event, now)
                # What was tapped may have been a command about what a card shows elsewhere.
                await _refresh(uow, event, await wearers_of(uow, event, now), now)
                await self._home(uow, event, now)
            case Submitted():
                event = await _straightened(uow, event, now)
                await self.use.submit_form(uow, event, now)
                await self._home(uow, event, now)
            case HomeOpened():
                await self.use.show_home(uow, event, now)
            case _:
                event = await _straightened(uow, event, now)
                wearers = await wearers_of(uow, event, now)
                await self._heard(uow, event, wearers, now)
                await _refresh(uow, event, wearers, now)

    async def _home(self, uow: UnitOfWork, event: Pressed | Submitted, now: datetime) -> None:
        """What was done on the home tab is seen there."""
        if event.message is None:
            await self.use.show_home(uow, event, now)

    async def _heard(
        self, uow: UnitOfWork, event: Heard, wearers: tuple[Wearer, ...], now: datetime
    ) -> None:
        wearers = await self._relays.others(uow, event, wearers, now)
        if isinstance(event, MessageEdited | Removed) and await let_go(uow, event):
            await self._asked_about(uow, event, wearers, now)
            return
        match event:
            case MessageReceived():
                await self._message(uow, event, wearers, now)
            case MessageEdited():
                for wearer in wearers:
                    await self.use.revise_answer(
                        uow,
                        wearer.coalition,
                        wearer.person,
                        event,
                        now,
                        commanded=commanded(
                            self.use, self.dispatch.registry, uow, event, wearer, now
                        ),
                    )
            case Removed():
                for wearer in wearers:
                    await self.use.withdraw_answer(uow, wearer.coalition, wearer.person, event, now)
            case Reacted():
                for wearer in wearers:
                    prompt = await self._prompt(uow, event, wearer)
                    if prompt is not None:
                        await self._converse(uow, wearer, event, prompt, now)
            case Unreadable() if wearers:
                await self.use.report_unreadable(
                    uow, wearers[0].coalition, wearers[0].person, event, now
                )

    async def _asked_about(
        self,
        uow: UnitOfWork,
        event: MessageEdited | Removed,
        wearers: tuple[Wearer, ...],
        now: datetime,
    ) -> None:
        """Nothing came of the message so far: as it reads now, it is heard as if it were new."""
        if isinstance(event, MessageEdited):
            anew = replace(as_message(event), addressed=not event.direct)
            await self._message(uow, anew, wearers, now)
        elif wearers:
            said = nothing_done(wearers[0].reader(now))
            slug = wearers[0].coalition.id
            await reply(uow, event, said, coalition=slug, now=now, private=True)

    async def _message(
        self, uow: UnitOfWork, event: MessageReceived, wearers: tuple[Wearer, ...], now: datetime
    ) -> None:
        line = read_line(event.text, addressed=event.addressed)
        if await self.dispatch.joins(uow, event, line, now):
            return
        if not wearers:
            return
        if not event.direct:
            # In a channel only what is meant for the bot counts.
            if line.prefixed:
                await self.dispatch.command(uow, event, line, wearers, now)
            return
        line, named = named_coalition(line, wearers)
        chosen = await _of_answered(uow, event, wearers) if named is None else (named,)
        for wearer in chosen:
            if await self._relays.message(uow, event, line, wearer, now):
                return
        prompts = [(wearer, await self._prompt(uow, event, wearer)) for wearer in chosen]
        open_ones = [(wearer, prompt) for wearer, prompt in prompts if prompt is not None]
        newest = max(open_ones, key=_urgency) if open_ones else None
        waiting = newest[1] if newest and newest[1].asking is not Asking.NOTHING else None
        prompted = waiting.sent if waiting else None
        doubted = waiting is not None and waiting.doubt is not None
        if await self.dispatch.answers_question(
            uow, event, line, now, prompted=prompted, doubted=doubted
        ):
            return
        if newest is None or self._is_command(line, *newest):
            await self.dispatch.command(uow, event, line, chosen, now)
        else:
            await self._converse(uow, newest[0], event, newest[1], now)

    @property
    def _relays(self) -> RelayRoute:
        return RelayRoute(use=self.use, registry=self.dispatch.registry)

    async def _prompt(self, uow: UnitOfWork, event: ChatEvent, wearer: Wearer) -> Prompt | None:
        return await self.use.find_prompt(uow, wearer.coalition, wearer.person, event)

    async def _converse(
        self,
        uow: UnitOfWork,
        wearer: Wearer,
        event: MessageReceived | Reacted,
        prompt: Prompt,
        now: datetime,
    ) -> None:
        await self.use.converse(uow, wearer.coalition, wearer.person, event, prompt, now)

    def _is_command(self, line: Line, wearer: Wearer, prompt: Prompt) -> bool:
        """Where free text is awaited, only the prefix or a whole line is beyond doubt a command."""
        if line.prefixed:
            return True
        words = tuple(word.text for word in line.words)
        found = self.dispatch.registry.find(words)
        if found is None:
            return False
        command, used = found
        if prompt.asking is Asking.NOTHING:
            return True
        if len(words) == used:
            return not command.answers_prompt
        if command.takes_number(words[used:]):
            return True
        if not command.beside_prompt:
            return names_activity(wearer.coalition, " ".join(words[used:]))
        return prompt.asking not in _FREE_TEXT


async def _refresh(
    uow: UnitOfWork, event: Incoming, wearers: tuple[Wearer, ...], now: datetime
) -> None:
    """Whatever was said, the cards of whoever said it show how their prompts stand."""
    for wearer in wearers:
        coalition, slug = wearer.coalition, wearer.coalition.id
        if not coalition.hats(wearer.person, coalition.today(now)):
            continue
        await refresh_cards(uow, slug, wearer.person, cause=event.event, now=now)


async def _of_answered(
    uow: UnitOfWork, event: MessageReceived, wearers: tuple[Wearer, ...]
) -> tuple[Wearer, ...]:
    """Of somebody's coalitions, the one that said what they reply to; else all of them."""
    answered = await answered_delivery(uow, event) if len(wearers) > 1 else None
    slug = None if answered is None else answered.coalition
    return tuple(w for w in wearers if w.coalition.id == slug) or wearers


async def _straightened(uow: UnitOfWork, event: _Event, now: datetime) -> _Event:
    platform = platform_of(event.account)
    flag_skew(event.at, platform=platform, latest=now, earliest=None)
    if event.at > now:
        # A server whose clock is ahead must not make its people's answers look too late.
        event = replace(event, at=now)
    if event.direct and await uow.directory.channel(event.room) is not None:
        # A channel stays one while nobody else has come.
        event = replace(event, direct=False)
    return event


def _urgency(found: tuple[Wearer, Prompt]) -> tuple[bool, datetime]:
    """A prompt that still asks something comes before one that does not."""
    prompt = found[1]
    return prompt.asking is not Asking.NOTHING, prompt.due
