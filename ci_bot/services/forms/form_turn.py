"""What a form says to a prompt: taken in like a tap, and seen on its card."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ci_bot.domain.answering.answer import Answer
from ci_bot.domain.answering.conversation import hear
from ci_bot.messages.blocks import Block, Message, Paragraph
from ci_bot.messages.inline import line
from ci_bot.ports.chat import Submitted
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.answering.cards import refresh_cards
from ci_bot.services.answering.converse import say
from ci_bot.services.answering.end_turn import EndTurn
from ci_bot.services.answering.ground import Ground, read_ground
from ci_bot.services.answering.take_turn import TakeTurn
from ci_bot.services.forms.form_kinds import Theirs, their_prompt
from ci_bot.services.reply import reply
from ci_bot.services.saying import saying_of
from ci_bot.views.checkin.echo import where_text
from ci_bot.views.checkin.turn_reply import remarks
from ci_bot.views.sheet import Where


@dataclass(frozen=True, kw_only=True)
class FormTurn:
    """Shared by the forms of a card."""

    take: TakeTurn
    end: EndTurn

    async def theirs(
        self, uow: UnitOfWork, event: Submitted, prompt: str, now: datetime
    ) -> Theirs | None:
        """The prompt, if its form is theirs to fill in; another's gets silence, like none."""
        return await their_prompt(uow, event.account, prompt, now)

    async def ground(self, uow: UnitOfWork, event: Submitted, theirs: Theirs) -> Ground:
        """What the form stands on."""
        unit = uow.of(theirs.coalition.id)
        return await read_ground(
            unit, theirs.coalition, theirs.prompt, theirs.now, heard_in=event.room
        )

    async def __call__(
        self,
        uow: UnitOfWork,
        event: Submitted,
        theirs: Theirs,
        ground: Ground,
        answers: Sequence[Answer],
    ) -> None:
        """Stores the answers; the card shows them, and says where they go once it is closed."""
        now = theirs.now
        turn = hear(ground.prompt, answers, ground.facts, now=now)
        saying = saying_of(event, theirs.person)
        message = await self.take.follow(uow, ground, turn, saying=saying, now=now)
        message = await self.end(uow, ground, event, message, now)
        if not ground.sheet.card:
            await say(uow, event, ground, message, now)
            return
        sheet = ground.with_turn(turn)
        note: list[Block] = [*remarks(theirs.reader, sheet, turn.says, ground.prompt.asking)]
        if sheet.where is not Where.THIS_DIGEST:
            note.append(Paragraph(line(where_text(theirs.reader, sheet))))
        await refresh_cards(
            uow,
            theirs.coalition.id,
            theirs.person,
            cause=event.event,
            now=now,
            notes={theirs.prompt.id: note},
        )


async def refuse(uow: UnitOfWork, event: Submitted, theirs: Theirs, why: Message) -> None:
    """Says what is wrong with a form; nothing was changed."""
    slug = theirs.coalition.id
    await reply(uow, event, why, coalition=slug, now=theirs.now, private=True)
