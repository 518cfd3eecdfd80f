"""Finds the coalition that a command is about."""

from ci_bot.cli.refusals import FailedError
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import CoalitionId
from ci_bot.domain.nearest import nearest
from ci_bot.ports.store import UnitOfWork


async def load_coalition(uow: UnitOfWork, slug: str | None) -> Coalition:
    """The coalition of that slug, or the only one there is; raises FailedError."""
    known = await uow.directory.coalitions()
    if slug is None and len(known) == 1:
        slug = known[0]
    if slug is not None and slug in known:
        found = await uow.of(CoalitionId(slug)).load()
        if found is not None:
            return found
    if not known:
        raise FailedError(
            "there is no coalition yet; `ci-bot coalition apply coalition.yaml` makes one"
        )
    names = ", ".join(known)
    if slug is None:
        raise FailedError(f"there are several coalitions; name one with --coalition: {names}")
    meant = nearest(slug, known)
    hint = f"did you mean `{meant}`?" if meant else f"there are {names}"
    raise FailedError(f"no coalition is called `{slug}`; {hint}")
