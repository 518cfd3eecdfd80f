"""A message becomes an update by its shortcut; its words are never read as a command."""

from dataclasses import replace

import pytest

from ci_bot.domain.ids import ActivityId, CoalitionId, PersonId
from ci_bot.domain.status import Status, Visibility
from ci_bot.domain.update import Update
from ci_bot.messages import plain
from ci_bot.messages.blocks import Message
from ci_bot.messages.forms import FIELD_LIMIT, Form, PickField
from ci_bot.testing.fake_chat import TAPPING, FakePlatform
from tests.support.chat_house import ChatHouse
from tests.support.lakeland import lakeland

JONAS, LABELS = PersonId("jonas-r"), ActivityId("label-translation")
ABOUT = "open-lakeland/label-translation"


@pytest.fixture
async def house() -> ChatHouse:
    house = ChatHouse()
    house.chat = FakePlatform(house.clock, capabilities=TAPPING)
    house.begin()
    await house.apply()
    for person in ("jonas-r", "ines-b", "mallory", "marek-o"):
        await house.direct(person)
    await house.settle()
    return house


async def test_the_form_has_the_messages_words_and_the_persons_activities(
    house: ChatHouse,
) -> None:
    form = await _opens(house, "Fifty labels are done.")
    fields = {field.name: field for field in form.fields}
    assert fields["words"].value == "Fifty labels are done."
    about = fields["activity"]
    assert isinstance(about, PickField)
    assert [option.value for option in about.options] == [ABOUT]
    assert set(fields) == {"activity", "words", "status", "readers"}


async def test_what_was_filled_in_is_an_update_and_its_author_reads_it_back(
    house: ChatHouse,
) -> None:
    await _opens(house, "Fifty labels are done.")
    said = await _submits(house, activity=ABOUT, status="on_track")
    assert "Label translation: on track. “Fifty labels are done.”" in said
    (update,) = await _updates(house)
    assert (update.person, update.status) == (JONAS, Status.ON_TRACK)


async def test_words_that_look_like_a_command_are_words(house: ChatHouse) -> None:
    await _opens(house, "!ci stop")
    await _submits(house, activity=ABOUT)
    assert [u.words for u in await _updates(house)] == ["!ci stop"]
    assert not (await house.coalition()).people[JONAS].settings.stopped


@pytest.mark.parametrize(
    ("readers", "status", "seen"),
    [
        ("usual", "at_risk", Visibility.BACKBONE),
        ("usual", "on_track", Visibility.COALITION),
        ("coalition", "at_risk", Visibility.COALITION),
        ("backbone", "on_track", Visibility.BACKBONE),
        ("working_group", "on_track", Visibility.WORKING_GROUP),
    ],
)
async def test_its_author_says_who_may_read_it_and_is_not_asked_again(
    house: ChatHouse, readers: str, status: str, seen: Visibility
) -> None:
    await _opens(house, "The translator left.")
    said = await _submits(house, activity=ABOUT, status=status, readers=readers)
    assert "Who may read this?" not in said
    (update,) = await _updates(house)
    assert update.visibility is seen


async def test_into_an_open_check_in_it_is_an_answer_to_that(house: ChatHouse) -> None:
    await house.write("ines-b", "checkin open")
    await _opens(house, "Fifty labels are done.")
    await _submits(house, activity=ABOUT, status="on_track", readers="backbone")
    (update,) = await _updates(house)
    assert update.prompt is not None
    assert update.visibility is Visibility.BACKBONE


async def test_a_supporting_partner_adds_words(house: ChatHouse) -> None:
    coalition = await house.coalition()
    labels = coalition.activities[LABELS]
    museum = next(r.organisation for r in coalition.roles if r.person == "marek-o")
    helped = replace(labels, supporting=(museum,), deputy_person=None)
    await house.app.composition.apply_coalition(
        coalition.id,
        lambda _stored: replace(coalition, activities={**coalition.activities, LABELS: helped}),
    )
    await _opens(house, "We lend a desk.", person="marek-o")
    said = await _submits(house, person="marek-o", activity=ABOUT, status="done")
    assert "its lead's to say" in said
    (update,) = await _updates(house)
    assert (update.contribution, update.status) == (True, None)


