"""Random months of a coalition's updates, quick enough for thousands."""

from datetime import timedelta

from hypothesis import strategies as st

from ci_bot.domain.ids import UpdateId
from ci_bot.domain.status import Status, Visibility
from ci_bot.domain.update import Update
from tests.support.digest_week import FREEZE, said

ACTIVITIES = 3
_STATUSES, _VISIBILITIES = tuple(Status), tuple(Visibility)
_KINDS = ("plain", "plain", "no change", "no change", "told", "contribution", "withdrawn", "worded")


def months() -> st.SearchStrategy[list[Update]]:
    """Up to 12 updates of three activities in the last 80 days before the freeze."""
    # Bytes are one draw, where a list of tuples would be sixty; short ones come far too often.
    return st.binary(min_size=37, max_size=37).map(
        lambda drawn: [
            _update(number, int.from_bytes(drawn[3 * number + 1 : 3 * number + 4], "big"))
            for number in range(drawn[0] % 13)
        ]
    )


def _update(number: int, drawn: int) -> Update:
    drawn, activity = divmod(drawn, ACTIVITIES)
    drawn, status = divmod(drawn, len(_STATUSES))
    drawn, visibility = divmod(drawn, len(_VISIBILITIES))
    drawn, kind_ = divmod(drawn, len(_KINDS))
    kind = _KINDS[kind_]
    at = FREEZE - timedelta(hours=1 + drawn % (80 * 24))
    return said(
        activity,
        "words" if kind in {"worded", "contribution"} else "",
        None if kind == "contribution" else _STATUSES[status],
        id=UpdateId(f"u{number}"),
        at=at,
        visibility=_VISIBILITIES[visibility],
        no_change=kind in {"no change", "worded"},
        contribution=kind == "contribution",
        confirmed=kind != "told",
        withdrawn=at if kind == "withdrawn" else None,
    )
