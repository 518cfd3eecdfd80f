"""The lead's own judgement of an activity, and how far it may be read."""

from enum import StrEnum


class Status(StrEnum):
    """A lead's judgement; never derived from anything else."""

    NOT_STARTED = "not_started"
    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    OFF_TRACK = "off_track"
    ON_HOLD = "on_hold"
    DONE = "done"
    DROPPED = "dropped"

    @property
    def worrying(self) -> bool:
        """Whether its author is asked for a sentence and for its readers."""
        return self in (Status.AT_RISK, Status.OFF_TRACK)

    @property
    def final(self) -> bool:
        """Whether the activity is not asked about again."""
        return self in (Status.DONE, Status.DROPPED)


class Visibility(StrEnum):
    """Who may see an update; from narrow to wide."""

    BACKBONE = "backbone"
    WORKING_GROUP = "working_group"
    COALITION = "coalition"
