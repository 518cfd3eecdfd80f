"""What the person saw where Slack's text has its markup."""

import re
from collections.abc import Iterator, Mapping

from adapters.slack.inbound.fields import Json, parts, words

ENTITIES = {"&amp;": "&", "&lt;": "<", "&gt;": ">"}
ENTITY = re.compile("|".join(ENTITIES))
TOKEN = r"<([^<>]*)>"  # noqa: S105 - no secret
POINTS = re.compile(r"[0-9a-f]{1,6}(?:-[0-9a-f]{1,6})*")
SCHEME = re.compile(r"(?:https?://|mailto:|tel:)")
MENTION = re.compile(r"<@([A-Z0-9]+)(?:\|[^<>]*)?>")
DEPTH = 5


def unescaped(text: str) -> str:
    """The text without the three escapes, once."""
    return ENTITY.sub(lambda match: ENTITIES[match.group()], text)


def mentioned(text: str) -> list[str]:
    """The ids of the users that a text mentions, each once."""
    return list(dict.fromkeys(MENTION.findall(text)))


def without_mention(text: str, user: str) -> tuple[str, bool]:
    """The text without the mentions of that user, and whether there were any."""
    mention = re.compile(rf"<@{re.escape(user)}(?:\|[^<>]*)?>")
    if not mention.search(text):
        return text, False
    cut = re.sub(rf"\A\s*{mention.pattern}\s*[:,]?\s*", "", text)
    return re.sub(rf" ?{mention.pattern}", "", cut).strip(), True


def seen(message: Json, names: Mapping[str, str], text: str | None = None) -> str:
    """The message's text as the person saw it; `text`: in place of all of it."""
    text = words(message, "text") if text is None else text
    emoji = dict(_emoji(parts(message, "blocks"), DEPTH))
    patterns = [TOKEN, ENTITY.pattern]
    if emoji:
        codes = "|".join(sorted(map(re.escape, emoji), key=len, reverse=True))
        patterns.append(rf":({codes})(?:::skin-tone-[2-6])?:")

    def replaced(match: re.Match[str]) -> str:
        if match.group() in ENTITIES:
            return ENTITIES[match.group()]
        if match.group(1) is not None:
            return _shown(match.group(1), names)
        return emoji[match.group(2)]

    return re.sub("|".join(patterns), replaced, text)


def _shown(inner: str, names: Mapping[str, str]) -> str:
    target, _, label = inner.partition("|")
    label = unescaped(label)
    match target[:1]:
        case "@":
            return f"@{names.get(target[1:]) or label or target[1:]}"
        case "#":
            return f"#{label or target[1:]}"
        case "!" if target.startswith("!date^"):
            return label
        case "!":
            word = target[1:].partition("^")[0]
            return label or f"@{'group' if word == 'subteam' else word}"
    target = unescaped(target)
    plain = SCHEME.sub("", target, count=1)
    if not label:
        return plain if target.startswith(("mailto:", "tel:")) else target
    if label.rstrip("/") in (target.rstrip("/"), plain.rstrip("/")):
        return label
    return f"{label} ({target})"


def _emoji(blocks: list[Json], depth: int) -> Iterator[tuple[str, str]]:
    # Only the blocks tell which emoji a short code stands for.
    for block in blocks:
        name, points = block.get("name"), block.get("unicode")
        if block.get("type") == "emoji" and isinstance(name, str) and isinstance(points, str):
            if POINTS.fullmatch(points) and name:
                numbers = [int(point, 16) for point in points.split("-")]
                if all(number < 0x110000 and not 0xD800 <= number < 0xE000 for number in numbers):
                    yield name, "".join(map(chr, numbers))
        elif depth:
            yield from _emoji(parts(block, "elements"), depth - 1)
