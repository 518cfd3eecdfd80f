"""What a lead told a few goes on to count for them beside what more may read."""

from ci_bot.domain.prompt import Item
from ci_bot.domain.status import Visibility
from tests.support.checkin_talk import CheckinTalk
from tests.support.small_coalition import MUSEUM, PUPILS


async def asked() -> CheckinTalk:
    talk = CheckinTalk()
    await talk.asks(items=(Item(number=1, activity=PUPILS, organisation=MUSEUM),))
    return talk


async def current(talk: CheckinTalk) -> list[tuple[str, Visibility]]:
    return [(u.words, u.visibility) for u in await talk.updates() if u.current]


async def test_what_was_told_to_the_backbone_stays_beside_what_all_may_read() -> None:
    talk = await asked()
    await talk.says("2 Only for you: the room is not promised yet")
    await talk.says("3")
    await talk.says("1: 1 Six schools signed up")
    assert await current(talk) == [
        ("Only for you: the room is not promised yet", Visibility.BACKBONE),
        ("Six schools signed up", Visibility.COALITION),
    ]


async def test_a_line_that_was_wrong_is_replaced_before_anybody_was_chosen_to_read_it() -> None:
    talk = await asked()
    await talk.says("2 Printer cancelled")
    await talk.says("1: 1 Sorry, the printer works")
    assert await current(talk) == [("Sorry, the printer works", Visibility.COALITION)]


async def test_the_same_words_with_more_readers_are_one_line() -> None:
    talk = await asked()
    await talk.says("2 Printer cancelled")
    await talk.says("3")
    await talk.says("1: 1 Printer cancelled, but the next one is booked")
    assert await current(talk) == [
        ("Printer cancelled, but the next one is booked", Visibility.COALITION)
    ]


async def test_each_is_taken_back_by_deleting_its_own_message() -> None:
    talk = await asked()
    await talk.says("2 Only for you: the room is not promised yet")
    first = talk.last_message_of()
    await talk.says("3")
    await talk.says("1: 1 Six schools signed up")
    await talk.deletes(first)
    assert await current(talk) == [("Six schools signed up", Visibility.COALITION)]
