"""Which methods of the Web API there are, what token each takes, and what scope it needs."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.support.slack.call import Call
from tests.support.slack.records import Json

Handler = Callable[[Call], Json]


@dataclass(frozen=True, kw_only=True, slots=True)
class Method:
    """`token` is `bot`, `app`, `any` of these, `none`, or `client` (the app's id and secret)."""

    handler: Handler
    scopes: tuple[str, ...]
    token: str


METHODS: dict[str, Method] = {}


def method(name: str, *scopes: str, token: str = "bot") -> Callable[[Handler], Handler]:
    """Makes a handler answer a method; one of the scopes is enough."""

    def enter(handler: Handler) -> Handler:
        METHODS[name] = Method(handler=handler, scopes=scopes, token=token)
        return handler

    return enter
