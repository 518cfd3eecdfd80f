"""Rounds, rhythm, digests and links, by the backbone."""

from dataclasses import replace
from datetime import timedelta

import pytest

from ci_bot.domain.coalition import Channel
from ci_bot.domain.ids import RoomId
from tests.support.chat_house import ChatHouse


async def test_a_round_is_opened_once_and_can_be_opened_again_after_its_end(
    house: ChatHouse,
) -> None:
    assert "people" in await house.says("ines-b", "checkin open")
    assert "open already" in await house.says("ines-b", "checkin open")
    assert "Closed" in await house.says("ines-b", "checkin close")
    assert "No check-in is open" in await house.says("ines-b", "checkin close")
    assert "Opened" in await house.says("ines-b", "checkin open")


async def test_who_has_no_account_is_not_said_to_be_asked(house: ChatHouse) -> None:
    coalition = await house.coalition()
    linked = tuple(account for account in coalition.accounts if account.person != "marek-o")
    await house.apply(replace(coalition, accounts=linked))
    said = await house.says("ines-b", "checkin open")
    assert "1 more has no account yet; setup says who." in said
    assert "Marek O." in await house.says("ines-b", "setup")


async def test_how_far_a_round_is_is_for_the_backbone_alone(house: ChatHouse) -> None:
    await house.write("ines-b", "checkin open")
    await house.write("marek-o", "1 Six schools signed up")
    room = house.channel("backbone", "ines-b")
    assert await house.says("ines-b", "!ci checkin status", room=room) == ""
    said = await house.heard_by("ines-b")
    assert "Told us: " in said
    assert "Marek O." in said
    assert "No update yet: " in said


async def test_there_is_nothing_to_say_of_a_round_that_is_not_open(house: ChatHouse) -> None:
    assert "No check-in is open" in await house.says("ines-b", "checkin status")


async def test_an_unknown_check_in_names_the_known_ones(house: ChatHouse) -> None:
    assert "There is: main" in await house.says("ines-b", "checkin open monthly")


async def test_a_reminder_goes_to_those_with_something_open(house: ChatHouse) -> None:
    assert "nobody to remind" in await house.says("ines-b", "remind")
    await house.write("ines-b", "checkin open")
    await house.write("marek-o", "1")
    await house.write("marek-o", "-")
    assert "people" in await house.says("ines-b", "remind")


async def test_the_rhythm_is_shown_with_its_next_three_dates(house: ChatHouse) -> None:
    said = await house.says("ines-b", "rhythm")
    assert said.count("Thu ") == 3
    assert "Wed 18 Nov, 10:00" in said


async def test_what_a_rhythm_lacks_is_said_in_the_persons_language(house: ChatHouse) -> None:
    await house.write("ines-b", "settings lang de")
    for typed, said in (
        ("weekly fri", "Am Ende fehlt etwas: eine Uhrzeit von 00:00 bis 23:59"),
        ("weekly fri noon", "„noon“ passt nicht. Hier steht: eine Uhrzeit"),
        ("weekly fri 10:00 sharp", "„sharp“ ist hier zu viel."),
        ("every 60 weeks", "eine Zahl von Wochen von 1 bis 26"),
    ):
        assert said in await house.says("ines-b", f"rhythm checkin {typed}")


async def test_who_is_still_asked_today_is_among_the_next_dates(house: ChatHouse) -> None:
    assert "Mon 16 Nov" in await house.says("ines-b", "rhythm checkin weekly mon 17:00")
    assert "Mon 16 Nov" not in await house.says("ines-b", "rhythm checkin weekly mon 08:00")


async def test_the_rhythm_is_changed_and_echoed(house: ChatHouse) -> None:
    said = await house.says("ines-b", "rhythm checkin monthly first tue 11:00")
    assert "Tue 1 Dec" in said
    assert (await house.coalition()).rhythm.checkin == "monthly first tue 11:00"


@pytest.mark.parametrize(
    "line",
    ["rhythm checkin sometimes", "rhythm lunch mon 12:00", "rhythm release never", "rhythm digest"],
)
async def test_a_rhythm_that_can_not_be_changes_nothing(house: ChatHouse, line: str) -> None:
    before = (await house.coalition()).rhythm
    assert "Write: rhythm" in await house.says("ines-b", line)
    assert (await house.coalition()).rhythm == before


