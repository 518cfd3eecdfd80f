"""The code of somebody who leaves the roster links nobody any more."""

import re
from dataclasses import replace

import pytest

from ci_bot.domain.ids import PersonId
from tests.support.chat_house import ChatHouse

INES = "ines-b"


async def invited(house: ChatHouse, person: str) -> str:
    """The code that Ines gets for somebody."""
    found = re.search(r"join ([A-Z0-9-]+)", await house.says(INES, f"invite {person}"))
    assert found is not None
    return found[1]


async def linked(house: ChatHouse, code: str) -> bool:
    """Whether a stranger who writes it is somebody then."""
    await house.says("stranger", f"join {code}")
    return any(account.id == "fake:stranger" for account in (await house.coalition()).accounts)


async def test_who_is_taken_back_leaves_no_code_to_the_next_of_that_name(house: ChatHouse) -> None:
    await house.write(INES, "person add Vera K. org eastwater")
    old = await invited(house, "vera-k")
    assert "Vera K. is gone again" in await house.says(INES, "undo")
    await house.write(INES, "person add Vera K. org eastwater")
    assert not await linked(house, old)
    assert await linked(house, await invited(house, "vera-k"))


@pytest.mark.parametrize("line", ["person archive Kaisa N.", "role revoke Kaisa N. representative"])
async def test_who_has_no_role_any_more_has_no_code(house: ChatHouse, line: str) -> None:
    kaisa, others = await invited(house, "kaisa-n"), await invited(house, "petr-v")
    assert "Done" in await house.says(INES, line)
    assert not await linked(house, kaisa)
    assert await linked(house, others)


async def test_who_is_not_in_the_file_any_more_has_no_code(house: ChatHouse) -> None:
    await house.write(INES, "person add Vera K. org eastwater")
    code, vera = await invited(house, "vera-k"), PersonId("vera-k")
    apply = house.app.composition.apply_coalition
    known = await house.coalition()
    gone = replace(
        known,
        people={id_: person for id_, person in known.people.items() if id_ != vera},
        roles=tuple(role for role in known.roles if role.person != vera),
    )
    await apply(known.id, lambda _stored: gone)
    now = await house.coalition()
    await apply(known.id, lambda _stored: replace(known, revision=now.revision))
    assert vera in (await house.coalition()).people
    assert not await linked(house, code)


async def test_a_change_of_somebody_else_leaves_the_code(house: ChatHouse) -> None:
    code = await invited(house, "kaisa-n")
    await house.write(INES, "role revoke Kaisa N. representative to 27 Nov")
    await house.write(INES, "person archive Sanna H.")
    assert await linked(house, code)
