"""The forms of a card: each word is meant as it stands, and nobody fills in another's."""

from dataclasses import replace

import pytest

from ci_bot.domain.ask import AskKind
from ci_bot.domain.status import Status, Visibility
from ci_bot.messages.forms import Form, PickField, TextField
from tests.support.card_house import DAYS, EVENINGS, LOTTE, MAREK, CardHouse


@pytest.fixture
async def house() -> CardHouse:
    """A round is open, and everybody has their card."""
    house = CardHouse(taps=True)
    await house.opens()
    return house


async def test_words_are_added_with_readers_and_a_need_in_one_form(house: CardHouse) -> None:
    await house.tap("at risk")
    form = await house.tap("Add words")
    assert isinstance(form, Form)
    assert [field.name for field in form.fields] == ["words", "status", "readers", "kind", "extra"]
    assert len(form.title) <= 24
    await house.fill(
        {
            "words": "Printer cancelled",
            "readers": "coalition",
            "kind": "need",
            "extra": "A printer",
        }
    )
    update = await house.answer(DAYS)
    assert update is not None
    assert (update.status, update.words, update.visibility) == (
        Status.AT_RISK,
        "Printer cancelled",
        Visibility.COALITION,
    )
    (ask,) = await house.asks()
    assert (ask.kind, ask.text, ask.activity) == (AskKind.ASK, "A printer", DAYS)
    card = await house.card()
    assert "at risk. “Printer cancelled”" in card.text
    assert "2. Teacher evenings" in card.text
    assert len(await house.messages()) == 1


async def test_a_worry_stays_narrow_when_the_form_leaves_its_readers_as_usual(
    house: CardHouse,
) -> None:
    await house.tap("on track")
    await house.tap("Add words")
    await house.fill({"status": "off_track", "words": "Nobody came"})
    update = await house.answer(DAYS)
    assert update is not None
    assert (update.status, update.visibility) == (Status.OFF_TRACK, Visibility.BACKBONE)


@pytest.mark.parametrize("words", ["2: 3", "stop", "5", "same", "!ci forget me", "n 1 chairs", "-"])
async def test_words_of_a_form_are_never_read_as_anything_else(
    house: CardHouse, words: str
) -> None:
    await house.tap("on track")
    await house.tap("Add words")
    await house.fill({"words": words})
    update = await house.answer(DAYS)
    assert update is not None
    assert (update.status, update.words) == (Status.ON_TRACK, words)
    assert await house.answer(EVENINGS) is None
    assert not await house.asks()
    assert (await house.prompt()).open_item == 2
    assert not (await house.coalition()).people[MAREK].settings.stopped


async def test_the_form_shows_what_was_said_before(house: CardHouse) -> None:
    await house.tap("on track")
    await house.tap("Add words")
    await house.fill({"words": "Six schools", "readers": "backbone"})
    form = await house.tap("Edit words")
    assert isinstance(form, Form)
    shown = {f.name: f.value for f in form.fields if isinstance(f, TextField | PickField)}
    assert shown["words"] == "Six schools"
    assert shown["status"] == "on_track"
    assert shown["readers"] == "backbone"


@pytest.mark.parametrize(
    "values",
    [
        {"words": "Six schools", "status": "splendid"},
        {"words": "Six schools", "readers": "everybody"},
        {"words": "Six schools", "kind": "gift"},
        {"extra": "Six schools"},
    ],
)
async def test_what_the_form_does_not_offer_is_refused_with_the_words(
    house: CardHouse, values: dict[str, str]
) -> None:
    await house.tap("on track")
    await house.tap("Add words")
    await house.fill(values)
    said = (await house.messages())[-1].text
    assert "I changed nothing" in said
    assert "Six schools" in said
    update = await house.answer(DAYS)
    assert update is not None
    assert update.words == ""


