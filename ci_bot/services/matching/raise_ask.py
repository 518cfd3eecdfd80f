"""Raises an ask, an offer or a lesson, outside a check-in's conversation."""

from dataclasses import dataclass, replace
from datetime import datetime

from ci_bot.domain.answering.answer_grammar import LIMIT
from ci_bot.domain.answering.written_in import language_of
from ci_bot.domain.ask import Ask, AskKind
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import OrganisationId, PersonId
from ci_bot.domain.standing import hats_of
from ci_bot.domain.update import Source
from ci_bot.messages.blocks import Message
from ci_bot.messages.safe import clean
from ci_bot.ports.chat import MessageReceived
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.digest.amend_digest import AmendDigest
from ci_bot.services.matching.suggest_match import SuggestMatch
from ci_bot.services.open_questions import OpenKind, put_question, with_source
from ci_bot.services.reply import reply
from ci_bot.services.saying import saying_of
from ci_bot.views.checkin import single
from ci_bot.views.reader import reader_of


@dataclass(frozen=True, kw_only=True)
class RaiseAsk:
    """`ask TEXT`, `offer TEXT`, `lesson TEXT`."""

    amend: AmendDigest
    suggest: SuggestMatch

    async def __call__(
        self,
        uow: UnitOfWork,
        coalition: Coalition,
        person: PersonId,
        *,
        event: MessageReceived,
        kind: AskKind,
        text: str,
        organisation: OrganisationId | None = None,
        source: Source | None = None,
        now: datetime,
    ) -> Message:
        """What its author is told; somebody with two hats is asked for which organisation first.

        `source`: the message that said it, where it isn't this event's.
        """
        reader = reader_of(coalition, person, now)
        text = clean(text).strip()
        if len(text) > LIMIT:
            return single.too_long(reader, len(text))
        saying = saying_of(event, person)
        hats = hats_of(coalition, person, kind, coalition.today(now))
        if organisation is not None:
            hats = tuple(o for o in hats if o == organisation)
        if not hats:
            return single.no_hat(reader)
        if len(hats) > 1:
            data = with_source(
                {"kind": kind.value, "text": text, "hats": " ".join(hats)},
                source or saying.source,
            )
            await put_question(uow, coalition, event.account, kind=OpenKind.HAT, data=data, now=now)
            return single.which_hat(reader, tuple(coalition.organisations[o] for o in hats))
        ask = await uow.of(coalition.id).add_ask(
            Ask(
                number=0,
                kind=kind,
                text=text,
                person=person,
                organisation=hats[0],
                opened=min(saying.at, now),
                language=language_of(text, reader.language, coalition),
                visibility=coalition.visibility,
                source=source or saying.source,
            )
        )
        await self.amend(uow, coalition.id, now, asks=(ask,))
        said = single.raised(reader, coalition, ask)
        match = await self.suggest(
            uow, coalition, person, account=event.account, asks=(ask,), now=now
        )
        if match and not event.direct:
            # What was raised may be read by all who are here, what fits it only by its author.
            apart = Message(match, said.language)
            await reply(uow, event, apart, coalition=coalition.id, now=now, part=1, private=True)
            return said
        return replace(said, blocks=(*said.blocks, *match))
