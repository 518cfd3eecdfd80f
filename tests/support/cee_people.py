"""How the people of the real coalition tell what they told, each in one of the ways there are."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from ci_bot.domain.ids import ActivityId, MessageId, OrganisationId, platform_of
from ci_bot.domain.prompt import Asking, Prompt
from ci_bot.domain.status import Status, Visibility
from tests.support.cee_house import CeeHouse
from tests.support.cee_hub import Told

DIGITS = {
    Status.ON_TRACK: "1",
    Status.AT_RISK: "2",
    Status.OFF_TRACK: "3",
    Status.ON_HOLD: "4",
    Status.DONE: "5",
}
READERS = {Visibility.COALITION: "1", Visibility.WORKING_GROUP: "2", Visibility.BACKBONE: "3"}
_KINDS = {"n": "need", "o": "offer", "l": "learned"}
_COMMANDS = {"n": "ask", "o": "offer", "l": "lesson"}
AS_TEXT = frozenset({"u007", "u057", "u095"})
"""These are corrected by editing the chat message."""


@dataclass
class People:
    """Everybody with an account; `typed`: the message that told a line, and what stood before it.

    `ways`: how each line was told.
    """

    house: CeeHouse
    typed: dict[str, tuple[MessageId, str]] = field(default_factory=dict)
    ways: dict[str, str] = field(default_factory=dict)

    async def tell(self, line: Told) -> None:
        """Tells a line at its time, in the way that fits it."""
        await self.house.turn(line.at)
        prompt = self.house.open_prompt(line.person, line.activity)
        if line.replaces is not None:
            await self._corrects(line)
        elif line.late and not line.contribution:
            await self._late(line)
        elif line.contribution or not self._judges(line, prompt):
            await self._contributes(line)
        elif prompt is not None:
            await self._answers(line, prompt)
        else:
            await self._updates(line)

    async def says(self, person: str, text: str) -> str:
        """Somebody writes something else to the bot."""
        return await self.house.says(person, text)

    def _judges(self, line: Told, prompt: Prompt | None) -> bool:
        """The lead says how it stands, and the deputy who was asked in their place."""
        activity = self.house.coalition().activities[ActivityId(line.activity)]
        asked = prompt is not None and line.person == activity.deputy_person
        return asked or line.person == activity.lead_person

    async def _answers(self, line: Told, prompt: Prompt) -> None:
        number = next(i.number for i in prompt.items if i.activity == line.activity)
        card = platform_of(self.house.accounts[prompt.person]) == "slack"
        way = "text" if line.id in AS_TEXT else _way(line, card=card)
        self.ways[line.id] = way
        await _WAYS[way](self, line, prompt, number)
        prompt = self.house.asking(prompt)
        if prompt.asking is Asking.READERS and prompt.open_item == number:
            await self.house.write(line.person, READERS[line.visibility])
        for letter, wish in _wishes(line):
            if f"{letter} {wish}" not in self.ways.get(f"{line.id} form", ""):
                await self.house.write(line.person, f"{letter} {number} {wish}")
        if self.house.asking(prompt).asking is Asking.WRAP_UP:
            await self.house.write(line.person, "-")

    async def by_text(self, line: Told, prompt: Prompt, number: int) -> None:
        """`K: DIGIT WORDS`, or without the number where there is one activity alone."""
        before = _standing(line)
        alone = len(prompt.items) == 1 and prompt.asking is Asking.STATUS
        before = before if alone else f"{number}: {before}"
        await self._writes(line, before)

    async def by_words(self, line: Told, prompt: Prompt, number: int) -> None:
        """The status in words, then the sentence."""
        named = _named(line.status or Status.ON_TRACK)
        alone = len(prompt.items) == 1 and prompt.asking is Asking.STATUS
        await self._writes(line, f"{named}: " if alone else f"{number}: {named}: ")

    async def by_steps(self, line: Told, prompt: Prompt, number: int) -> None:
        """The digit alone; the sentence when it is asked for, else as words on that activity."""
        digit = _standing(line).strip()
        await self.house.write(line.person, f"{number}: {digit}")
        asked = self.house.asking(prompt)
        if asked.asking is Asking.SENTENCE and asked.open_item == number:
            await self._writes(line, "")
        else:
            await self._writes(line, f"{number}: {digit} ")

    async def by_reply(self, line: Told, prompt: Prompt, number: int) -> None:
        """In reply to the prompt, or in its thread."""
        target = self.house.message_of(prompt)
        before = f"{number}: {_standing(line)}"
        await self._writes(line, before, reply_to=target, threaded=bool(line.number % 2))

    async def by_reaction(self, line: Told, prompt: Prompt, number: int) -> None:
        """An emoji under the prompt, then the words."""
        if prompt.asking is Asking.STATUS and prompt.open_item == number:
            room = await self.house.direct(line.person)
            keycap = f"{_standing(line).strip()}\ufe0f\u20e3"
            target = self.house.message_of(prompt)
            await self.house.talker(line.person).react(room, target, keycap)
            await self.house.settle()
        if self.house.asking(prompt).asking is Asking.SENTENCE:
            await self._writes(line, "")
        else:
            await self._writes(line, f"{number}: {_standing(line)}")

    async def by_form(self, line: Told, prompt: Prompt, number: int) -> None:
        """The form behind the card's button, with all of it."""
        filled = {"words": line.text, "status": str(line.status), "readers": str(line.visibility)}
        for letter, wish in _wishes(line)[:1]:
            filled |= {"kind": _KINDS[letter], "extra": wish}
            self.ways[f"{line.id} form"] = f"{letter} {wish}"
        await self._fills(line, f"answer:{prompt.id}:{number}", filled)

    async def by_tap(self, line: Told, prompt: Prompt, number: int) -> None:
        """The button of the open activity, then the words below the card."""
        label = str(line.status).replace("_", " ")
        message = self.house.message_of(prompt)
        if self.house.asking(prompt).open_item == number and prompt.asking is Asking.STATUS:
            room = await self.house.direct(line.person)
            await self.house.tapper(line.person).press(room, message, label)
            await self.house.settle()
            asked = self.house.asking(prompt)
            if asked.asking is Asking.READERS:
                await self.house.write(line.person, READERS[line.visibility])
        await self._writes(line, f"{number}: {_standing(line)}", reply_to=message)

    async def without_change(self, line: Told, prompt: Prompt, number: int) -> None:
        """In words where they are understood, else by digit."""
        alone = len(prompt.items) == 1 and line.text.startswith("No change")
        await self.house.write(line.person, line.text if alone else f"{number}: 0")

    async def _late(self, line: Told) -> None:
        """In the thread of the prompt whose round is over."""
        prompt = next(
            p
            for p in self.house.prompts(line.person)
            if not self.house.store.state.rounds[self.house.slug, p.round].open
            and any(i.activity == line.activity for i in p.items)
        )
        number = next(i.number for i in prompt.items if i.activity == line.activity)
        target = self.house.message_of(prompt)
        self.ways[line.id] = "late, in the thread"
        await self._writes(line, f"{number}: {_standing(line)}", reply_to=target, threaded=True)
        if self.house.asking(prompt).asking is Asking.READERS:
            await self.house.write(line.person, READERS[line.visibility], reply_to=target)
        for letter, wish in _wishes(line):
            await self.house.write(line.person, f"{letter} {number} {wish}", reply_to=target)

    async def _corrects(self, line: Told) -> None:
        """The chat message that told it is edited, however old it is."""
        message, before = self.typed[line.replaces or ""]
        self.ways[line.id] = "edit"
        await self.house.edit(line.person, message, f"{before}{line.text}")

    async def _contributes(self, line: Told) -> None:
        """Words of somebody who may not say how it stands, even if they do."""
        self.ways[line.id] = "contribution"
        await self.house.heard_by(line.person)
        if line.visibility is Visibility.COALITION:
            status = "" if line.status is None else f"{_named(line.status)}: "
            await self._writes(line, f"update {line.activity} {status}")
        else:
            about = f"{self.house.slug}/{line.activity}"
            values = {"activity": about, "words": line.text, "readers": str(line.visibility)}
            values |= {} if line.status is None else {"status": str(line.status)}
            await self._fills(line, "use-as-update", values)
        await self._says_for_whom(line)
        await self._wishes_alone(line)

    async def _says_for_whom(self, line: Told) -> None:
        """Answers the question of somebody who may speak for two organisations."""
        asked = await self.house.heard_by(line.person)
        if "For which organisation" in asked:
            hat = self.house.coalition().organisations[OrganisationId(line.hat)].name
            await self.house.write(line.person, asked.partition(hat)[0].split()[-1])

    async def _updates(self, line: Told) -> None:
        """Unasked, by command."""
        if line.no_change and not line.words:
            self.ways[line.id] = "same"
            await self.house.write(line.person, f"same {line.activity}")
            return
        self.ways[line.id] = "update"
        status = "" if line.no_change else f"{_named(line.status or Status.ON_TRACK)}: "
        await self._writes(line, f"update {line.activity} {status}")
        if line.status is not None and line.status.worrying:
            await self.house.write(line.person, READERS[line.visibility])
        await self._wishes_alone(line)

    async def _wishes_alone(self, line: Told) -> None:
        for letter, wish in _wishes(line):
            await self.house.heard_by(line.person)
            await self.house.write(line.person, f"{_COMMANDS[letter]} {wish}")
            await self._says_for_whom(line)

    async def _fills(self, line: Told, form: str, values: Mapping[str, str]) -> None:
        person = self.house.tapper(line.person)
        await person.open_form(form, text=line.text)
        await person.submit(values, form=form)
        await self.house.settle()

    async def _writes(
        self,
        line: Told,
        before: str,
        *,
        reply_to: MessageId | None = None,
        threaded: bool = False,
    ) -> None:
        text = f"{before}{line.text}"
        message = await self.house.write(line.person, text, reply_to=reply_to, threaded=threaded)
        self.typed[line.id] = message, before


