"""Finds the answers to own questions that a digest tells, with those that came late to it."""

from collections.abc import Iterable
from datetime import datetime

from ci_bot.domain.digest.digest import Digest
from ci_bot.domain.digest.own import answer_forms
from ci_bot.domain.own_questions.answer import OwnAnswer
from ci_bot.ports.store import CoalitionUnit
from ci_bot.services.digest.late_answers import asked_before


async def own_told(
    unit: CoalitionUnit, digest: Digest, *, until: datetime | None = None
) -> tuple[OwnAnswer, ...]:
    """All forms of each answer that was first given in the digest's time, or late and added to it.

    What was added to the digest before is in that one alone. `until`: as for all that is loaded.
    """
    given = await unit.own_answers(since=digest.since, until=until, current_only=False)
    if not given:
        return ()
    in_time = [a for a in given if a.recorded < digest.until]
    before = next((d for d in await unit.digests() if d.until <= digest.since), None)
    added = await _late(unit, digest, given)
    elsewhere = set() if before is None else await _late(unit, before, in_time)
    firsts = {a.id for a in in_time} - elsewhere | added
    return tuple(form for forms in answer_forms(given) if forms[0].id in firsts for form in forms)


async def _late(unit: CoalitionUnit, digest: Digest, answers: Iterable[OwnAnswer]) -> set[str]:
    """Those that came when the digest was out, to what was asked before its freeze."""
    if digest.posted is None:
        return set()
    out = max(digest.posted, digest.until)
    late = [a for a in answers if a.replaces is None and a.recorded >= out]
    asked = await asked_before(unit, digest, (answer.prompt for answer in late))
    return {answer.id for answer in late if answer.prompt in asked}
