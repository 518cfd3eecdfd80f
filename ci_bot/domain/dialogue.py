"""A question asked outside a prompt, such as "did you mean ...?", that waits for an answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from ci_bot.domain.ids import AccountId
from ci_bot.domain.moment import aware


@dataclass(frozen=True, kw_only=True, slots=True)
class OpenQuestion:
    """The one open question to an account; `kind` names who asked it, `data` what it needs."""

    account: AccountId
    kind: str
    data: Mapping[str, str]
    asked: datetime

    def __post_init__(self) -> None:
        object.__setattr__(self, "asked", aware(self.asked))
