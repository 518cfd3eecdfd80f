"""What the backbone hears when it changes the roster in chat, and what is then so."""

from dataclasses import replace
from datetime import timedelta

import pytest

from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import AccountId, ActivityId, CoalitionId, OrganisationId, PersonId
from ci_bot.domain.person import Account
from ci_bot.testing.contracts.store_samples import new_ask
from tests.support.chat_house import ChatHouse
from tests.support.lakeland import lakeland

INES = "ines-b"
EVENINGS = ActivityId("teacher-evenings")


async def unchanged(house: ChatHouse, before: Coalition) -> bool:
    return await house.coalition() == before


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ('org add "Museum of Tides" country FI timezone Europe/Helsinki language fi',
         ["New organisation: Museum of Tides (museum-of-tides)", "country: FI",
          "time zone: Europe/Helsinki", "language: Finnish", "undo takes it back"]),
        ("person add Vera K. org eastwater role deputy",
         ["New person: Vera K. (vera-k)", "Vera K. is now deputy for Municipality of Eastwater.",
          "no chat account here yet: invite vera-k"]),
        ('activity add "Song book" lead Lotte F. goal in-class reinforces Lesson plans',
         ["New activity: Song book (song-book)", "lead: Lotte F.",
          "organisation: Museum of Little Things", "goal: Every pupil meets",
          "reinforces: Lesson plans", "I ask about Song book from the next check-in on."]),
        ("activity edit Teacher evenings deputy none milestone Second evening 10 Dec",
         ["Teacher evenings, deputy: none any more (it was Marek O.)",
          "milestones: Second evening (10 Dec) (it was Second evening (3 Dec))"]),
        ("activity archive Lesson plans", ["Lesson plans is archived; what was said"]),
        ("activity edit Lesson plans title Lesson plans", ["That is so already"]),
        ("group add Tides co-chair Aino K., Petr V. meets monthly 15 09:00",
         ["New working group: Tides (tides)", "co-chairs: Aino K. and Petr V.",
          "meets: monthly 15 09:00"]),
        ("person archive Sanna H.",
         [("Marek O. stands in for Teacher evenings until you name a lead, for example: "
          "activity edit Teacher evenings lead marek-o"),
          "Sanna H. is no longer representative for Teachers' Guild Velmark.",
          "Sanna H. has no role here any more"]),
        ("role grant Lotte F. backbone to 27 Nov",
         ["Lotte F. is backbone for Museum of Little Things until Friday 27 November 2026."]),
        ("role grant Aino K. steering_committee", ["Aino K. is now steering committee for"]),
        ("role grant Lotte F. observer from 1 Dec",
         ["is observer for Museum of Little Things from Tuesday 1 December 2026 on."]),
        ("role revoke Sanna H. representative to 27 Nov",
         ["leads Teacher evenings only until Friday 27 November 2026; name somebody else"]),
        ("org edit eastwater partnership paused",
         ["partnership: paused (it was active)", "I ask nobody about Label translation"]),
    ],
)  # fmt: skip
async def test_a_change_is_said_with_what_it_was_and_what_follows(
    house: ChatHouse, line: str, parts: list[str]
) -> None:
    before = await house.coalition()
    dry = await house.says(INES, f"{line} --dry-run")
    assert await unchanged(house, before)
    said = await house.says(INES, line)
    for part in parts:
        assert part in said
        if "undo" not in part:
            assert part in dry
    if "so already" not in said:
        assert not await unchanged(house, before)
        assert "nothing is changed yet" in dry


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("org", "Write: org add|edit|archive"),
        ("org add", "Fields: id, kind, country"),
        ("role grant", "For example: role grant Aino K. backbone"),
        ("activity edit Teacher evenings", "Write: activity edit NAME FIELD VALUE"),
        ("activity edit Teacher evenings lead Xantippe", "who lists them"),
        ("activity edit Teacher evenings group Xantippe", "There are: Schools working group and"),
        ("activity edit Teacher evenings xantippe 3", "I can't place “xantippe”. Fields: title"),
        ("activity edit Teacher evenings rhythm often", "Here stands: weekly, biweekly"),
        ("activity edit Teacher evenings end soon", "no date in “soon”"),
        ("activity edit Teacher evenings end 27 Nov start 30 Nov", "come after the start"),
        ("activity edit Teacher evenings milestone Printed none", "no milestone “Printed”"),
        ("org add Harbour Archive", "There is a “Harbour Archive” already"),
        ("org add Tides id eastwater", "The id eastwater is taken."),
        ("org archive Harbour Archive", "still leads Harbour photographs. First give these"),
        ("person archive Aino K.", "Nobody would lead Harbour photographs"),
        ("person archive Ines B.", "Nobody of the backbone would be left"),
        ("group archive schools", "still in use by Pupils' Heritage Days, Teacher evenings"),
        ("person add Vera", "org has to be given."),
        ("role revoke Aino K. deputy", "Aino K. does not have that role."),
        ("role grant Aino K. boss", "not possible for role. Possible: representative, deputy"),
    ],
)
async def test_what_can_not_be_is_said_with_a_way_out_and_changes_nothing(
    house: ChatHouse, line: str, part: str
) -> None:
    before = await house.coalition()
    assert part in await house.says(INES, line)
    assert await unchanged(house, before)