async def test_a_paused_coalition_is_left_in_peace_until_it_goes_on(house: ChatHouse) -> None:
    assert "Paused" in await house.says("ines-b", "pause")
    house.clock.advance(timedelta(days=10))
    await house.settle()
    assert await house.heard_by("marek-o") == ""
    assert "Check-ins" in await house.says("ines-b", "resume")


async def test_a_digest_is_previewed_introduced_trimmed_held_and_posted(house: ChatHouse) -> None:
    hall = house.channel("all", "aino-k")
    room = house.channel("backbone", "ines-b")
    await house.write("ines-b", "checkin open")
    await house.write("marek-o", "1 Six schools signed up")
    await house.write("aino-k", "1 412 pictures online")
    guess = await house.says("ines-b", "digest preview")
    assert "Six schools" in guess
    assert "digest drop" not in guess
    assert "No digest waits" in await house.says("ines-b", "digest hold")
    house.clock.advance(timedelta(days=1, hours=6, minutes=5))
    await house.settle()
    waiting = await house.heard(room)
    assert "Six schools" in waiting
    assert "digest drop 3" in waiting
    assert "Held" in await house.says("ines-b", "digest hold")
    assert "on top" in await house.says("ines-b", "digest intro A good week.")
    assert "no line 99" in await house.says("ines-b", "digest drop 99")
    house.clock.advance(timedelta(days=1))
    await house.settle()
    assert await house.heard(hall) == ""
    assert "on its way" in await house.says("ines-b", "digest post")
    digest = await house.heard(hall)
    assert "A good week." in digest
    assert digest.count("Six schools") == 1
    assert "Six schools" in await house.says("petr-v", "digest last")
    assert "had its digest" in await house.says("ines-b", "digest post")


async def test_read_again_what_only_few_may_read_stands_apart(house: ChatHouse) -> None:
    await house.write("ines-b", "checkin open")
    await house.write("marek-o", "1: 2 The grant is in doubt")
    await house.write("marek-o", "1: backbone")
    await house.write("aino-k", "1 412 pictures online")
    await house.write("ines-b", "digest post")
    for_all = await house.says("petr-v", "digest")
    assert "412 pictures" in for_all
    assert "grant" not in for_all
    assert "Not for everybody" not in for_all
    theirs = await house.says("ines-b", "digest")
    before, _, apart = theirs.partition("Not for everybody")
    assert "412 pictures" in before
    assert "grant" not in before
    assert "The grant is in doubt" in apart
    assert "412 pictures" not in apart


async def test_words_on_top_of_a_quiet_time_go_out_by_hand(house: ChatHouse) -> None:
    hall = house.channel("all", "aino-k")
    await house.write("ines-b", "rhythm preset pocket")
    house.clock.advance(timedelta(days=22, hours=10))
    await house.settle()
    said = await house.says("ines-b", "digest intro A calm month.")
    assert "The rest was quiet: it goes out when you write digest post." in said
    assert await house.heard(hall) == ""
    await house.write("ines-b", "digest post")
    assert "A calm month." in await house.heard(hall)


async def test_a_digest_that_is_not_there_is_said_so(house: ChatHouse) -> None:
    assert "no digest yet" in await house.says("marek-o", "digest")
    assert "is no period" in await house.says("marek-o", "digest yesterday")


async def test_a_command_under_an_open_prompt_is_never_filed_as_an_answer(
    house: ChatHouse,
) -> None:
    await house.write("ines-b", "checkin open")
    assert "no digest yet" in await house.says("petr-v", "digest last")
    async with house.store.read() as uow:
        assert not await uow.of((await house.coalition()).id).updates()


async def test_a_sentence_that_begins_like_a_command_is_an_answer(house: ChatHouse) -> None:
    await house.write("ines-b", "checkin open")
    await house.write("petr-v", "status is good and chapter 2 is in review")
    async with house.store.read() as uow:
        (update,) = await uow.of((await house.coalition()).id).updates()
    assert update.words == "status is good and chapter 2 is in review"


