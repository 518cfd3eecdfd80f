"""The digest of one period: its selection, its state, and the hand the backbone lent it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from ci_bot.domain.ids import DigestId, PeriodKey, PersonId, UpdateId
from ci_bot.domain.moment import aware, aware_or_none


class DigestState(StrEnum):
    """Where a digest stands between freeze and release."""

    FROZEN = "frozen"
    HELD = "held"
    POSTED = "posted"
    QUIET = "quiet"
    NOT_RELEASED = "not_released"


@dataclass(frozen=True, kw_only=True, slots=True)
class Digest:
    """One digest: unique by coalition and period.

    `since`/`until`: the half-open interval of what is new, up to the freeze. `updates`, `asks`: the
    selection fixed at the freeze. `intro`: the backbone's words. `dropped`: numbers of the preview
    left out. `revision`: counts the edits after posting. `lines`: the keys of the preview's lines,
    number 1 first, fixed at the freeze. `coverage`: how many updates it drew on, by audience, fixed
    at posting.
    """

    id: DigestId
    period: PeriodKey
    since: datetime
    until: datetime
    due: datetime
    state: DigestState = DigestState.FROZEN
    updates: tuple[UpdateId, ...] = ()
    asks: tuple[int, ...] = ()
    intro: str = ""
    intro_by: PersonId | None = None
    dropped: tuple[int, ...] = ()
    lines: tuple[str, ...] = ()
    coverage: Mapping[str, int] = field(default_factory=dict)
    posted: datetime | None = None
    posted_by: PersonId | None = None
    revision: int = 0

    def __post_init__(self) -> None:
        for name in ("since", "until", "due"):
            object.__setattr__(self, name, aware(getattr(self, name)))
        object.__setattr__(self, "posted", aware_or_none(self.posted))
