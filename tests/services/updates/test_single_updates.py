"""One line outside a check-in: who may say what, who reads it, and what has to be confirmed."""

from dataclasses import replace

from ci_bot.domain.ask import AskKind
from ci_bot.domain.roles import Role, RoleName
from ci_bot.domain.status import Status, Visibility
from tests.support.checkin_commands import CheckinCommands
from tests.support.checkin_talk import CheckinTalk
from tests.support.small_coalition import BRIDGE, IDA, MARA, MUSEUM, OTTO, PUPILS, TOOLKIT
from tests.support.talking_coalition import LENA, LIBRARY, talking_coalition


async def commands() -> CheckinCommands:
    talk = CheckinTalk()
    await talk.asks(OTTO)
    return CheckinCommands(talk)


async def test_a_lead_sets_the_status_in_one_line() -> None:
    ci = await commands()
    reply = await ci.run(ci.record, activity=TOOLKIT, status=Status.DONE, words="all online")
    assert "done. “all online”" in reply
    update = await ci.talk.answer(TOOLKIT)
    assert update is not None
    assert (update.status, update.organisation, update.prompt) == (Status.DONE, MUSEUM, None)
    assert (await ci.talk.coalition()).activities[TOOLKIT].final is Status.DONE


async def test_a_worry_is_the_backbones_until_its_author_lets_others_read() -> None:
    ci = await commands()
    reply = await ci.run(ci.record, activity=PUPILS, status=Status.AT_RISK, words="printer gone")
    assert "Who may read this?" in reply
    update = await ci.talk.answer(PUPILS)
    assert update is not None
    assert update.visibility is Visibility.BACKBONE
    assert "the whole coalition" in await ci.answers("1")
    update = await ci.talk.answer(PUPILS)
    assert update is not None
    assert update.visibility is Visibility.COALITION


async def test_only_the_author_widens_and_only_to_what_exists() -> None:
    ci = await commands()
    await ci.run(ci.record, activity=TOOLKIT, status=Status.AT_RISK, words="stuck")
    assert await ci.answers("2") == ""
    assert await ci.answers("what?") == ""
    async with ci.talk.store.read() as uow:
        question = await uow.questions.get((await ci.talk.coalition()).accounts_of(MARA)[0])
    assert question is not None
    assert await ci.run(ci.answer, LENA, "1", question=question) == ""
    update = await ci.talk.answer(TOOLKIT)
    assert update is not None
    assert update.visibility is Visibility.BACKBONE


async def test_a_line_about_a_prompted_activity_answers_the_prompt() -> None:
    talk = CheckinTalk()
    prompt = await talk.asks()
    ci = CheckinCommands(talk)
    reply = await ci.run(ci.record, activity=TOOLKIT, status=Status.ON_TRACK, words="chapter 2")
    assert "Pupils' Heritage Days: how does it stand?" in reply
    update = await talk.answer(TOOLKIT)
    assert update is not None
    assert update.prompt == prompt.id


async def test_a_supporting_partners_words_are_a_contribution_in_their_own_hat() -> None:
    ci = await commands()
    reply = await ci.run(
        ci.record, LENA, activity=PUPILS, status=Status.AT_RISK, words="we lent a room"
    )
    assert "I kept your words as a contribution" in reply
    update = await ci.talk.answer(PUPILS)
    assert update is not None
    assert (update.status, update.contribution, update.organisation) == (None, True, LIBRARY)
    assert "Your words on it are welcome" in await ci.run(
        ci.record, LENA, activity=PUPILS, status=Status.ON_TRACK
    )


async def test_others_change_nothing() -> None:
    ci = await commands()
    reply = await ci.run(ci.record, LENA, activity=TOOLKIT, words="I heard it is late")
    assert "Only the lead, the deputy and supporting partners" in reply
    assert "I take 4000 at most" in await ci.run(ci.record, activity=TOOLKIT, words="x" * 60_000)
    assert await ci.talk.updates() == []