async def test_a_near_name_is_a_question_and_yes_does_it(house: ChatHouse) -> None:
    before = await house.coalition()
    line = "activity edit Teacher evenings deputy Lote F. end 27 Nov"
    assert "Did you mean Lotte F.?" in await house.says(INES, line)
    assert await unchanged(house, before)
    assert "deputy: Lotte F. (it was Marek O.)" in await house.says(INES, "y")
    assert "Did you mean rhythm?" in await house.says(
        INES, "activity edit Teacher evenings rythm monthly"
    )
    assert "rhythm: monthly" in await house.says(INES, "yes")
    assert "Did you mean Europe/Helsinki?" in await house.says(
        INES, "org edit eastwater tz Helsinki"
    )
    assert "nothing done" in await house.says(INES, "n")


async def test_quotes_and_dashes_as_phones_make_them_are_understood(house: ChatHouse) -> None:
    said = await house.says(INES, "org add „Haus der Künste“ country de —dry-run")
    assert "New organisation: Haus der Künste (haus-der-kunste)" in said
    assert "nothing is changed yet" in said


async def test_undo_takes_back_one_change_after_the_other(house: ChatHouse) -> None:
    before = await house.coalition()
    await house.write(INES, "activity edit Teacher evenings milestone Second evening 10 Dec")
    await house.write(INES, "person archive Sanna H.")
    assert "would be taken back" in await house.says(INES, "undo --dry-run")
    assert "Sanna H. is now representative" in await house.says(INES, "undo")
    assert "Second evening (3 Dec)" in await house.says(INES, "undo")
    after = await house.coalition()
    assert replace(after, revision=before.revision) == before
    assert "nothing to take back" in await house.says(INES, "undo")


async def test_undo_is_for_ten_minutes(house: ChatHouse) -> None:
    await house.write(INES, "org add Tides")
    house.clock.advance(timedelta(minutes=10, seconds=1))
    assert "nothing to take back" in await house.says(INES, "undo")
    await house.write(INES, "org edit tides kind museum")
    house.clock.advance(timedelta(minutes=9))
    assert "kind: none any more (it was museum)" in await house.says(INES, "undo")
    async with house.store.read() as uow:
        assert await uow.of(CoalitionId("open-lakeland")).roster_changes() == []


async def test_whoever_is_of_the_backbone_may_undo_and_nobody_else(house: ChatHouse) -> None:
    await house.write(INES, "role grant Lotte F. backbone")
    await house.write(INES, "org add Tides")
    assert "is for the backbone" in await house.says("marek-o", "undo")
    assert "Tides is gone again" in await house.says("lotte-f", "undo")
    # Who made a change may take it back, also without a backbone's hat by then.
    await house.write("lotte-f", "role revoke Lotte F. backbone")
    assert "is now backbone" in await house.says("lotte-f", "undo")


async def test_whose_hat_somebody_else_took_undoes_nothing(house: ChatHouse) -> None:
    await house.write(INES, "role grant Lotte F. backbone")
    await house.write("lotte-f", "org add Tides")
    await house.write(INES, "role revoke Lotte F. backbone")
    before = await house.coalition()
    assert "is for the backbone" in await house.says("lotte-f", "undo")
    assert await unchanged(house, before)


async def test_undo_takes_back_a_new_person(house: ChatHouse) -> None:
    before = await house.coalition()
    await house.write(INES, "person add Vera K. org eastwater")
    assert "Vera K. is gone again" in await house.says(INES, "undo")
    assert (await house.coalition()).people == before.people


async def test_what_was_changed_since_is_not_undone(house: ChatHouse) -> None:
    await house.write(INES, "role grant Lotte F. backbone")
    await house.write(INES, "person add Vera K. org eastwater")
    coalition = await house.coalition()
    account = Account(id=AccountId("fake:vera-k"), person=PersonId("vera-k"))
    await house.app.composition.apply_coalition(
        coalition.id, lambda _stored: replace(coalition, accounts=(*coalition.accounts, account))
    )
    assert "would not fit together" in await house.says(INES, "undo")
    vera = PersonId("vera-k")
    coalition = await house.coalition()
    people = {**coalition.people, vera: replace(coalition.people[vera], introduced=True)}
    await house.app.composition.apply_coalition(
        coalition.id, lambda _stored: replace(coalition, people=people)
    )
    before = await house.coalition()
    assert "can't take it back: Vera K. was changed since" in await house.says(INES, "undo")
    assert await unchanged(house, before)


