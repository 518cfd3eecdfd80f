"""The names that Slack has for emoji; only those that tests need."""

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


def to_name(emoji: str) -> str:
    """An emoji's name, with its skin tone; an emoji that isn't listed is no test's."""
    tone = next((TONES[one] for one in emoji if one in TONES), "")
    bare = "".join(one for one in emoji if one not in TONES and one != "\ufe0f")
    return NAMES[bare] + tone


def to_emoji(name: str) -> str:
    """The emoji of a name, or the name in colons."""
    bare = name.partition("::")[0]
    return next((emoji for emoji, known in NAMES.items() if known == bare), f":{name}:")