async def test_a_working_group_that_there_is_not_cannot_be_chosen(house: CardHouse) -> None:
    for _ in range(2):
        await house.tap("on track")
    await house.tap("on hold")
    form = await house.tap("Add words", nth=2)
    assert isinstance(form, Form)
    readers = next(f for f in form.fields if isinstance(f, PickField) and f.name == "readers")
    assert "working_group" not in {option.value for option in readers.options}
    await house.fill({"words": "x", "readers": "working_group"})
    assert "I changed nothing" in (await house.messages())[-1].text


async def test_words_that_are_too_long_come_back_whole(house: CardHouse) -> None:
    await house.tap("all as last time")
    await house.tap("need")
    text = "leaflets " * 600
    await house.fill({"text": text})
    said = "".join(m.text for m in (await house.messages())[1:])
    assert "I take 4000 at most" in said
    assert said.count("leaflets") == 600
    assert not await house.asks()


async def test_an_empty_form_changes_nothing_and_says_so(house: CardHouse) -> None:
    prompt = await house.prompt()
    await house.fill({}, form=f"answer:{prompt.id}:2")
    assert "There was nothing in the form" in (await house.messages())[-1].text
    await house.fill({"text": " \u200b "}, form=f"need:{prompt.id}")
    assert not await house.updates()
    assert not await house.asks()


async def test_nobody_opens_or_fills_in_the_form_of_somebody_else(house: CardHouse) -> None:
    prompt = await house.prompt()
    await house.heard_by(LOTTE)
    for form in (f"answer:{prompt.id}:1", f"need:{prompt.id}", f"away:{prompt.id}"):
        guessed = form.replace(prompt.id, "guessed")
        for there_or_not in (form, guessed):
            assert await house.chat.person(LOTTE).open_form(there_or_not) is None
        assert await house.chat.person("stranger").open_form(form) is None
        values = {"words": "x", "status": "done", "text": "x", "until": "2026-12-24"}
        for person in (LOTTE, "stranger"):
            await house.fill(values, person, form=form)
    assert not await house.updates()
    assert not await house.asks()
    assert (await house.prompt()).ended is None
    assert (await house.coalition()).people[MAREK].away_until is None
    # What is there and isn't theirs sounds like what isn't there.
    assert await house.heard_by(LOTTE) == ""
    assert await house.heard_by("stranger") == ""


async def test_who_has_no_role_any_more_opens_and_fills_in_nothing(house: CardHouse) -> None:
    form = f"answer:{(await house.prompt()).id}:1"
    coalition = await house.coalition()
    roles = tuple(role for role in coalition.roles if role.person != MAREK)
    await house.apply(replace(coalition, roles=roles))
    assert await house.chat.person(MAREK).open_form(form) is None
    await house.fill({"words": "x", "status": "done"}, form=form)
    assert not await house.updates()
    assert len(await house.messages()) == 1


@pytest.mark.parametrize(
    "form",
    ["", "answer", "answer:", "answer:x:1", "answer:{id}", "answer:{id}:9", "answer:{id}:-1",
     "answer:{id}:²", "answer:{id}:1:2", "need:", "need:x", "away:x", ":", "a" * 200],
)  # fmt: skip
async def test_ids_that_no_form_has_are_met_with_silence(house: CardHouse, form: str) -> None:
    form = form.format(id=(await house.prompt()).id)
    before = len(await house.messages())
    assert await house.chat.person(MAREK).open_form(form) is None
    await house.fill({"words": "x", "text": "x", "until": "2026-12-24"}, form=form)
    assert not await house.updates()
    assert not await house.asks()
    assert len(await house.messages()) == before


async def test_a_form_after_the_round_counts_and_says_where_it_goes(house: CardHouse) -> None:
    prompt = await house.prompt()
    await house.write("ines-b", "checkin close")
    await house.fill({"words": "Late", "status": "on_track"}, form=f"answer:{prompt.id}:1")
    update = await house.answer(DAYS)
    assert update is not None
    assert update.words == "Late"
    assert "it goes into the next one" in (await house.card()).text
    assert len(await house.messages()) == 1
