"""How an offered answer is listed in words."""

from ci_bot.messages.blocks import Choice
from ci_bot.messages.inline import Code, Line, Plain, Words

_KEYCAP = "\ufe0f\u20e3"


def legend(choice: Choice) -> Line:
    """What to type, what it means, and the emoji for it unless that spells what to type."""
    # Without a sign, a word and its meaning would run into one sentence.
    mark = ":" if choice.value.replace(" ", "")[1:].isalpha() else ""
    # It may be somebody's name, and must not take the next number for its own.
    return (Code(choice.value), Plain(f"{mark} "), Words(meaning(choice)))


def meaning(choice: Choice) -> str:
    """What it means, and the emoji for it unless that spells what to type."""
    spelled = choice.emoji is None or choice.emoji.rstrip(_KEYCAP) == choice.value
    return choice.label if spelled else f"{choice.label} {choice.emoji}"
