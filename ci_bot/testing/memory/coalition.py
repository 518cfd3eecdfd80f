"""One coalition in memory: its value, its rounds and prompts, its digests and invitations."""

from collections.abc import Sequence
from dataclasses import replace

from ci_bot.domain.coalition import Coalition
from ci_bot.domain.digest.digest import Digest
from ci_bot.domain.ids import (
    CheckinId,
    CoalitionId,
    DigestId,
    PeriodKey,
    PersonId,
    PromptId,
    RoundId,
)
from ci_bot.domain.invitation import Invitation
from ci_bot.domain.prompt import Prompt
from ci_bot.domain.round import Round
from ci_bot.ports.store import ConflictError
from ci_bot.testing.memory.own_answers import MemoryOwnAnswers
from ci_bot.testing.memory.relays import MemoryRelays
from ci_bot.testing.memory.roster_changes import MemoryRosterChanges
from ci_bot.testing.memory.said import MemorySaid
from ci_bot.testing.memory.searching import MemorySearching
from ci_bot.testing.memory.state import State


class MemoryCoalitionUnit(
    MemorySaid, MemoryOwnAnswers, MemorySearching, MemoryRelays, MemoryRosterChanges
):
    """The coalition part of one unit of work."""

    def __init__(self, state: State, id_: CoalitionId) -> None:
        super().__init__(state, id_)
        self._state = state

    @property
    def id(self) -> CoalitionId:
        return self._id

    async def load(self) -> Coalition | None:
        return self._state.coalitions.get(self._id)

    async def save(self, coalition: Coalition) -> Coalition:
        if coalition.id != self._id:
            raise ValueError(f"{coalition.id} is not {self._id}")
        stored = self._state.coalitions.get(self._id)
        if coalition.revision != (stored.revision if stored else 0):
            raise ConflictError(f"the coalition {self._id} was changed meanwhile")
        saved = replace(coalition, revision=coalition.revision + 1)
        self._state.coalitions[self._id] = saved
        return saved

    async def add_round(self, round_: Round) -> bool:
        self._must_exist()
        own = self._of(self._state.rounds)
        if any((r.checkin, r.period) == (round_.checkin, round_.period) for r in own):
            return False
        self._add(self._state.rounds, round_.id, round_)
        return True

    async def put_round(self, round_: Round) -> None:
        self._put(self._state.rounds, round_.id, round_)

    async def round(self, id_: RoundId) -> Round | None:
        return self._state.rounds.get((self._id, id_))

    async def rounds(
        self, checkin: CheckinId | None = None, *, open_only: bool = False
    ) -> Sequence[Round]:
        found = [
            r
            for r in self._of(self._state.rounds)
            if checkin in (None, r.checkin) and (r.open or not open_only)
        ]
        return sorted(found, key=lambda r: r.opened)[::-1]

    async def add_prompts(self, prompts: Sequence[Prompt]) -> int:
        asked = {(p.round, p.person) for p in self._of(self._state.prompts)}
        added = 0
        for prompt in prompts:
            self._must_exist(self._state.rounds, prompt.round)
            if (prompt.round, prompt.person) not in asked:
                asked.add((prompt.round, prompt.person))
                self._add(self._state.prompts, prompt.id, prompt)
                added += 1
        return added

    async def put_prompt(self, prompt: Prompt) -> None:
        self._put(self._state.prompts, prompt.id, prompt)

    async def prompt(self, id_: PromptId) -> Prompt | None:
        return self._state.prompts.get((self._id, id_))

    async def prompts_of_round(self, round_: RoundId) -> Sequence[Prompt]:
        return [p for p in self._of(self._state.prompts) if p.round == round_]

    async def prompts_of_person(self, person: PersonId, *, limit: int = 10) -> Sequence[Prompt]:
        own = [p for p in self._of(self._state.prompts) if p.person == person]
        return sorted(own, key=lambda p: p.due)[::-1][:limit]

    async def add_digest(self, digest: Digest) -> bool:
        self._must_exist()
        if await self.digest_of(digest.period):
            return False
        self._add(self._state.digests, digest.id, digest)
        return True

    async def put_digest(self, digest: Digest) -> None:
        self._put(self._state.digests, digest.id, digest)

    async def digest(self, id_: DigestId) -> Digest | None:
        return self._state.digests.get((self._id, id_))

    async def lock_digest(self, id_: DigestId) -> Digest | None:
        return await self.digest(id_)

    async def digest_of(self, period: PeriodKey) -> Digest | None:
        return next((d for d in self._of(self._state.digests) if d.period == period), None)

    async def digests(self, *, limit: int = 10) -> Sequence[Digest]:
        return sorted(self._of(self._state.digests), key=lambda d: d.until)[::-1][:limit]

    async def add_invitation(self, invitation: Invitation) -> None:
        self._must_exist()
        if any(code == invitation.code_hash for _, code in self._state.invitations):
            raise ConflictError("there is an invitation with that code already")
        self._add(self._state.invitations, invitation.code_hash, invitation)

    async def put_invitation(self, invitation: Invitation) -> None:
        self._put(self._state.invitations, invitation.code_hash, invitation)

    async def remove_invitations(self, people: Sequence[PersonId]) -> None:
        for invitation in self._of(self._state.invitations):
            if invitation.person in people and invitation.used is None:
                del self._state.invitations[self._id, invitation.code_hash]
