"""The house that commands are given in."""

import pytest

from tests.support.chat_house import ChatHouse


@pytest.fixture
async def house() -> ChatHouse:
    """Open Lakeland on a Monday morning, at rest."""
    house = ChatHouse()
    await house.apply()
    return house
