"""What a lead told a few goes on to count for them beside what more may read."""

from ci_bot.domain.ids import MessageId
from ci_bot.domain.prompt import Item
from ci_bot.domain.status import Status, Visibility
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


async def told_apart() -> tuple[CheckinTalk, MessageId]:
    """What the backbone was told, what all were told after it, and the message of the first."""
    talk = await asked()
    await talk.says("2 Only for you: the room is not promised yet")
    first = talk.last_message_of()
    await talk.says("3")
    await talk.says("1: 1 Six schools signed up")
    return talk, first


async def test_an_edit_changes_what_was_told_to_a_few_for_these_few() -> None:
    talk, first = await told_apart()
    before = await talk.prompt()
    said = await talk.edits(first, "2 Only for you: the room is half promised")
    assert "the room is half promised" in said
    assert "the backbone only" in said
    assert sorted(await current(talk)) == [
        ("Only for you: the room is half promised", Visibility.BACKBONE),
        ("Six schools signed up", Visibility.COALITION),
    ]
    assert await talk.prompt() == before
    (few,) = [u for u in await talk.updates() if u.visibility is Visibility.BACKBONE]
    history = {u.id: u for u in await talk.updates(current_only=False)}
    assert few.replaces is not None
    old = history[few.replaces]
    assert old.words == "Only for you: the room is not promised yet"
    assert old.replaced is not None


async def test_a_better_status_for_a_few_is_not_for_more() -> None:
    talk, first = await told_apart()
    await talk.edits(first, "1 Only for you: the room is ours")
    (few,) = [u for u in await talk.updates() if u.visibility is Visibility.BACKBONE]
    assert (few.words, few.status) == ("Only for you: the room is ours", Status.ON_TRACK)


async def test_what_is_asked_beside_words_to_a_few_is_for_these_few() -> None:
    talk, first = await told_apart()
    await talk.edits(first, "1: 2 Only for you: no room\nn 1 somebody who pays for it")
    assert [(ask.text, ask.visibility) for ask in await talk.asked_for()] == [
        ("somebody who pays for it", Visibility.BACKBONE)
    ]
    assert ("Six schools signed up", Visibility.COALITION) in await current(talk)


async def test_what_was_edited_for_a_few_is_edited_again_and_taken_back() -> None:
    talk, first = await told_apart()
    await talk.edits(first, "2 Only for you: no room")
    await talk.edits(first, "2 Only for you: no room at all")
    assert ("Only for you: no room at all", Visibility.BACKBONE) in await current(talk)
    await talk.deletes(first)
    assert await current(talk) == [("Six schools signed up", Visibility.COALITION)]


async def test_one_message_about_both_is_edited_and_shortened_part_by_part() -> None:
    talk = CheckinTalk()
    await talk.asks()
    await talk.says("1: 2 Only for you: no room\n2: 1 Fine")
    first = talk.last_message_of()
    await talk.says("3")
    await talk.says("1: 1 Six schools signed up")
    await talk.edits(first, "1: 2 Only for you: half a room\n2: 1 Very fine")
    wide = [("Six schools signed up", Visibility.COALITION), ("Very fine", Visibility.COALITION)]
    few = ("Only for you: half a room", Visibility.BACKBONE)
    assert sorted(await current(talk)) == [few, *wide]
    before = await talk.prompt()
    await talk.edits(first, "2: 1 Very fine")
    assert sorted(await current(talk)) == wide
    after = await talk.prompt()
    assert (after.item(1), after.asking) == (before.item(1), before.asking)
