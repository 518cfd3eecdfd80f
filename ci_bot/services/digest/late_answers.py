"""Finds the answers that came after the freeze to a question asked before it."""

from collections.abc import Iterable

from ci_bot.domain.digest.digest import Digest
from ci_bot.domain.ids import PromptId
from ci_bot.ports.store import CoalitionUnit


async def asked_before(
    unit: CoalitionUnit, digest: Digest, prompts: Iterable[PromptId | None]
) -> frozenset[PromptId]:
    """Those of the prompts whose round was closed for that digest."""
    found = set()
    for id_ in {id_ for id_ in prompts if id_ is not None}:
        prompt = await unit.prompt(id_)
        round_ = None if prompt is None else await unit.round(prompt.round)
        closed = None if round_ is None else round_.closed
        if closed is not None and digest.since < closed <= digest.until:
            found.add(id_)
    return frozenset(found)
