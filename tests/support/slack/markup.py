"""Slack's markup in texts: what is escaped, and what the angle brackets mean."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tests.support.slack.emoji import from_codes

TOKEN = re.compile(r"<([^<>]*)>")


def escape(text: str) -> str:
    """As Slack gives people's texts to apps."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescape(text: str) -> str:
    """As a client shows an app's text."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


@dataclass(frozen=True, kw_only=True, slots=True)
class Token:
    """Something in angle brackets; `target` is an id, an address, or a word such as `channel`."""

    kind: str
    target: str
    label: str
    raw: str

    @property
    def shown(self) -> str:
        """What a client shows for it."""
        marks = {"user": "@", "channel": "#", "broadcast": "@", "usergroup": "@"}
        return marks.get(self.kind, "") + (self.label or self.target)


def read_token(inner: str) -> Token:
    target, _, label = inner.partition("|")
    kind = "link"
    if target.startswith("@"):
        kind, target = "user", target[1:]
    elif target.startswith("#"):
        kind, target = "channel", target[1:]
    elif target.startswith("!subteam^"):
        kind, target = "usergroup", target.removeprefix("!subteam^")
    elif target.startswith("!date^"):
        kind, target = "date", target.removeprefix("!date^")
    elif target.startswith("!"):
        kind, target = "broadcast", target[1:].partition("^")[0]
    return Token(kind=kind, target=unescape(target), label=unescape(label), raw=f"<{inner}>")


def tokens(mrkdwn: str) -> Iterator[Token]:
    """Everything in angle brackets, in order."""
    for match in TOKEN.finditer(mrkdwn):
        yield read_token(match.group(1))


def shown(mrkdwn: str) -> str:
    """The text as a client shows it; the marks of bold and italics stay."""
    pieces, end = [], 0
    for match in TOKEN.finditer(mrkdwn):
        before = from_codes(unescape(mrkdwn[end : match.start()]))
        pieces += [before, read_token(match.group(1)).shown]
        end = match.end()
    return "".join([*pieces, from_codes(unescape(mrkdwn[end:]))])
