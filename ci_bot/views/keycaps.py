"""The emoji of digits, which can be tapped below a message."""


def keycap(digit: str) -> str:
    """The emoji that shows the digit."""
    return f"{digit}\ufe0f\u20e3"
