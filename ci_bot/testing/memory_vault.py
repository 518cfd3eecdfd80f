"""An adapter's vault in memory."""

from collections.abc import Sequence


class MemoryVault:
    """Keeps its values as long as it lives; two adapters with the same one share a past."""

    def __init__(self) -> None:
        self._values: dict[str, str] = {}
        self._secrets: dict[str, str] = {}

    async def get(self, name: str) -> str | None:
        return self._values.get(name)

    async def put(self, name: str, value: str) -> None:
        self._values[name] = value

    async def names(self, prefix: str) -> Sequence[str]:
        return sorted(name for name in self._values if name.startswith(prefix))

    async def secret(self, name: str) -> str | None:
        return self._secrets.get(name)

    async def keep_secret(self, name: str, value: str) -> None:
        self._secrets[name] = value

    async def forget(self, name: str) -> bool:
        held = [kept.pop(name, None) for kept in (self._values, self._secrets)]
        return any(value is not None for value in held)
