"""The whole bot on a platform with buttons: Marek is asked about three activities."""

from collections.abc import Mapping
from dataclasses import replace

from ci_bot.domain.ask import Ask
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import AccountId, ActivityId, CoalitionId, MessageId, PersonId
from ci_bot.domain.prompt import Prompt
from ci_bot.domain.update import Update
from ci_bot.messages.blocks import Choices, Message
from ci_bot.messages.forms import Form
from ci_bot.testing.fake_rooms import FakeMessage
from tests.support.chat_house import ChatHouse
from tests.support.lakeland import lakeland

SLUG = CoalitionId("open-lakeland")
DAYS, EVENINGS, TOOLKIT = (
    ActivityId("heritage-days"),
    ActivityId("teacher-evenings"),
    ActivityId("licence-toolkit"),
)
MAREK, LOTTE, INES = PersonId("marek-o"), PersonId("lotte-f"), PersonId("ines-b")


def led_by_marek() -> Coalition:
    """Open Lakeland, where Marek leads three activities and Lotte is his deputy in them."""
    coalition = lakeland()
    museum = coalition.activities[DAYS].lead_organisation
    theirs = {
        a: replace(
            coalition.activities[a],
            lead_person=MAREK,
            lead_organisation=museum,
            deputy_person=LOTTE,
            supporting=tuple(o for o in coalition.activities[a].supporting if o != museum),
        )
        for a in (DAYS, EVENINGS, TOOLKIT)
    }
    return replace(coalition, activities={**coalition.activities, **theirs})


class CardHouse(ChatHouse):
    """People tap, fill in forms and write; what they see of the bot is read from their rooms."""

    async def opens(self, coalition: Coalition | None = None) -> None:
        """Ines opens a round by hand: everybody is asked at once."""
        await self.apply(coalition or led_by_marek())
        await self.write(INES, "checkin open")

    async def messages(self, person: str = MAREK) -> list[FakeMessage]:
        """All that the bot said to somebody directly."""
        return self.chat.said(await self.direct(person))

    async def card(self, person: str = MAREK) -> FakeMessage:
        """The newest message with a prompt's buttons, or what was one."""
        said = await self.messages(person)
        cards = [m for m in said if any(_is_card(content) for content in m.content)]
        return cards[-1]

    async def labels(self, person: str = MAREK) -> list[str]:
        """What can be tapped on the card now."""
        return labels(await self.card(person))

    async def tap(
        self, label: str, person: str = MAREK, *, nth: int = 0, on: MessageId | None = None
    ) -> Form | Message | None:
        """Taps the card, or another message of the room; the bot answers."""
        message = on or (await self.card(person)).message
        room = await self.direct(person)
        opened = await self.chat.person(person).press(room, message, label, nth=nth)
        await self.settle()
        return opened

    async def fill(
        self, values: Mapping[str, str], person: str = MAREK, *, form: str | None = None
    ) -> None:
        """Submits the form that was opened last."""
        await self.chat.person(person).submit(values, form=form)
        await self.settle()

    async def prompt(self, person: PersonId = MAREK) -> Prompt:
        """The person's newest prompt."""
        async with self.store.read() as uow:
            return (await uow.of(SLUG).prompts_of_person(person))[0]

    async def answer(self, activity: ActivityId) -> Update | None:
        """What counts about an activity now."""
        async with self.store.read() as uow:
            found = await uow.of(SLUG).updates(activity=activity, current_only=True)
        return found[-1] if found else None

    async def updates(self) -> list[Update]:
        """All there ever were."""
        async with self.store.read() as uow:
            return list(await uow.of(SLUG).updates(current_only=False))

    async def asks(self) -> list[Ask]:
        """All that was needed, offered or learned."""
        async with self.store.read() as uow:
            return list(await uow.of(SLUG).asks())

    def account(self, person: str = MAREK) -> AccountId:
        """Somebody's account."""
        return self.chat.person(person).account


def labels(message: FakeMessage) -> list[str]:
    """The labels of all choices of a message as it is now."""
    rows = [block for block in message.content[-1].blocks if isinstance(block, Choices)]
    return [choice.label for row in rows for choice in row.options]


def _is_card(message: Message) -> bool:
    rows = [block for block in message.blocks if isinstance(block, Choices)]
    return any(choice.opens is not None for row in rows for choice in row.options)
