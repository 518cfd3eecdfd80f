"""Gathers what a prompt's conversation stands on: facts for its rules, a sheet for its words."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from ci_bot.domain.answering.second_line import digest_languages
from ci_bot.domain.answering.turn import Facts, Footing, Given, Turn
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import AccountId, OrganisationId, PersonId, RoomId, UpdateId, platform_of
from ci_bot.domain.own_questions.grammar import OwnHearing
from ci_bot.domain.presence import acts
from ci_bot.domain.prompt import Asking, Item, Prompt
from ci_bot.domain.rhythm.presets import preset_of
from ci_bot.domain.round import Round
from ci_bot.domain.standing import contributing_hats, standing
from ci_bot.domain.update import Update
from ci_bot.ports.store import CoalitionUnit, StoreError, UnitOfWork
from ci_bot.services.answering.draw_sheet import Drawing, draw_sheet
from ci_bot.services.answering.own_questions import Asked, read_asked, with_known_own
from ci_bot.services.answering.said_before import Said, given_of, repeated, said_about
from ci_bot.services.answering.told_before import told_before
from ci_bot.services.rounds.ask_deputies import can_be_asked
from ci_bot.views.sheet import Sheet


@dataclass(frozen=True, kw_only=True, slots=True)
class Ground:
    """A prompt with everything around it; `answers`: its current updates by item number."""

    coalition: Coalition
    prompt: Prompt
    round: Round
    facts: Facts
    sheet: Sheet
    answers: Mapping[int, Update]
    today: date
    asked: Asked = field(default_factory=Asked)

    @property
    def own_hearing(self) -> OwnHearing:
        """What a text about own questions is read against."""
        return OwnHearing(questions=self.asked.questions, open_one=self.prompt.open_own)

    def item(self, number: int) -> Item:
        """The item of that number."""
        return next(item for item in self.prompt.items if item.number == number)

    def number_of(self, update: Update) -> int | None:
        """The number of the item that the update answers just now."""
        found = (n for n, answer in self.answers.items() if answer.id == update.id)
        return next(found, None)

    def given(self, number: int, drafts: Mapping[int, Given | None]) -> Given | None:
        """What is said about an item once the drafts count."""
        return drafts.get(number, self.facts.footings[number].given)

    def hat(self, item: Item, given: Given) -> OrganisationId:
        """For whom the person speaks: the leading organisation, or one that supports it."""
        if not given.contribution:
            return item.organisation
        activity = self.coalition.activities[item.activity]
        worn = contributing_hats(self.coalition, activity, self.prompt.person, self.today)
        return worn[0] if worn else item.organisation

    def with_turn(self, turn: Turn) -> Sheet:
        """The sheet after a turn, with its answers to own questions."""
        language = self.coalition.language_of(self.prompt.person, self.today)
        asked = self.asked.after(self.coalition, turn.prompt)
        own = asked.entries(turn.prompt, language, turn.own)
        return replace(self.with_given(turn.prompt, turn.drafts), own=own)

    def with_given(self, prompt: Prompt, drafts: Mapping[int, Given | None]) -> Sheet:
        """The sheet after changes of what is said about its activities."""
        settled = {item.number for item in prompt.items if item.settled}
        entries = tuple(
            replace(
                entry,
                given=drafts.get(entry.number, entry.given),
                settled=entry.number in settled,
            )
            for entry in self.sheet.entries
        )
        return replace(self.sheet, entries=entries)


async def read_ground(
    unit: CoalitionUnit,
    coalition: Coalition,
    prompt: Prompt,
    now: datetime,
    *,
    heard_in: RoomId | AccountId | None = None,
) -> Ground:
    """Reads it all; raises StoreError when the prompt's round is gone.

    `heard_in`: where its person speaks, who may see the prompt's card there.
    """
    round_ = await unit.round(prompt.round)
    if round_ is None:
        raise StoreError(f"the round {prompt.round} of the prompt {prompt.id} is gone")
    items = tuple(item for item in prompt.items if item.activity in coalition.activities)
    prompt = with_known_own(coalition, with_known_question(replace(prompt, items=items)))
    asked = await read_asked(unit, coalition, prompt)
    today = coalition.today(now)
    said = {item.number: await said_about(unit, item, prompt, now) for item in items}
    drawing = Drawing(
        coalition=coalition,
        person=prompt.person,
        today=today,
        now=now,
        leads=await _lead_prompts(unit, prompt),
    )
    answers = {n: one.answer for n, one in said.items() if one.answer is not None}
    told = await told_before(unit, answers.values())
    facts = Facts(
        footings={i.number: _footing(drawing, i, said[i.number], told) for i in items},
        visibility=coalition.visibility,
        languages=digest_languages(coalition),
        own=asked.footings,
        no_wrap_up=preset_of(coalition).no_wrap_up,
        partner=acts(coalition, prompt.person, today),
    )
    return Ground(
        coalition=coalition,
        prompt=prompt,
        round=round_,
        facts=facts,
        sheet=replace(
            await draw_sheet(unit, drawing, prompt, round_, said),
            card=_beside_card(prompt, heard_in),
            own=asked.entries(prompt, coalition.language_of(prompt.person, today)),
        ),
        answers=answers,
        today=today,
        asked=asked,
    )


async def read_again(
    uow: UnitOfWork, ground: Ground, now: datetime, *, heard_in: RoomId | AccountId | None
) -> Ground:
    """The ground as it is after changes."""
    unit = uow.of(ground.coalition.id)
    stored = await unit.prompt(ground.prompt.id)
    return await read_ground(
        unit, ground.coalition, stored or ground.prompt, now, heard_in=heard_in
    )


def _beside_card(prompt: Prompt, heard_in: RoomId | AccountId | None) -> bool:
    if heard_in is None or not prompt.card or prompt.account is None:
        return False
    return platform_of(heard_in) == platform_of(prompt.account)


def with_known_question(prompt: Prompt) -> Prompt:
    """Without an open question about an activity that the prompt doesn't have any more."""
    if prompt.open_item is None or prompt.item(prompt.open_item) is not None:
        return prompt
    return replace(prompt, asking=Asking.STATUS, open_item=None)


def _footing(drawing: Drawing, item: Item, said: Said, told: Collection[UpdateId]) -> Footing:
    coalition = drawing.coalition
    activity = coalition.activities[item.activity]
    previous = repeated(drawing.readable(activity, said.before))
    deputy = activity.deputy_person
    grouped = activity.working_group in coalition.working_groups
    can_pass = deputy is not None and can_be_asked(coalition, deputy, drawing.now)
    return Footing(
        previous=None if previous is None else previous.status,
        inherited=None if previous is None else previous.visibility,
        given=None if said.answer is None else given_of(said.answer),
        told=said.answer is not None and said.answer.id in told,
        group=activity.working_group if grouped else None,
        deputy=can_pass and not item.stands_in,
        speaks=standing(
            coalition, activity, drawing.person, drawing.today, stands_in=item.stands_in
        ),
    )


async def _lead_prompts(unit: CoalitionUnit, prompt: Prompt) -> Mapping[PersonId, Prompt]:
    """The other prompts of the round, only where the person stands in for somebody."""
    if not any(item.stands_in for item in prompt.items):
        return {}
    return {p.person: p for p in await unit.prompts_of_round(prompt.round)}
