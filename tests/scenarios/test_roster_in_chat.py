"""A backbone person builds a whole coalition in chat, and it works: a round, a digest, its file."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
import yaml

from ci_bot.coalition_file import describe, export_coalition, read_coalition_file
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.consistency import inconsistencies
from ci_bot.domain.ids import CoalitionId
from tests.support.chat_house import ChatHouse

SLUG = "green-harbour"
BEGINNING = {
    "coalition": {"name": "Green Harbour", "slug": SLUG, "timezone": "Europe/Berlin"},
    "organisations": [{"id": "office", "name": "Harbour Office"}],
    "people": [
        {"id": "ines", "name": "Ines B.", "roles": [{"organisation": "office", "role": "backbone"}]}
    ],
}
BUILT = (
    'org add "Museum of Little Things" id museum country DE timezone Europe/Berlin language de',
    "org add River Watch country FI timezone Europe/Helsinki",
    "org add Школа на березі country UA timezone Europe/Kyiv language uk",
    "person add Marek O. org museum",
    "person add Lotte F. org museum role deputy",
    "person add Aino K. org River Watch",
    'person add "Ольга Ї." org shkola-na-berezi timezone Europe/Kyiv',
    "group add Schools co-chair Marek O., Ольга Ї. org museum and Школа на березі meets monthly",
    "group edit schools meets monthly first tue 17:00",
    "activity add Teacher evenings lead Ольга Ї. deputy Marek O. group schools rhythm weekly",
    "activity add Water tests lead Aino K. supported-by museum milestone First results 27 Nov",
    "activity edit Water tests reinforces Teacher evenings rhythm weekly",
    "activity edit Teacher evenings reinforces Water tests end 30 June 2027",
)


def file(folder: Path, text: str) -> Path:
    path = folder / "coalition.yaml"
    path.write_text(text, encoding="utf-8")
    return path


async def apply(house: ChatHouse, path: Path) -> int:
    """The number of changes that applying the file made."""
    shape = read_coalition_file(path)
    applied = await house.app.composition.apply_coalition(
        CoalitionId(SLUG), lambda stored: describe(shape, stored)
    )
    return len(applied.changes)


async def built(house: ChatHouse, folder: Path) -> Coalition:
    """Everything typed by Ines, and everybody joined with the code she got for them."""
    await apply(house, file(folder, yaml.safe_dump(BEGINNING, allow_unicode=True)))
    async with house.store.write() as uow:
        coalition = await uow.of(CoalitionId(SLUG)).load()
        assert coalition is not None
        ines = coalition.people[next(iter(coalition.people))]
        code = await house.app.composition.use_cases.invite_person(
            uow.of(CoalitionId(SLUG)), ines.id, house.clock.now()
        )
        await uow.commit()
    assert "Green Harbour" in await house.says("ines", f"join {code.text}")
    for line in BUILT:
        assert "Done:" in await house.says("ines", line), line
        house.clock.advance(timedelta(minutes=1))
    coalition = await house.coalition(SLUG)
    for person in list(coalition.people)[1:]:
        said = await house.says("ines", f"invite {person}")
        found = re.search(r"join ([A-Z0-9-]+)", said)
        assert found is not None, said
        await house.says(person, f"join {found[1]}")
        house.clock.advance(timedelta(minutes=1))
    return await house.coalition(SLUG)


@pytest.fixture
def house() -> ChatHouse:
    return ChatHouse()


async def test_a_coalition_built_in_chat_asks_and_digests_and_its_file_changes_nothing(
    house: ChatHouse, tmp_path: Path
) -> None:
    coalition = await built(house, tmp_path)
    assert inconsistencies(coalition) == ()
    assert len(coalition.organisations) == 4
    assert [a.title for a in coalition.activities.values()] == ["Teacher evenings", "Water tests"]
    aino, olha = list(coalition.people)[-2:]
    assert len(coalition.accounts) == len(coalition.people)

    hall = house.channel("hall", "ines", aino)
    await house.says("ines", "!ci link here coalition", room=hall)
    await house.heard_by(aino)
    await house.write("ines", "checkin open")
    house.clock.advance(timedelta(minutes=1))
    assert "Water tests" in await house.heard_by(aino)
    await house.write(aino, "1 all samples are taken")
    await house.write(aino, "-")
    await house.write(olha, "2 зал зачинено")
    await house.write(olha, "1")
    await house.heard(hall)
    await house.write("ines", "digest post")
    house.clock.advance(timedelta(minutes=1))
    await house.settle()
    digest = await house.heard(hall)
    assert "Water tests" in digest
    assert "зал зачинено" in digest

    exported = export_coalition(await house.coalition(SLUG))
    assert await apply(house, file(tmp_path, exported)) == 0
    assert "Школа на березі" in exported


async def test_after_a_leaver_a_pause_and_settings_the_file_still_changes_nothing(
    house: ChatHouse, tmp_path: Path
) -> None:
    coalition = await built(house, tmp_path)
    olha = list(coalition.people)[-1]
    for person, line in (
        (olha, "settings hour 19:00 days thu,sat lang de"),
        ("ines", "role grant Lotte F. backbone to 27 Nov"),
        ("ines", f"person archive {olha}"),
        ("ines", "activity archive Water tests"),
        ("ines", "org edit River Watch partnership paused"),
        ("ines", "rhythm checkin weekly fri 10:00"),
        ("ines", "pause"),
    ):
        assert await house.says(person, line), line
        house.clock.advance(timedelta(minutes=1))
    after = await house.coalition(SLUG)
    assert not after.hats(olha, after.today(house.clock.now()))
    exported = file(tmp_path, export_coalition(after))
    assert await apply(house, exported) == 0
    assert await house.coalition(SLUG) == after
    # What a file leaves out stays as chat set it, and nothing vanishes.
    short = file(tmp_path, yaml.safe_dump(BEGINNING, allow_unicode=True))
    assert await apply(house, short) == 0
    assert await house.coalition(SLUG) == after
