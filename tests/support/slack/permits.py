"""What an interaction lets an app do for a while: trigger ids and response URLs."""

from dataclasses import dataclass, field

from tests.support.slack.clock import SlackClock
from tests.support.slack.records import App, Channel, Message, Who
from tests.support.slack.refusal import Refusal

TRIGGER_SECONDS = 3.0
URL_SECONDS = 30 * 60.0
URL_USES = 5


@dataclass(kw_only=True, eq=False)
class Trigger:
    app: App
    who: Who
    at: float
    used: bool = False


@dataclass(kw_only=True, eq=False)
class ResponseUrl:
    """`team` is the install it speaks for; `message` what was pressed, if it was a message."""

    app: App
    team: str
    who: Who
    channel: Channel
    at: float
    message: Message | None = None
    uses: int = 0


@dataclass(eq=False)
class Permits:
    clock: SlackClock
    triggers: dict[str, Trigger] = field(default_factory=dict)
    urls: dict[str, ResponseUrl] = field(default_factory=dict)

    def trigger(self, app: App, who: Who) -> str:
        number = f"{len(self.triggers) + 1}.1.{app.id}"
        self.triggers[number] = Trigger(app=app, who=who, at=self.clock.now())
        return number

    def use_trigger(self, trigger_id: str, app: App) -> Trigger:
        """Refuses what is unknown, of another app, older than 3 s, or used before."""
        found = self.triggers.get(trigger_id)
        if found is None or found.app is not app:
            raise Refusal("invalid_trigger_id")
        if found.used:
            raise Refusal("exchanged_trigger_id")
        if self.clock.now() - found.at > TRIGGER_SECONDS:
            raise Refusal("expired_trigger_id")
        found.used = True
        return found

    def url(self, base: str, **what: object) -> str:
        number = str(len(self.urls) + 1)
        self.urls[number] = ResponseUrl(at=self.clock.now(), **what)  # type: ignore[arg-type]
        return f"{base}/actions/{number}"

    def use_url(self, number: str) -> ResponseUrl:
        """Refuses what is unknown, older than 30 minutes, or used five times."""
        found = self.urls.get(number)
        if found is None:
            raise Refusal("no_such_url")
        if self.clock.now() - found.at > URL_SECONDS:
            raise Refusal("expired_url")
        if found.uses >= URL_USES:
            raise Refusal("used_url")
        found.uses += 1
        return found
