"""The vault in memory."""

from ci_bot.testing.memory_vault import MemoryVault


async def test_what_is_put_is_got_and_listed() -> None:
    vault = MemoryVault()
    assert await vault.get("cursor") is None
    for name in ("room/b", "room/a", "cursor"):
        await vault.put(name, f"at {name}")
    assert await vault.get("cursor") == "at cursor"
    assert await vault.names("room/") == ["room/a", "room/b"]