async def test_no_change_in_one_line_repeats_the_status_and_its_readers() -> None:
    ci = await commands()
    assert "nothing to tell" in await ci.run(ci.record, activity=TOOLKIT, no_change=True)
    await ci.run(ci.record, activity=TOOLKIT, status=Status.AT_RISK, words="stuck")
    await ci.run(ci.record, activity=TOOLKIT, no_change=True)
    update = await ci.talk.answer(TOOLKIT)
    assert update is not None
    assert (update.no_change, update.status) == (True, Status.AT_RISK)
    assert update.visibility is Visibility.BACKBONE


async def test_a_note_counts_only_once_its_lead_confirms_it() -> None:
    ci = await commands()
    reply = await ci.run(
        ci.note, IDA, activity=TOOLKIT, speaker=MARA, status=Status.ON_TRACK, words="chapter 2"
    )
    assert "not yet confirmed" in reply
    update = await ci.talk.answer(TOOLKIT)
    assert update is not None
    assert (update.person, update.told_by, update.confirmed) == (MARA, IDA, False)
    assert any("Is that right?" in h.text for h in ci.talk.heard)
    assert "on track" in await ci.answers("y")
    update = await ci.talk.answer(TOOLKIT)
    assert update is not None
    assert update.confirmed


async def test_a_note_is_dropped_by_its_lead_and_confirmed_by_nobody_else() -> None:
    ci = await commands()
    await ci.run(ci.note, IDA, activity=TOOLKIT, speaker=MARA, words="chapter 2")
    async with ci.talk.store.read() as uow:
        question = await uow.questions.get((await ci.talk.coalition()).accounts_of(MARA)[0])
    assert question is not None
    assert await ci.run(ci.answer, LENA, "y", question=question) == ""
    assert "Dropped" in await ci.answers("n")
    assert await ci.talk.updates() == []


async def test_a_note_is_the_backbones_to_take_and_a_leads_to_give() -> None:
    ci = await commands()
    noted = {"activity": TOOLKIT, "words": "chapter 2"}
    assert "Only the backbone" in await ci.run(ci.note, LENA, speaker=MARA, **noted)
    assert "neither leads" in await ci.run(ci.note, IDA, speaker=LENA, **noted)
    assert await ci.talk.updates() == []


async def test_asks_offers_and_lessons_have_a_number_and_a_hat() -> None:
    ci = await commands()
    assert "Ask 1: “a printer”" in await ci.run(ci.raise_ask, kind=AskKind.ASK, text="a printer")
    await ci.run(ci.raise_ask, LENA, kind=AskKind.OFFER, text="a room")
    asks = [(a.number, a.organisation) for a in await ci.talk.asked_for()]
    assert asks == [(1, MUSEUM), (2, LIBRARY)]


async def test_with_two_hats_the_bot_asks_for_which_organisation() -> None:
    coalition = talking_coalition()
    second = Role(person=MARA, organisation=BRIDGE, role=RoleName.REPRESENTATIVE)
    talk = CheckinTalk(replace(coalition, roles=(*coalition.roles, second)))
    await talk.asks(OTTO)
    ci = CheckinCommands(talk)
    reply = await ci.run(ci.raise_ask, kind=AskKind.ASK, text="a printer")
    assert "For which organisation" in reply
    assert await talk.asked_for() == []
    assert "a printer" in await ci.answers("2")
    assert [a.organisation for a in await talk.asked_for()] == [BRIDGE]


async def test_an_observer_asks_for_nothing_but_may_tell_a_lesson() -> None:
    coalition = talking_coalition()
    roles = tuple(
        replace(r, role=RoleName.OBSERVER) if r.person == LENA else r for r in coalition.roles
    )
    talk = CheckinTalk(replace(coalition, roles=roles))
    await talk.asks(OTTO)
    ci = CheckinCommands(talk)
    asked = await ci.run(ci.raise_ask, LENA, kind=AskKind.ASK, text="a printer")
    assert "Asks and offers come from people who speak for a partner" in asked
    told = await ci.run(ci.raise_ask, LENA, kind=AskKind.LESSON, text="evenings work")
    assert "Learned" in told
