"""The names that Slack has for emoji (only those that tests need), and how its client uses them."""

import re

from tests.support.slack.records import Json

NAMES = {
    "👍": "+1",
    "👎": "-1",
    "✅": "white_check_mark",
    "✔": "heavy_check_mark",
    "⚠": "warning",
    "❌": "x",
    "⏸": "double_vertical_bar",
    "🟢": "large_green_circle",
    "🟡": "large_yellow_circle",
    "🔴": "red_circle",
    "➖": "heavy_minus_sign",
    "🎉": "tada",
    **{
        f"{digit}\u20e3": name
        for digit, name in enumerate(
            ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
        )
    },
}
TONES = {chr(0x1F3FB + number): f"::skin-tone-{number + 2}" for number in range(5)}
TYPED = re.compile(
    "(" + "|".join(map(re.escape, sorted(NAMES, key=len, reverse=True))) + ")\ufe0f?"
    f"([{''.join(TONES)}]?)"
)
CODE = re.compile(r":([a-z0-9_+'-]+)((?:::skin-tone-[2-6])?):")


def to_name(emoji: str) -> str:
    """An emoji's name, with its skin tone; an emoji that isn't listed is no test's."""
    tone = next((TONES[one] for one in emoji if one in TONES), "")
    bare = "".join(one for one in emoji if one not in TONES and one != "\ufe0f")
    return NAMES[bare] + tone


def to_emoji(name: str) -> str:
    """The emoji of a name, or the name in colons."""
    bare, _, tone = name.partition("::")
    shade = next((one for one, known in TONES.items() if tone and known.endswith(tone)), "")
    return next((emoji + shade for emoji, known in NAMES.items() if known == bare), f":{name}:")


def to_codes(text: str) -> str:
    """As the client writes emoji that somebody types."""
    return TYPED.sub(lambda match: f":{to_name(match.group())}:", text)


def from_codes(text: str) -> str:
    """As the client shows them; what is no emoji's name stays."""
    return CODE.sub(_from_code, text)


def _from_code(match: re.Match[str]) -> str:
    if match.group(1) in NAMES.values():
        return to_emoji(match.group(1) + match.group(2))
    return match.group()


def rich(text: str) -> list[Json]:
    """The elements of rich text that the client makes of what somebody types."""
    found: list[Json] = []
    end = 0
    for match in TYPED.finditer(text):
        found += [{"type": "text", "text": text[end : match.start()]}]
        points = "-".join(f"{ord(one):x}" for one in match.group() if one != "\ufe0f")
        name, _, tone = to_name(match.group()).partition("::skin-tone-")
        element: Json = {"type": "emoji", "name": name, "unicode": points}
        found.append(element | ({"skin_tone": int(tone)} if tone else {}))
        end = match.end()
    found.append({"type": "text", "text": text[end:]})
    return [one for one in found if one.get("text") != ""]
