"""The rows of one coalition: its value, its rounds and prompts, its digests and invitations."""

from collections.abc import Sequence

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
from ci_bot.store.bound import Bound
from ci_bot.store.codec import Codec
from ci_bot.store.own_answers import SqlOwnAnswers
from ci_bot.store.relays import SqlRelays
from ci_bot.store.remembered import Remembered
from ci_bot.store.roster import load_coalition, revision_of, save_coalition
from ci_bot.store.roster_changes import SqlRosterChanges
from ci_bot.store.said import SqlSaid
from ci_bot.store.searching import SqlSearching, digest_codec
from ci_bot.store.tables.history import digests, invitations, prompts, rounds

_round = Codec(Round, rounds)
_prompt = Codec(Prompt, prompts)
_invitation = Codec(Invitation, invitations)


class SqlCoalitionUnit(SqlSaid, SqlOwnAnswers, SqlSearching, SqlRelays, SqlRosterChanges):
    """The coalition part of one unit of work."""

    def __init__(self, bound: Bound, remembered: Remembered) -> None:
        super().__init__(bound)
        self._remembered = remembered

    @property
    def id(self) -> CoalitionId:
        return self._bound.coalition

    async def load(self) -> Coalition | None:
        revision = await revision_of(self._bound)
        if revision is None:
            return None
        known = self._remembered.get(self.id, revision)
        if known is None:
            known = await load_coalition(self._bound)
            self._remembered.loaded(known)
        return known

    async def save(self, coalition: Coalition) -> Coalition:
        if coalition.id != self.id:
            raise ValueError(f"{coalition.id} is not {self.id}")
        before = await self.load()
        if coalition.revision != (before.revision if before else 0):
            raise ConflictError(f"the coalition {self.id} was changed meanwhile; do it again")
        saved = await save_coalition(self._bound, before, coalition)
        self._remembered.saved(saved)
        return saved

    async def add_round(self, round_: Round) -> bool:
        row = _round.row(round_)
        return bool(await self._bound.insert_new(rounds, [row], unique=["checkin", "period"]))

    async def put_round(self, round_: Round) -> None:
        await self._bound.put(_round, round_, rounds.c.id == round_.id)

    async def round(self, id_: RoundId) -> Round | None:
        return await self._bound.one(_round, rounds.c.id == id_)

    async def rounds(
        self, checkin: CheckinId | None = None, *, open_only: bool = False
    ) -> Sequence[Round]:
        query = self._bound.select(rounds)
        if checkin is not None:
            query = query.where(rounds.c.checkin == checkin)
        if open_only:
            query = query.where(rounds.c.closed.is_(None))
        newest_first = query.order_by(rounds.c.opened.desc(), rounds.c.seq.desc())
        return await self._bound.all(_round, newest_first)

    async def add_prompts(self, new: Sequence[Prompt]) -> int:
        rows = [_prompt.row(prompt) for prompt in new]
        return await self._bound.insert_new(prompts, rows, unique=["round", "person"])

    async def put_prompt(self, prompt: Prompt) -> None:
        await self._bound.put(_prompt, prompt, prompts.c.id == prompt.id)

    async def prompt(self, id_: PromptId) -> Prompt | None:
        return await self._bound.one(_prompt, prompts.c.id == id_)

    async def prompts_of_round(self, round_: RoundId) -> Sequence[Prompt]:
        query = self._bound.select(prompts).where(prompts.c.round == round_)
        return await self._bound.all(_prompt, query.order_by(prompts.c.seq))

    async def prompts_of_person(self, person: PersonId, *, limit: int = 10) -> Sequence[Prompt]:
        query = self._bound.select(prompts).where(prompts.c.person == person).limit(limit)
        newest_first = query.order_by(prompts.c.due.desc(), prompts.c.seq.desc())
        return await self._bound.all(_prompt, newest_first)

    async def add_digest(self, digest: Digest) -> bool:
        row = digest_codec.row(digest)
        return bool(await self._bound.insert_new(digests, [row], unique=["period"]))

    async def put_digest(self, digest: Digest) -> None:
        await self._bound.put(digest_codec, digest, digests.c.id == digest.id)

    async def digest(self, id_: DigestId) -> Digest | None:
        return await self._bound.one(digest_codec, digests.c.id == id_)

    async def lock_digest(self, id_: DigestId) -> Digest | None:
        query = self._bound.select(digests).where(digests.c.id == id_).with_for_update()
        return next(iter(await self._bound.all(digest_codec, query)), None)

    async def digest_of(self, period: PeriodKey) -> Digest | None:
        return await self._bound.one(digest_codec, digests.c.period == period)

    async def digests(self, *, limit: int = 10) -> Sequence[Digest]:
        query = self._bound.select(digests).limit(limit)
        newest_first = query.order_by(digests.c.until.desc(), digests.c.seq.desc())
        return await self._bound.all(digest_codec, newest_first)

    async def add_invitation(self, invitation: Invitation) -> None:
        await self._bound.insert(invitations, [_invitation.row(invitation)])

    async def put_invitation(self, invitation: Invitation) -> None:
        await self._bound.put(
            _invitation, invitation, invitations.c.code_hash == invitation.code_hash
        )

    async def remove_invitations(self, people: Sequence[PersonId]) -> None:
        await self._bound.delete(
            invitations, invitations.c.person.in_(people), invitations.c.used.is_(None)
        )
