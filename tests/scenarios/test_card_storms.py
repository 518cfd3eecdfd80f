"""Whatever people tap, fill in, write, edit and delete: the card shows how the prompt stands."""

from datetime import timedelta
from random import Random

import pytest

from ci_bot.domain.ids import MessageId
from ci_bot.messages import plain
from ci_bot.messages.blocks import Choices
from ci_bot.messages.forms import DayField, Form, PickField
from ci_bot.services.answering.cards import cards_of, newest_version
from ci_bot.services.answering.draw_card import draw_card
from tests.support.card_house import INES, MAREK, SLUG, CardHouse

TEXTS = (
    "1", "2 Printer cancelled", "0", "same", "s", "d", "-", "y", "n", "n 1 chairs", "o a room",
    "1: 3 nobody came", "2:", "3: 0", "Is that enough?", "Six schools", "withdraw 1", "edit 2",
    "update Teacher evenings on track A full house", "checkin", "whoami", "a 2026-12-24", "back",
)  # fmt: skip
FILLED = ("", "Six schools", "2: 1", "stop")
DAYS = ("2026-11-20", "2026-11-01", "")


class Storm:
    """One person doing anything that can be done; the same seed does the same."""

    def __init__(self, house: CardHouse, seed: int) -> None:
        self.house = house
        self.random = Random(seed)
        self.written: list[MessageId] = []

    async def step(self) -> None:
        house, room = self.house, await self.house.direct(MAREK)
        match self.random.randrange(10):
            case 0 | 1 | 2 | 3:
                await self._tap()
            case 4 | 5 | 6:
                text = self.random.choice(TEXTS)
                self.written.append(await house.write(MAREK, text))
            case 7 if self.written:
                text = self.random.choice(TEXTS)
                await house.chat.person(MAREK).edit(room, self.random.choice(self.written), text)
            case 8 if self.written:
                gone = self.written.pop(self.random.randrange(len(self.written)))
                await house.chat.person(MAREK).delete(room, gone)
            case _:
                line = self.random.choice(("checkin close", "checkin open", "remind"))
                await house.write(INES, line)
        house.clock.advance(timedelta(minutes=self.random.randrange(5)))
        await house.settle()

    async def _tap(self) -> None:
        tappable = [
            (message, choice.label)
            for message in await self.house.messages()
            for row in message.content[-1].blocks
            if isinstance(row, Choices)
            for choice in row.options
            if choice.label not in ("do not ask me", "wrong person")
        ]
        if tappable:
            message, label = self.random.choice(tappable)
            opened = await self.house.tap(label, on=message.message)
            if isinstance(opened, Form):
                await self.house.fill({f.name: self._value(f) for f in opened.fields})

    def _value(self, field: object) -> str:
        if isinstance(field, PickField):
            return self.random.choice(field.options).value
        return self.random.choice(DAYS if isinstance(field, DayField) else FILLED)


@pytest.mark.parametrize("seed", range(8))
async def test_the_card_shows_how_the_prompt_stands(seed: int) -> None:
    house = CardHouse(taps=True)
    await house.opens()
    storm = Storm(house, seed)
    for _ in range(40):
        await storm.step()
        await assert_all_cards_are_true(house)
    async with house.store.read() as uow:
        assert not await uow.inbox.dead()
        assert await uow.inbox.waiting() == 0


async def assert_all_cards_are_true(house: CardHouse) -> None:
    """What is shown is what would be drawn now, what the last tap had to say aside."""
    async with house.store.read() as uow:
        coalition = await house.coalition()
        for prompt in await uow.of(SLUG).prompts_of_person(MAREK):
            cards = await cards_of(uow, SLUG, prompt)
            assert cards
            current = cards[-1]
            newest = await newest_version(uow, current)
            shown = house.chat.server.rooms[await house.direct(MAREK)].with_key(current.key)
            assert shown is not None
            assert shown.shown == newest.key
            seen = shown.content[-1]
            now, since = house.clock.now(), current.created
            first = "Answering is voluntary" in plain.render(seen)
            drawn = await draw_card(uow, coalition, prompt, now, introduce=first, shown=since)
            assert all(block in seen.blocks for block in drawn.blocks)
