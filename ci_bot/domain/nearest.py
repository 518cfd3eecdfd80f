"""The known name nearest to an unknown one, for "did you mean"."""

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The most similar known name, or None when nothing is similar."""
    matches = get_close_matches(name, [str(k) for k in known], n=1, cutoff=0.6)
    return matches[0] if matches else None
