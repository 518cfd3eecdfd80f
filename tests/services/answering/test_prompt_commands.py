"""Commands change one's own prompt exactly as its conversation does."""

from ci_bot.domain.prompt import Asking, Outcome
from ci_bot.domain.status import Status
from tests.support.checkin_commands import CheckinCommands
from tests.support.checkin_talk import CheckinTalk
from tests.support.small_coalition import IDA, MARA, OTTO, PUPILS, TOOLKIT
from tests.support.talking_coalition import LENA


async def commands(*texts: str, asked: bool = True) -> CheckinCommands:
    talk = CheckinTalk()
    if asked:
        await talk.asks()
    else:
        await talk.asks(LENA)
    for text in texts:
        await talk.says(text)
    return CheckinCommands(talk)


async def test_same_answers_all_or_one() -> None:
    ci = await commands("1: 1 six\n2: 1 chapter 2", "-")
    await ci.talk.asks(round_="2025-W25")
    assert "no change" in await ci.run(ci.same, activity=TOOLKIT)
    assert (await ci.talk.prompt()).open_item == 1
    assert "Anything you need" in await ci.run(ci.same)
    update = await ci.talk.answer(PUPILS)
    assert update is not None
    assert (update.no_change, update.status) == (True, Status.ON_TRACK)


async def test_skip_ends_what_is_open_and_keeps_what_was_said() -> None:
    ci = await commands("1 six schools")
    assert "2 Open licences toolkit: skipped." in await ci.run(ci.skip)
    assert (await ci.talk.prompt()).asking is Asking.WRAP_UP
    update = await ci.talk.answer(PUPILS)
    assert update is not None
    assert update.words == "six schools"
    await ci.talk.says("-")
    assert "Nothing is open" in await ci.run(ci.skip)


async def test_who_was_asked_nothing_is_told_how_to_speak_up() -> None:
    ci = await commands(asked=False)
    for use in (ci.same, ci.skip, ci.pass_on, ci.edit, ci.withdraw):
        assert "I have asked you nothing lately" in await ci.run(use, MARA)


async def test_a_named_deputy_of_the_own_organisation_stands_in_from_now_on() -> None:
    ci = await commands()
    assert "Otto" in await ci.run(ci.pass_on, to=OTTO)
    coalition = await ci.talk.coalition()
    assert coalition.activities[TOOLKIT].deputy_person == OTTO
    deputy = await ci.talk.prompt(person=OTTO)
    assert [item.activity for item in deputy.items] == [PUPILS, TOOLKIT]
    assert (await ci.talk.prompt()).outcome is Outcome.PASSED_ON


async def test_a_stranger_to_the_organisation_does_not_stand_in() -> None:
    ci = await commands()
    for somebody in (LENA, IDA, MARA):
        assert "can't stand in" in await ci.run(ci.pass_on, to=somebody)
    assert (await ci.talk.coalition()).activities[TOOLKIT].deputy_person is None


async def test_edit_asks_again_or_takes_the_text() -> None:
    ci = await commands("1 six schools", "0", "-")
    assert "Pupils' Heritage Days: how does it stand?" in await ci.run(ci.edit, number=1)
    await ci.talk.says("1 seven schools")
    assert "“eight schools”" in await ci.run(ci.edit, number=1, text="1 eight schools")
    assert "“nine”" in await ci.run(ci.edit, text="1 nine")


async def test_edit_and_withdraw_ask_which_when_there_are_several() -> None:
    ci = await commands("1: 1 six\n2: 1 chapter")
    assert "Which one? For example edit 1" in await ci.run(ci.edit)
    assert "Which one? For example withdraw 1" in await ci.run(ci.withdraw)
    assert "Which one?" in await ci.run(ci.withdraw, number=7)


async def test_withdraw_takes_the_answer_and_its_asks_back() -> None:
    ci = await commands("1: 1 six\n2: 1 chapter", "n 1 leaflets")
    assert "Taken back: “leaflets”" in await ci.run(ci.withdraw, number=1)
    assert await ci.talk.answer(PUPILS) is None
    assert await ci.talk.asked_for() == []
    assert await ci.talk.answer(TOOLKIT) is not None
