"""The kinds of forms there are, by the name in front of their id."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import AccountId, PersonId, PromptId
from ci_bot.domain.prompt import Prompt
from ci_bot.messages.blocks import Message
from ci_bot.messages.forms import Form
from ci_bot.ports.chat import Opening, Submitted
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.answering.find_prompt import goes_on
from ci_bot.views.reader import Reader, reader_of


class FormKind(Protocol):
    """One kind of form; its id is `name`, or `name:rest`.

    Who may fill it in is looked up from the account each time: an id says nothing about that.
    """

    @property
    def name(self) -> str: ...

    async def compose(
        self, uow: UnitOfWork, opening: Opening, rest: str, now: datetime
    ) -> Form | Message | None:
        """The form, or what to show in its place; None for whom it does not concern. Only reads."""
        ...

    async def submit(self, uow: UnitOfWork, event: Submitted, rest: str, now: datetime) -> None:
        """Takes in what was filled in, checks it all again, and answers; the caller commits."""
        ...


def kind_of(kinds: Sequence[FormKind], form: str) -> tuple[FormKind, str] | None:
    """The kind that a form's id names, and the rest of the id."""
    name, _, rest = form.partition(":")
    return next(((kind, rest) for kind in kinds if kind.name == name), None)


@dataclass(frozen=True, kw_only=True, slots=True)
class Theirs:
    """A prompt, and the person who was asked by it."""

    coalition: Coalition
    person: PersonId
    prompt: Prompt
    now: datetime

    @property
    def reader(self) -> Reader:
        """The person as a reader."""
        return reader_of(self.coalition, self.person, self.now)


async def their_prompt(
    uow: UnitOfWork, account: AccountId, id_: str, now: datetime
) -> Theirs | None:
    """The prompt with that id if the account's person was asked by it.

    Another's is as if there were none, so that nobody learns by guessing which prompts there are.
    """
    for coalition_id, person in await uow.directory.people(account):
        prompt = await uow.of(coalition_id).prompt(PromptId(id_))
        coalition = await uow.of(coalition_id).load() if prompt is not None else None
        if prompt is None or coalition is None or not coalition.hats(person, coalition.today(now)):
            continue
        if prompt.person != person or not goes_on(coalition, prompt):
            continue
        return Theirs(coalition=coalition, person=person, prompt=prompt, now=now)
    return None


def typed(values: Mapping[str, str], name: str) -> str:
    """What was filled into a field; nothing where it isn't there."""
    return values.get(name, "").strip()


def prompt_and_number(rest: str) -> tuple[str, int]:
    """A prompt's id, and a number in it; 0 where there is none."""
    prompt, _, number = rest.partition(":")
    return prompt, int(number) if number.isascii() and number.isdigit() and len(number) < 4 else 0
