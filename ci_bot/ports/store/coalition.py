"""The part of a unit of work that belongs to one coalition."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from ci_bot.domain.ask import Ask, AskKind
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.digest.digest import Digest
from ci_bot.domain.ids import (
    ActivityId,
    CheckinId,
    CoalitionId,
    DigestId,
    PeriodKey,
    PersonId,
    PromptId,
    RelayId,
    RoundId,
    UpdateId,
)
from ci_bot.domain.invitation import Invitation
from ci_bot.domain.own_questions.answer import OwnAnswer
from ci_bot.domain.prompt import Prompt
from ci_bot.domain.relay import Relay
from ci_bot.domain.roster.undo import RosterChange
from ci_bot.domain.round import Round
from ci_bot.domain.search import Found, Sight
from ci_bot.domain.status import Visibility
from ci_bot.domain.update import Source, Update


class CoalitionUnit(Protocol):
    """Everything of one coalition; nothing of any other can be reached through it.

    Adding to a coalition (or a round) that is not stored, and putting what was never added, raises
    StoreError; adding an id twice raises ConflictError.
    """

    @property
    def id(self) -> CoalitionId: ...

    async def load(self) -> Coalition | None:
        """The coalition as one value; None when there is none of that id."""
        ...

    async def save(self, coalition: Coalition) -> Coalition:
        """Writes what differs from what is stored, with the revision one higher.

        Raises ConflictError when `coalition.revision` isn't the stored one.
        """
        ...

    async def add_round(self, round_: Round) -> bool:
        """False when that check-in already has a round of that period."""
        ...

    async def put_round(self, round_: Round) -> None: ...

    async def round(self, id_: RoundId) -> Round | None: ...

    async def rounds(
        self, checkin: CheckinId | None = None, *, open_only: bool = False
    ) -> Sequence[Round]:
        """Newest first."""
        ...

    async def add_prompts(self, prompts: Sequence[Prompt]) -> int:
        """Adds those whose (round, person) is new; returns how many were."""
        ...

    async def put_prompt(self, prompt: Prompt) -> None: ...

    async def prompt(self, id_: PromptId) -> Prompt | None: ...

    async def prompts_of_round(self, round_: RoundId) -> Sequence[Prompt]: ...

    async def prompts_of_person(self, person: PersonId, *, limit: int = 10) -> Sequence[Prompt]:
        """Newest first, by due time."""
        ...

    async def add_update(self, update: Update) -> None: ...

    async def put_update(self, update: Update) -> None:
        """Marks an update as replaced, withdrawn, confirmed or more widely visible, only that."""
        ...

    async def update(self, id_: UpdateId) -> Update | None: ...

    async def updates(
        self,
        *,
        activity: ActivityId | None = None,
        person: PersonId | None = None,
        prompt: PromptId | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        current_only: bool = True,
    ) -> Sequence[Update]:
        """By time said, oldest first; `since` inclusive, `until` exclusive, of `recorded`."""
        ...

    async def latest_updates(self, *, before: datetime | None = None) -> Sequence[Update]:
        """The last word of each activity at each visibility, by time said, oldest first; one query.

        Of its current confirmed updates with a status: the last one, and, where that is a "no
        change" (with words or without: it may repeat what not everybody saw), also the last one
        that is none. `before`: as if nothing recorded from then on were there.
        """
        ...

    async def updates_from(self, source: Source) -> Sequence[Update]:
        """The current updates that one chat message said."""
        ...

    async def add_own_answer(self, answer: OwnAnswer) -> None: ...

    async def put_own_answer(self, answer: OwnAnswer) -> None:
        """Marks an own answer as replaced or withdrawn, only that."""
        ...

    async def own_answers(
        self,
        *,
        person: PersonId | None = None,
        prompt: PromptId | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        current_only: bool = True,
    ) -> Sequence[OwnAnswer]:
        """By time said, oldest first; `since` inclusive, `until` exclusive, of `recorded`."""
        ...

    async def add_ask(self, ask: Ask) -> Ask:
        """Stores it under the coalition's next number (`ask.number` is ignored) and returns it."""
        ...

    async def put_ask(self, ask: Ask) -> None: ...

    async def ask(self, number: int) -> Ask | None: ...

    async def asks(
        self,
        kind: AskKind | None = None,
        *,
        open_only: bool = False,
        person: PersonId | None = None,
        prompt: PromptId | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> Sequence[Ask]:
        """By number; withdrawn ones are left out; `since`/`until` of `opened`."""
        ...

    async def asks_from(self, source: Source) -> Sequence[Ask]:
        """What one chat message said, by number; withdrawn ones are left out."""
        ...

    async def search(
        self,
        words: Sequence[str],
        sight: Sight,
        *,
        only: AskKind | None = None,
        skip: int = 0,
        limit: int,
    ) -> Sequence[Found]:
        """What has all of these words (folded, parts of words too) and is in sight, newest first.

        Among updates, asks and posted digests; `only`: among asks of that kind alone.
        """
        ...

    async def told_to(
        self, visibility: Visibility, activities: Sequence[ActivityId]
    ) -> Mapping[ActivityId, int]:
        """How many current updates, and asks not withdrawn, of these have that visibility."""
        ...

    async def keep_for_backbone(self, activities: Sequence[ActivityId]) -> None:
        """What was told to their working group, in whatever form, the backbone alone reads."""
        ...

    async def add_relay(self, relay: Relay) -> None: ...

    async def put_relay(self, relay: Relay) -> None: ...

    async def relay(self, id_: RelayId) -> Relay | None: ...

    async def relays(
        self, *, ask: int | None = None, person: PersonId | None = None, open_only: bool = False
    ) -> Sequence[Relay]:
        """Oldest first; those in which `person` is one of the two."""
        ...

    async def add_roster_change(self, change: RosterChange) -> None: ...

    async def roster_changes(self) -> Sequence[RosterChange]:
        """Newest first."""
        ...

    async def remove_roster_change(self, id_: str) -> None: ...

    async def add_digest(self, digest: Digest) -> bool:
        """False when the period already has one."""
        ...

    async def put_digest(self, digest: Digest) -> None: ...

    async def digest(self, id_: DigestId) -> Digest | None: ...

    async def lock_digest(self, id_: DigestId) -> Digest | None:
        """The digest as it is now; until this unit of work ends, nobody else can change it."""
        ...

    async def digest_of(self, period: PeriodKey) -> Digest | None: ...

    async def digests(self, *, limit: int = 10) -> Sequence[Digest]:
        """Newest first."""
        ...

    async def add_invitation(self, invitation: Invitation) -> None: ...

    async def put_invitation(self, invitation: Invitation) -> None: ...

    async def remove_invitations(self, people: Sequence[PersonId]) -> None:
        """Those of these people that nobody has used."""
        ...
