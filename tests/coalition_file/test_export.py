"""What is exported, applied again, changes nothing, whatever people wrote."""

from dataclasses import replace
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from ci_bot.coalition_file import describe, export_coalition, read_coalition_file
from ci_bot.domain.coalition import Channel, Coalition
from ci_bot.domain.consistency import inconsistencies
from ci_bot.domain.difference import differences
from ci_bot.domain.ids import AccountId, PersonId, RoomId
from ci_bot.domain.person import Account, PersonalSettings
from tests.coalition_file.files import SMALL, written
from tests.coalition_file.strategies import coalition_files

CEE_HUB = Path(__file__).parents[3] / "shared/data/cee-hub/coalition.yaml"


def described(folder: Path, content: Any, stored: Coalition | None = None) -> Coalition:
    return describe(read_coalition_file(written(folder, content)), stored)


@pytest.mark.parametrize(
    "text", ["a\x85b" * 40, "a\u2028b", "a\rb", "a\r\n\n b", "no", "1e3", "=", " x"]
)
def test_no_words_are_taken_for_something_else(tmp_path: Path, text: str) -> None:
    coalition = replace(described(tmp_path, SMALL), common_agenda=text, phase=text)
    back = described(tmp_path, export_coalition(coalition))
    assert (back.common_agenda, back.phase) == (text.strip(), text.strip())


@given(content=coalition_files())
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_an_exported_coalition_comes_back_as_it_was(tmp_path: Path, content: Any) -> None:
    coalition = described(tmp_path, content)
    text = export_coalition(coalition)
    assert described(tmp_path, text) == coalition
    assert differences(coalition, described(tmp_path, text, coalition)) == ()


def test_what_was_set_in_chat_survives_export_and_apply(tmp_path: Path) -> None:
    coalition = described(tmp_path, SMALL)
    marek = PersonId("marek")
    chatted = replace(
        coalition,
        paused=True,
        revision=7,
        people={
            **coalition.people,
            marek: replace(
                coalition.people[marek],
                settings=PersonalSettings(hour=time(19), days=(4,), remind=False),
                away_until=date(2026, 12, 1),
                introduced=True,
                profile_timezone="Asia/Tokyo",
                profile_language="de",
            ),
        },
        accounts=(
            *coalition.accounts,
            Account(id=AccountId("matrix:@marek:second.org"), person=marek),
            Account(id=AccountId("slack:T1/U1"), person=marek),
        ),
        channels=(
            *coalition.channels,
            Channel(address=RoomId("matrix:!linked:here"), room=RoomId("matrix:!linked:here")),
        ),
    )
    exported = export_coalition(chatted)
    assert "Asia/Tokyo" not in exported, "a profile's zone is nobody's decision"
    assert described(tmp_path, exported, chatted) == chatted


def test_accounts_and_rooms_of_the_demo_stay_out_of_the_file(tmp_path: Path) -> None:
    coalition = described(tmp_path, SMALL)
    played = replace(
        coalition,
        accounts=(
            *coalition.accounts,
            Account(id=AccountId("console:ines"), person=PersonId("ines")),
        ),
        channels=(*coalition.channels, Channel(address=RoomId("console:all"))),
    )
    assert "console" not in export_coalition(played)
    assert described(tmp_path, export_coalition(played), played) == played


def test_the_real_coalition_is_whole_and_comes_back(tmp_path: Path) -> None:
    if not CEE_HUB.exists():
        pytest.skip(f"{CEE_HUB} is not here")
    coalition = describe(read_coalition_file(CEE_HUB), None)
    assert inconsistencies(coalition) == ()
    assert (len(coalition.organisations), len(coalition.people)) == (18, 38)
    assert coalition.goals["g-funds"].text.endswith("within weeks, not months")  # type: ignore[index]
    assert described(tmp_path, export_coalition(coalition), coalition) == coalition
