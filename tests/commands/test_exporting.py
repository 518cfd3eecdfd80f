"""A chat carries no files, and says so, with the line that makes one."""

import pytest

from tests.support.chat_house import ChatHouse


async def test_the_line_for_the_host_is_told(house: ChatHouse) -> None:
    said = await house.says("ines-b", "export updates csv, xlsx")
    assert "I can't send files in a chat." in said
    assert "ci-bot export updates --coalition open-lakeland --format csv,xlsx" in said
    assert "values of measures are not kept yet" in await house.says("ines-b", "export measures")


@pytest.mark.parametrize("line", ["export", "export lunch", "export updates pdf"])
async def test_what_can_not_be_exported_says_what_can(house: ChatHouse, line: str) -> None:
    assert "Write: export updates, asks or measures" in await house.says("ines-b", line)