@pytest.mark.parametrize(
    "values",
    [
        {"activity": "open-lakeland/no-such", "words": "x"},
        {"activity": "other/label-translation", "words": "x"},
        {"activity": "", "words": "x"},
        {"activity": ABOUT, "words": "x", "status": "perfect"},
        {"activity": ABOUT, "words": "x", "readers": "everybody"},
        {"activity": ABOUT, "words": "x" * 5000},
        {"activity": ABOUT, "words": "  "},
        {},
    ],
)
async def test_what_no_form_offers_changes_nothing(
    house: ChatHouse, values: dict[str, str]
) -> None:
    await house.heard_by("jonas-r")
    await house.chat.person("jonas-r").submit(values, form="use-as-update")
    await house.settle()
    assert "I changed nothing" in await house.heard_by("jonas-r")
    assert await _updates(house) == []


async def test_nobody_speaks_about_what_is_another_ones(house: ChatHouse) -> None:
    await house.chat.person("ines-b").submit(
        {"activity": ABOUT, "words": "x"}, form="use-as-update"
    )
    await house.settle()
    assert await _updates(house) == []


async def test_strangers_get_silence(house: ChatHouse) -> None:
    assert await house.chat.person("mallory").open_form("use-as-update", text="x") is None
    await house.chat.person("mallory").submit({"activity": ABOUT}, form="use-as-update")
    await house.settle()
    assert await house.heard_by("mallory") == ""


async def test_who_has_nothing_to_speak_about_is_told_so(house: ChatHouse) -> None:
    coalition = await house.coalition()
    await house.app.composition.apply_coalition(
        coalition.id, lambda _stored: replace(coalition, activities={})
    )
    shown = await house.chat.person("jonas-r").open_form("use-as-update", text="x")
    assert isinstance(shown, Message)
    assert "no activity that goes on" in plain.render(shown)


async def test_a_long_message_is_shortened_to_what_a_field_holds(house: ChatHouse) -> None:
    form = await _opens(house, "word " * 2000)
    words = next(field for field in form.fields if field.name == "words")
    assert len(words.value or "") <= FIELD_LIMIT
    assert words.hint == "Shortened to what fits here."  # type: ignore[union-attr]


async def test_of_two_coalitions_the_chosen_one_gets_it(house: ChatHouse) -> None:
    await house.apply(replace(lakeland(), id=CoalitionId("ring"), name="The Ring", channels=()))
    await _opens(house, "Fifty labels are done.")
    await _submits(house, activity="ring/label-translation")
    assert await _updates(house) == []
    assert len(await _updates(house, "ring")) == 1


async def _opens(house: ChatHouse, text: str, *, person: str = "jonas-r") -> Form:
    form = await house.chat.person(person).open_form("use-as-update", text=text)
    assert isinstance(form, Form)
    return form


async def _submits(house: ChatHouse, *, person: str = "jonas-r", **values: str) -> str:
    await house.heard_by(person)
    await house.chat.person(person).submit(values)
    await house.settle()
    return await house.heard_by(person)


async def _updates(house: ChatHouse, slug: str = "open-lakeland") -> list[Update]:
    async with house.store.read() as uow:
        return list(await uow.of(CoalitionId(slug)).updates(activity=LABELS))


async def test_what_has_not_begun_can_be_told_about_and_what_ended_can_not(
    house: ChatHouse,
) -> None:
    coalition = await house.coalition()
    ahead = replace(coalition.activities[LABELS], start=house.clock.now().date().replace(month=12))
    for activity, listed in ((ahead, [ABOUT]), (replace(ahead, final=Status.DONE), None)):
        coalition = await house.coalition()
        async with house.store.write() as uow:
            changed = {**coalition.activities, LABELS: activity}
            await uow.of(coalition.id).save(replace(coalition, activities=changed))
            await uow.commit()
        form = await house.chat.person("jonas-r").open_form("use-as-update", text="x")
        if listed is None:
            assert isinstance(form, Message)
            continue
        assert isinstance(form, Form)
        (about,) = [field for field in form.fields if isinstance(field, PickField)][:1]
        assert [option.value for option in about.options] == listed
