"""The words of a chart, ready in its reader's language."""

from collections.abc import Mapping
from dataclasses import dataclass

from ci_bot.domain.status import Status


@dataclass(frozen=True, kw_only=True, slots=True)
class ChartWords:
    """What a status chart says.

    `language` is BCP 47. `alt`: the whole chart in words. `months` and `days` head the weeks, a
    month only where it begins. `statuses` has a word for each.
    """

    language: str
    heading: str
    alt: str
    activity: str
    now: str
    months: tuple[str, ...]
    days: tuple[str, ...]
    statuses: Mapping[Status, str]
