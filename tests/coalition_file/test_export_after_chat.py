"""Whatever is typed at the roster, its file form applied again changes nothing."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ci_bot.coalition_file import describe, export_coalition, read_coalition_file
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.consistency import inconsistencies
from ci_bot.domain.difference import differences
from ci_bot.domain.roles import RoleName
from ci_bot.domain.roster.error import RosterError
from tests.coalition_file.files import SMALL, written
from tests.coalition_file.roster_talk import BEFORE, lines, steps
from tests.support.roster_typing import TODAY, typed


def talked(coalition: Coalition, said: list[str | Callable[[Coalition], Coalition]]) -> Coalition:
    """The coalition after all that could be done of it."""
    for step in said:
        if not isinstance(step, str):
            coalition = step(coalition)
            continue
        try:
            coalition = typed(coalition, step)
        except RosterError:
            continue
    return coalition


@given(said=st.lists(lines | lines | steps, min_size=3, max_size=12))
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_after_any_talk_the_exported_file_says_what_is_stored(
    tmp_path: Path, said: list[str | Callable[[Coalition], Coalition]]
) -> None:
    start = describe(read_coalition_file(written(tmp_path, SMALL)), None)
    coalition = talked(start, [*BEFORE, *said])
    assert inconsistencies(coalition) == ()
    assert coalition.holders(RoleName.BACKBONE, TODAY)
    exported = export_coalition(coalition)
    path = tmp_path / "exported.yaml"
    path.write_text(exported, encoding="utf-8")
    shape = read_coalition_file(path)
    assert differences(coalition, describe(shape, coalition)) == ()
    assert differences(coalition, describe(shape, coalition, prune=True)) == ()
    # A new instance begins with the same roster.
    assert export_coalition(describe(shape, None)) == exported


@pytest.mark.parametrize(
    "line",
    [
        'org add "Тестовий музей" country ua timezone Europe/Kyiv language uk',
        'org add "no" note "1e3"',
        'person add "Ольга Ї." org office role deputy',
        'activity edit tests milestone "null" 3 March 2027 rhythm monthly start 2026-10-01',
        'group add "みんなの家" co-chair ines org office meets monthly first tue 10:00',
        "role grant ines representative to 27 Nov",
        "activity archive tests",
        "group add Tides; group archive Tides",
        "activity archive tests; org archive River Watch",
    ],
)
def test_a_change_in_chat_is_in_the_exported_file(tmp_path: Path, line: str) -> None:
    start = describe(read_coalition_file(written(tmp_path, SMALL)), None)
    coalition = start
    for part in line.split("; "):
        coalition = typed(coalition, part)
    assert differences(start, coalition)
    path = tmp_path / "exported.yaml"
    path.write_text(export_coalition(coalition), encoding="utf-8")
    assert differences(describe(read_coalition_file(path), None), coalition) == ()