async def test_a_code_links_an_account_once(house: ChatHouse) -> None:
    said = await house.says("ines-b", "invite Petr V.")
    code = said.partition("join ")[2].split()[0].rstrip(".")
    assert "linked to Open Lakeland" in await house.says("petr-new", f"join {code}")
    assert "Petr V." in await house.says("petr-new", "whoami")
    assert "not valid" in await house.says("mallory", f"join {code}")
    assert await house.says("mallory", "whoami") == ""


async def test_the_backbone_hears_when_an_account_becomes_somebody_elses(
    house: ChatHouse,
) -> None:
    room = house.channel("backbone", "ines-b")
    said = await house.says("ines-b", "invite Petr V.")
    code = said.partition("join ")[2].split()[0].rstrip(".")
    await house.write("jonas-r", f"join {code}")
    assert "The account of Jonas R. is now linked to Petr V." in await house.heard(room)


async def test_an_invitation_runs_out(house: ChatHouse) -> None:
    said = await house.says("ines-b", "invite petr-v")
    code = said.partition("join ")[2].split()[0].rstrip(".")
    house.clock.advance(timedelta(days=15))
    assert "not valid" in await house.says("petr-new", f"join {code}")


async def test_a_room_is_linked_and_unlinked_from_inside(house: ChatHouse) -> None:
    room = house.channel("new", "ines-b", "aino-k")
    assert "schools" in await house.says("ines-b", "!ci link here schools", room=room)
    channels = {c.address: c.audience for c in (await house.coalition()).channels}
    assert channels[RoomId(room)] == "schools"
    assert "not linked any more" in await house.says("ines-b", "!ci unlink", room=room)
    assert "was not linked" in await house.says("ines-b", "!ci unlink", room=room)


async def test_a_room_that_is_linked_for_others_keeps_its_language_and_its_chart(
    house: ChatHouse,
) -> None:
    coalition = await house.coalition()
    room = house.channel("new", "ines-b", "aino-k")
    alias = Channel(address=RoomId("fake:#new"), room=room, language="de", chart=True)
    await house.apply(replace(coalition, channels=(*coalition.channels, alias)))
    await house.write("ines-b", "!ci link here schools", room=room)
    assert (await house.coalition()).channels[-1] == replace(alias, audience="schools")


async def test_the_status_chart_comes_and_goes_with_a_word(house: ChatHouse) -> None:
    room = house.channel("new", "ines-b", "aino-k")
    said = await house.says("ines-b", "!ci link here schools chart", room=room)
    assert "The status chart comes with each digest." in said
    assert (await house.coalition()).channels[-1].chart
    await house.write("ines-b", "!ci link here coalition", room=room)
    assert (await house.coalition()).channels[-1].chart
    said = await house.says("ines-b", "!ci link here schools No Chart", room=room)
    assert "No status chart comes with the digest any more." in said
    assert not (await house.coalition()).channels[-1].chart
    said = await house.says("ines-b", "!ci link here schools no chart", room=room)
    assert "chart" not in said
    before = await house.coalition()
    await house.write("ines-b", "!ci link here schools charts", room=room)
    assert "Write: link here FOR [lang X] [chart|no chart]" in await house.heard_by("ines-b")
    assert await house.coalition() == before


async def test_a_direct_message_is_no_channel(house: ChatHouse) -> None:
    assert "in the room" in await house.says("ines-b", "link here coalition")
    room = house.channel("new", "ines-b", "aino-k")
    await house.write("ines-b", "!ci link here everybody", room=room)
    assert "one of" in await house.heard_by("ines-b")


async def test_the_setup_is_a_checklist_that_says_what_is_missing(house: ChatHouse) -> None:
    said = await house.says("ines-b", "setup")
    assert "Everybody with a role has an account." in said
    assert "I can't see !all and !backbone yet. Please invite me there." in said
    assert "Next: content fixed" in said
    assert "checkin status: How far is the check-in?" in said
    await house.write("ines-b", "pause")
    assert "Paused: nothing goes out by itself." in await house.says("ines-b", "setup")
