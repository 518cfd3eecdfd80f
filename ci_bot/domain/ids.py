"""The identifiers of the domain, each a type of its own."""

import hashlib
import secrets
from typing import NewType

CoalitionId = NewType("CoalitionId", str)
"""A coalition's slug, unique in the instance."""
OrganisationId = NewType("OrganisationId", str)
"""An organisation's slug, unique in its coalition."""
PersonId = NewType("PersonId", str)
"""A person's slug, unique in its coalition."""
GroupId = NewType("GroupId", str)
"""A working group's slug."""
GoalId = NewType("GoalId", str)
"""A goal's slug."""
ActivityId = NewType("ActivityId", str)
"""An activity's slug."""
CheckinId = NewType("CheckinId", str)
"""A check-in's slug; `main` where the coalition names none."""
PeriodKey = NewType("PeriodKey", str)
"""`2026-W47`, `2026-11` or `2026-Q4`, in coalition time; a round by hand adds `+1`."""
RoundId = NewType("RoundId", str)
PromptId = NewType("PromptId", str)
UpdateId = NewType("UpdateId", str)
DigestId = NewType("DigestId", str)
RelayId = NewType("RelayId", str)
AccountId = NewType("AccountId", str)
"""`matrix:@user:server` or `slack:TEAM/USER`: a person's identity on one platform."""
RoomId = NewType("RoomId", str)
"""`matrix:!room` or `slack:TEAM/CHANNEL`; never split beyond the platform's name."""
MessageId = NewType("MessageId", str)
"""A platform's own id of a message, unique in its room."""
DeliveryKey = NewType("DeliveryKey", str)
"""Names one delivery for ever: hash(kind, subject, target, part, revision)."""


def new_id() -> str:
    """A fresh 128-bit random id, for rows, buttons and links."""
    return secrets.token_urlsafe(16)


def platform_of(address: AccountId | RoomId) -> str:
    """The platform's name in front of an account or room id."""
    return address.partition(":")[0]


def local_part(address: AccountId | RoomId) -> str:
    """The id as the platform itself spells it."""
    return address.partition(":")[2]


def on_line(address: str, line: str) -> bool:
    """Whether the line is the address, its platform, or a part of that such as `slack:T1/`."""
    return address == line or address.startswith(line if line.endswith("/") else f"{line}:")


def delivery_key(
    kind: str, subject: str, target: str, *, part: int = 0, revision: int = 0
) -> DeliveryKey:
    """The key of one delivery: the same five facts always give the same key."""
    facts = "\x1f".join((kind, subject, target, str(part), str(revision)))
    return DeliveryKey(hashlib.sha256(facts.encode()).hexdigest()[:40])
