"""What can't be read yet is kept, within bounds."""

from typing import Any

from adapters.matrix.pending import AT_MOST, CHARACTERS_AT_MOST, NAME, Pending
from ci_bot.testing.memory_vault import MemoryVault


def sealed(number: int, size: int = 10) -> dict[str, Any]:
    return {"event_id": f"${number}", "content": {"ciphertext": "x" * size}}


async def test_what_is_kept_survives_a_restart_and_is_new_only_once() -> None:
    vault = MemoryVault()
    pending = Pending(vault)
    assert await pending.keep("!room", [sealed(1), sealed(2)]) == [sealed(1), sealed(2)]
    again = Pending(vault)
    assert await again.keep("!room", [sealed(2), sealed(3)]) == [sealed(3)]
    await again.drop(["$1", "$unknown"])
    assert await Pending(vault).all() == [("!room", sealed(2)), ("!room", sealed(3))]


async def test_the_oldest_make_place() -> None:
    vault = MemoryVault()
    pending = Pending(vault)
    await pending.keep("!room", [sealed(number) for number in range(AT_MOST + 5)])
    assert (await pending.all())[0] == ("!room", sealed(5))
    assert len(await pending.all()) == AT_MOST
    await pending.keep("!room", [sealed(number, 60_000) for number in range(1_000, 1_100)])
    assert len(await vault.get(NAME) or "") <= CHARACTERS_AT_MOST * 1.01
    assert (await pending.all())[-1] == ("!room", sealed(1_099, 60_000))
