"""The weeks of the real coalition, played from their first Monday to their last digest."""

import asyncio
import os
import re
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache
from operator import itemgetter
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.support.cee_house import ROOMS, CeeHouse
from tests.support.cee_hub import Told, eight_weeks
from tests.support.cee_in_memory import InMemory
from tests.support.cee_people import People

READ_IN = "CI_BOT_DIGESTS_TO_READ"
"""The environment variable with a folder for what people want to read afterwards."""
SUPPORTERS = {"u045": "nwr", "u086": "wmcz", "u092": "wmat"}
"""Partners that are let in when they first want to say something."""
CHAIR = "u104"
"""Said by the chair, who speaks for no partner: the backbone puts it on top of the digest."""
BY_PHONE = "u078"

BESIDES = (
    ("2025-05-16T09:00+02:00", "alzbeta-n", "close {u001}"),
    ("2025-05-17T09:00+02:00", "alzbeta-n", "close {u016}"),
    ("2025-05-18T18:00+02:00", "dunja-l", "away until 24 May"),
    ("2025-05-20T09:00+02:00", "liesl-t", "d"),
    ("2025-06-04T15:30+03:00", "taras-d", "close {u020} thanks Ziemowit S."),
    ("2025-06-09T07:00+02:00", "bence-o", "away until 14 June"),
    ("2025-06-10T09:20+02:00", "milo-t", "close {u018}"),
    ("2025-06-10T09:21+02:00", "milo-t", "close {u059}"),
    ("2025-06-16T10:00+02:00", "rea-v", "deputy"),
    ("2025-06-24T09:25+02:00", "bence-o", "close {u056} thanks Piroska N."),
    ("2025-06-25T12:40+04:00", "tigran-b", "close {u085} thanks Alžběta N."),
)
"""What people do besides telling; `{u001}`: the number of that line's ask."""
ALL = 8
HOUR = timedelta(hours=1)


@dataclass
class Story:
    """What happened: the house as it stands at the end, and the replies worth looking at.

    `count`: how many of the weeks are told.
    """

    house: CeeHouse
    count: int = ALL
    replies: dict[str, str] = field(default_factory=dict)
    _read: dict[tuple[str, str], list[str]] = field(default_factory=dict)

    async def play(self) -> None:
        """All of it, up to the noon after the last digest; what came late waits for nobody."""
        every = eight_weeks()
        weeks = sorted({line.week for line in every})[: self.count]
        self.lines = {line.id: line for line in every if line.week in weeks}
        end = max(_noon_after(weeks[-1]), *(line.at + HOUR for line in self.lines.values()))
        await self.house.opens()
        self.people = People(self.house)
        besides = ((datetime.fromisoformat(at), (who, text)) for at, who, text in BESIDES)
        acts: list[tuple[datetime, Told | tuple[str, str]]] = [
            (at, act) for at, act in besides if at < end
        ]
        acts += [(line.at, line) for line in self.lines.values()]
        for at, act in sorted(acts, key=itemgetter(0)):
            await self._act(at, act)
        if CHAIR in self.lines:
            await self._chair()
        await self.house.turn(end)

    async def _act(self, at: datetime, act: Told | tuple[str, str]) -> None:
        if isinstance(act, Told):
            await self._tells(act)
            return
        person, text = act
        await self.house.turn(at)
        known = {f"{line}": str(self._ask_of(line)) for line in self.lines if f"{{{line}}}" in text}
        self.replies[f"{person}: {text}"] = await self.house.says(person, text.format(**known))

    async def _tells(self, line: Told) -> None:
        await self.house.turn(line.at)
        if line.id in SUPPORTERS:
            self.replies[line.id] = await self.house.says(
                line.person, f"update {line.activity} {line.text}"
            )
            await self.house.supports(SUPPORTERS[line.id], line.activity)
        if line.id == CHAIR:
            self.replies[line.id] = await self.house.says(
                line.person, f"update {line.activity} {line.text}"
            )
        elif line.id == BY_PHONE:
            self.replies[line.id] = await self.house.says(
                "milo-t", f"note {line.activity} for {line.person} on hold: {line.text}"
            )
            self.replies[f"{line.id} confirmed"] = await self.house.says(line.person, "y")
        else:
            await self.people.tell(line)

    async def _chair(self) -> None:
        await self.house.turn(datetime.fromisoformat("2025-06-30T07:20+02:00"))
        line = self.lines[CHAIR]
        name = next(p.name for p in self.house.coalition().people.values() if p.id == line.person)
        self.intro = f"{name} writes: {line.text}"
        self.replies["intro"] = await self.house.says("rea-v", f"digest intro {self.intro}")

    def _ask_of(self, line: str) -> int:
        wish = self.lines[line].ask
        return next(a.number for a in self.house.store.state.asks.values() if a.text == wish)

    @property
    def weeks(self) -> list[str]:
        """The weeks that were told about, in order."""
        return sorted({line.week for line in self.lines.values()})

    def digest(self, room: str, week: str) -> list[str]:
        """The texts of a week's digest in a room, at the end: its top first, then its thread."""
        if (room, week) not in self._read:
            posts = self.house.posts(room)
            tops = [post for post in posts if post.thread is None and _is_digest(post.text)]
            for week_of, top in zip(self.weeks, tops, strict=True):
                below = (post.text for post in posts if post.thread == top.message)
                self._read[room, week_of] = [top.text, *below]
        return self._read[room, week]

    def texts(self, room: str, week: str) -> tuple[str, str, list[str]]:
        """Of the digest about a week: its top, the rest of it, and what was told afterwards."""
        first, *rest = self.digest(room, week)
        after = [text for text in rest if text.startswith(("Added", "Corrected"))]
        return first, "\n".join(text for text in rest if text not in after), after

    def about(self, room: str, week: str, title: str) -> str:
        """The lines on an activity's news in a week's digest; its asks are not among them."""
        rows = "\n".join(self.digest(room, week)).split("\n")
        begin = re.compile(rf"- (Corrected\. |Berichtigt\. )?{re.escape(title)}: (?!Offered|“|\[)")
        return "\n".join(row for row in rows if begin.match(row))

    def write(self, folder: Path) -> None:
        """All digests and prompts as files, for people to read."""
        folder.mkdir(parents=True, exist_ok=True)
        for room in ROOMS:
            name = room.replace(":", "-").replace("/", "-").replace("!", "")
            for week in self.weeks:
                texts = "\n\n--- in the thread ---\n\n".join(self.digest(room, week))
                (folder / f"{week} {name}.txt").write_text(texts + "\n", encoding="utf-8")
        for name, said in self.house.said_everywhere().items():
            if "direct" in name:
                texts = "\n\n------\n\n".join(post.text for post in said)
                (folder / f"{name}.txt").write_text(texts + "\n", encoding="utf-8")


def _noon_after(week: str) -> datetime:
    monday = date.fromisocalendar(int(week[:4]), int(week[6:]), 1) + timedelta(weeks=1)
    return datetime.combine(monday, time(12), ZoneInfo("Europe/Vienna"))


def _is_digest(text: str) -> bool:
    return text.startswith("Wikimedia CEE Hub and partners, ")


@cache
def played(count: int = ALL) -> Story:
    """The story in memory, told once in a run; skips where its data isn't at hand."""
    story = Story(InMemory(), count)
    asyncio.run(story.play())
    if READ_IN in os.environ:
        story.write(Path(os.environ[READ_IN]))
    return story
