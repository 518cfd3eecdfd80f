"""A payload as the one event that it stands for, if any."""

from dataclasses import dataclass

from adapters.slack.inbound.commands import command
from adapters.slack.inbound.envelope import Ingress, ingress
from adapters.slack.inbound.fields import Json, Malformed, needed_name, part
from adapters.slack.inbound.forms import submitted
from adapters.slack.inbound.happenings import LOST, ended, home_opened, profile, room_lost
from adapters.slack.inbound.messages import from_direct, mention
from adapters.slack.inbound.scene import Scene
from adapters.slack.inbound.taps import pressed, shortcut
from ci_bot.ports.chat import ChatEvent, Opening


@dataclass(frozen=True, kw_only=True, slots=True)
class Ended:
    """The workspace takes the bot no more; `reason` is for staff."""

    team: str
    reason: str


Meaning = ChatEvent | Opening | Ended


def translate(payload: Json, scene: Scene) -> Meaning | None:
    """What it means, or None for what is nothing to the core; raises Malformed."""
    match ingress(payload):
        case Ingress.EVENT:
            return _event(part(payload, "event"), scene, needed_name(payload, "event_id"))
        case Ingress.COMMAND:
            return command(payload, scene)
        case Ingress.TAP:
            return pressed(payload, scene)
        case Ingress.SUBMISSION:
            return submitted(payload, scene)
        case Ingress.SHORTCUT:
            return shortcut(payload, scene)
    return None


def _event(event: Json, scene: Scene, id: str) -> Meaning | None:
    kind = event.get("type")
    if not isinstance(kind, str):
        raise Malformed("event")
    match kind:
        case "message":
            return from_direct(event, scene, id)
        case "app_mention":
            return mention(event, scene, id)
        case "app_home_opened":
            return home_opened(event, scene, id)
        case "user_change":
            return profile(part(event, "user"), scene, id)
        case "app_uninstalled" | "tokens_revoked":
            reason = ended(event, scene)
            return None if reason is None else Ended(team=scene.team, reason=reason)
    return room_lost(event, scene, id) if kind in LOST else None
