"""A code that was given for somebody who is not in the coalition any more."""

import re

from tests.support.chat_house import ChatHouse


async def test_whose_entry_was_taken_back_hears_that_the_code_is_no_good() -> None:
    house = ChatHouse()
    await house.apply()
    await house.write("ines-b", "person add Vera K. org eastwater")
    said = await house.says("ines-b", "invite Vera K.")
    code = re.search(r"[A-Z0-9]{4}(-[A-Z0-9]{4}){2}", said)
    assert code is not None
    await house.write("ines-b", "undo")
    assert "not valid" in await house.says("vera-k", f"join {code[0]}")
    assert "fake:vera-k" not in {a.id for a in (await house.coalition()).accounts}
