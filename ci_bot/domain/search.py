"""Finding what was said: words as they are compared, and who may find what."""

import unicodedata
from dataclasses import dataclass
from datetime import datetime

from ci_bot.domain.ask import Ask
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.digest.digest import Digest, DigestState
from ci_bot.domain.ids import ActivityId
from ci_bot.domain.status import Visibility
from ci_bot.domain.update import Update
from ci_bot.domain.visibility import Audience

Found = Update | Ask | Digest

MOST_WORDS = 8
"""More words than this narrow nothing down any more."""
# Accents, points and vowel signs that people leave out; other marks make another letter.
_MARKS = frozenset(
    chr(code)
    for first, last in ((0x300, 0x36F), (0x591, 0x5C7), (0x610, 0x61A), (0x64B, 0x65F))
    for code in range(first, last + 1)
    if unicodedata.category(chr(code)) == "Mn"
)


def folded(text: str) -> str:
    """The text as it is compared: without case, width, accents and points, in any script."""
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    return unicodedata.normalize("NFC", "".join(c for c in apart if c not in _MARKS))


@dataclass(frozen=True, kw_only=True, slots=True)
class Sight:
    """What an audience may find: `activities` are those whose group's words it may read."""

    everything: bool = False
    activities: frozenset[ActivityId] = frozenset()

    def covers(self, visibility: Visibility, activity: ActivityId | None) -> bool:
        """The same as `may_see`, from what a row knows of itself."""
        if self.everything or visibility is Visibility.COALITION:
            return True
        return visibility is Visibility.WORKING_GROUP and activity in self.activities


def sight_of(coalition: Coalition, audience: Audience) -> Sight:
    """What that audience may find in the coalition."""
    own = (a.id for a in coalition.activities.values() if a.working_group in audience.groups)
    return Sight(everything=audience.backbone, activities=frozenset(own))


def said_at(found: Found) -> datetime:
    """When it was said; of a digest, when it was posted."""
    match found:
        case Update(at=moment) | Ask(opened=moment):
            return moment
        case Digest():
            return found.posted or found.due


def words_of(found: Found) -> str:
    """The words in which it is found; of a digest, the backbone's own on top of it."""
    match found:
        case Update(words=words) | Ask(text=words) | Digest(intro=words):
            return words


def findable(found: Found, sight: Sight) -> bool:
    """Whether it counts, and is for those who look."""
    match found:
        case Update():
            counts = found.current and found.confirmed
            return counts and sight.covers(found.visibility, found.activity)
        case Ask():
            return found.withdrawn is None and sight.covers(found.visibility, found.activity)
        case Digest():
            return found.state is DigestState.POSTED