@pytest.mark.parametrize("line", ["update Song book on track we sing", "ask a piano"])
async def test_what_was_spoken_about_is_not_undone(house: ChatHouse, line: str) -> None:
    await house.write(INES, "activity add Song book lead Lotte F.")
    if line.startswith("ask"):
        coalition = await house.coalition()
        async with house.store.write() as uow:
            song_book = ActivityId("song-book")
            ask = replace(new_ask(), person=PersonId("lotte-f"), activity=song_book)
            await uow.of(coalition.id).add_ask(ask)
            await uow.commit()
    else:
        await house.write("lotte-f", line)
    assert "can't take it back: Song book was changed since" in await house.says(INES, "undo")


async def test_two_who_change_at_once_lose_nothing(house: ChatHouse) -> None:
    await house.write(INES, "role grant Lotte F. backbone")
    rooms = [await house.direct(person) for person in (INES, "lotte-f")]
    for person, room, line in (
        (INES, rooms[0], "activity edit Teacher evenings deputy Aino K."),
        ("lotte-f", rooms[1], "activity edit Teacher evenings end 27 Nov"),
        (INES, rooms[0], "org add Museum of Tides"),
        ("lotte-f", rooms[1], "org add Museum of Tides"),
    ):
        await house.chat.person(person).write(room, line)
    await house.settle()
    coalition = await house.coalition()
    evenings = coalition.activities[EVENINGS]
    assert (evenings.deputy_person, str(evenings.end)) == ("aino-k", "2026-11-27")
    assert [o for o in coalition.organisations if "tides" in o] == ["museum-of-tides"]
    heard = [await house.heard(room) for room in rooms]
    assert sum("New organisation" in said for said in heard) == 1
    assert sum("There is a “Museum of Tides” already" in said for said in heard) == 1


async def test_a_change_goes_to_the_coalition_that_was_named(house: ChatHouse) -> None:
    other = replace(lakeland(), id=CoalitionId("other"), name="Other Lake", channels=())
    await house.apply(other)
    before = await house.coalition()
    assert "2. Other Lake" in await house.says(INES, "org add Tides")
    assert "New organisation: Tides" in await house.says(INES, "2")
    assert "Tides is gone again" in await house.says(INES, "in other undo")
    assert "Did you mean Harbour Archive?" in await house.says(
        INES, "in other org edit Harbour Archiv kind museum"
    )
    assert "kind: museum" in await house.says(INES, "y")
    assert await unchanged(house, before)
    stored = await house.coalition("other")
    assert stored.organisations[OrganisationId("harbour-archive")].kind == "museum"


async def test_it_works_in_the_backbones_channel_and_in_no_other(house: ChatHouse) -> None:
    hall, room = house.channel("all", INES), house.channel("backbone", INES)
    before = await house.coalition()
    for line in ("!ci org add Tides", "!ci undo"):
        assert await house.says(INES, line, room=hall) == ""
        assert "works here in our direct chat" in await house.heard_by(INES)
    assert await unchanged(house, before)
    # There, the others of the backbone see it.
    assert "New organisation: Tides" in await house.says(INES, "!ci org add Tides", room=room)
    assert not await unchanged(house, before)
    await house.write(INES, "!ci undo", room=room)
    assert "gone again" in await house.heard_by(INES)


async def test_an_open_round_follows_a_change(house: ChatHouse) -> None:
    await house.write(INES, "checkin open")
    await house.heard_by("sanna-h")
    await house.write(INES, "person archive Sanna H.")
    assert await house.says("sanna-h", "1 all is well") == ""
    house.clock.advance(timedelta(minutes=1))
    await house.settle()
    assert "Teacher evenings" in await house.says("marek-o", "checkin")
    assert "Teacher evenings: on track" in await house.says("marek-o", "2: 1 all is well")


async def test_a_milestone_moved_in_chat_is_known_as_moved(house: ChatHouse) -> None:
    await house.write(INES, "activity edit Teacher evenings milestone Second evening 10 Dec")
    moves = (await house.coalition()).activities[EVENINGS].moves
    assert [(m.text, str(m.was), str(m.date)) for m in moves] == [
        ("Second evening", "2026-12-03", "2026-12-10")
    ]


async def test_what_was_said_in_a_hat_stays_said_in_it(house: ChatHouse) -> None:
    await house.write("sanna-h", "update Teacher evenings on track two schools are in")
    await house.write(INES, "role grant Sanna H. observer for eastwater")
    await house.write(INES, "role revoke Sanna H. representative")
    preview = await house.says(INES, "digest preview")
    assert "two schools are in" in preview
    assert "Teachers' Guild Velmark" in preview


async def test_help_shows_each_with_an_example(house: ChatHouse) -> None:
    said = await house.says(INES, "help org")
    for part in ("org add NAME", "org edit ORG FIELD VALUE", "org archive ORG", "For example: org"):
        assert part in said
    assert "undo" in await house.says(INES, "help undo")
