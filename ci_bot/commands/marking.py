"""Marks what is said about commands for translation."""


def _(message: str) -> str:
    """The same; it is translated where it is shown."""
    return message
