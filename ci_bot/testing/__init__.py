"""For tests, ours and those of other adapters' authors: fakes of the ports, and their contracts."""

from ci_bot.testing.memory_store import MemoryStore

__all__ = ["MemoryStore"]