_Way = Callable[[People, Told, Prompt, int], Awaitable[None]]
_WAYS: Mapping[str, _Way] = {
    "text": People.by_text,
    "words": People.by_words,
    "steps": People.by_steps,
    "reply": People.by_reply,
    "reaction": People.by_reaction,
    "form": People.by_form,
    "tap": People.by_tap,
    "no change": People.without_change,
}
_ON_A_CARD = ("tap", "form", "text", "reply")
_IN_TEXT = ("text", "words", "steps", "reply", "reaction")


def _way(line: Told, *, card: bool) -> str:
    """Each line its own way, the same in every run."""
    if line.no_change:
        return "text" if line.words else "no change"
    if card and line.visibility is not Visibility.COALITION:
        return "form"
    if line.status not in DIGITS:
        return "words"
    ways = _ON_A_CARD if card else _IN_TEXT
    return ways[line.number % len(ways)]


def _standing(line: Told) -> str:
    """The digit in front of the words, with a blank behind it."""
    return "" if line.no_change else f"{DIGITS[line.status or Status.ON_TRACK]} "


def _named(status: Status) -> str:
    return status.replace("_", " ")


def _wishes(line: Told) -> list[tuple[str, str]]:
    """What is needed, offered and learned, with the letter that says so."""
    found = (("n", line.ask), ("o", line.offer), ("l", line.lesson))
    return [(letter, wish) for letter, wish in found if wish]
