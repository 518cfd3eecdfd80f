"""Whether anything in what a bot sent is alive: a mention, a link, a broadcast."""

from collections.abc import Collection, Iterable
from typing import Any

from tests.support.slack.markup import Token, tokens
from tests.support.slack.records import Sent
from tests.support.slack.rendering import elements


def live(args: Any) -> list[Token]:
    """Everything alive in the arguments of a call: in its text, its blocks and its view."""
    found = list(tokens(str(args.get("text") or "")))
    found += elements(args.get("blocks") or [])
    return found + list(elements((args.get("view") or {}).get("blocks") or []))


def live_in(sent: Iterable[Sent], allow: Collection[str] = ()) -> list[Token]:
    """Everything alive in all calls but what leads to one of the allowed targets."""
    return [token for one in sent for token in live(one.args) if token.target not in allow]
