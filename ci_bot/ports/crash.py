"""Named points at which a test may kill the process; nothing happens there otherwise."""

from collections.abc import Callable

_hook: Callable[[str], None] | None = None


def reached(point: str) -> None:
    """Says that the running code is at that point."""
    if _hook is not None:
        _hook(point)


def arm(hook: Callable[[str], None] | None) -> None:
    """Calls the hook at every point from now on; None disarms.

    The one setting that is not passed in: the points lie so deep that no signature carries them.
    """
    global _hook  # noqa: PLW0603 - see above
    _hook = hook
