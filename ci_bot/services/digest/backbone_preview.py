"""Puts together what the backbone sees of a digest before it goes out."""

from collections.abc import Iterator, Sequence

from ci_bot.domain.coalition import Coalition, Release
from ci_bot.domain.digest.content import Entry, HelpLine
from ci_bot.domain.digest.digest import Digest, DigestState
from ci_bot.domain.digest.material import Material
from ci_bot.domain.organisation import Partnership
from ci_bot.services.digest.digest_messages import content_for, digest_channels, goes_without_saying
from ci_bot.views.digest.preview import Preview, Waiting


def preview_of(material: Material, *, frozen: bool = True, backbone: bool = True) -> Preview:
    """The coalition's digest, and what only other channels see of it.

    `backbone`: whether its reader is of the backbone, who may see everything.
    """
    coalition, digest = material.coalition, material.digest
    return Preview(
        content=content_for(material, "coalition"),
        waiting=_waiting(coalition, digest) if frozen else Waiting.FREEZE,
        due=digest.due,
        channels=len(digest_channels(coalition)),
        organisations=sum(
            organisation.partnership is Partnership.ACTIVE
            for organisation in coalition.organisations.values()
        ),
        narrower=tuple(_narrower(material)) if backbone else (),
        open_long=_open_long(material) if backbone else (),
    )


def audiences(coalition: Coalition) -> Sequence[str]:
    """The coalition, and every other audience that has a channel."""
    return tuple(dict.fromkeys(("coalition", *(c.audience for c in coalition.channels))))


def is_silent(material: Material) -> bool:
    """Whether no channel would get a message."""
    names = audiences(material.coalition)
    return all(goes_without_saying(material, content_for(material, name)) for name in names)


def _waiting(coalition: Coalition, digest: Digest) -> Waiting:
    if digest.state is DigestState.QUIET:
        return Waiting.NOTHING
    by_hand = coalition.rhythm.release is Release.MANUAL or digest.state is DigestState.HELD
    return Waiting.SOMEBODY if by_hand else Waiting.HOUR


def _open_long(material: Material) -> Sequence[HelpLine]:
    """Asks that nobody has taken up, where no channel gets a brief that has them."""
    if any(channel.audience == "backbone" for channel in material.coalition.channels):
        return ()
    brief = content_for(material, "backbone").brief
    return () if brief is None else brief.waiting


def _narrower(material: Material) -> Iterator[tuple[str, Sequence[Entry]]]:
    """By audience, the lines that the coalition doesn't see, or not so."""
    everybody = set(content_for(material, "coalition").top.entries())
    groups = {str(group.id): group.name for group in material.coalition.working_groups.values()}
    for name in audiences(material.coalition):
        entries = content_for(material, name).top.entries()
        own = tuple(entry for entry in entries if entry not in everybody)
        if own:
            yield groups.get(name, name), own
