"""Which app and workspace a payload is for; what it is; and what has to be known beforehand."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from adapters.slack.inbound.fields import Json, Malformed, given_id, needed_id, part, words
from adapters.slack.inbound.reading import mentioned
from adapters.slack.inbound.scene import Scene, actor, is_direct
from adapters.slack.inbound.taps import on_home
from ci_bot.ports.chat import AccountId


class Ingress(Enum):
    """The kinds of payload; only events come again when they are not acknowledged."""

    EVENT = auto()
    COMMAND = auto()
    TAP = auto()
    SUBMISSION = auto()
    SHORTCUT = auto()
    OTHER = auto()


TYPES = {
    "event_callback": Ingress.EVENT,
    "block_actions": Ingress.TAP,
    "view_submission": Ingress.SUBMISSION,
    "message_action": Ingress.SHORTCUT,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Origin:
    """For whom the payload is; `app` is empty where its kind doesn't tell."""

    team: str
    app: str
    enterprise: str


def ingress(payload: Json) -> Ingress:
    """The payload's kind; raises Malformed for what is none at all."""
    kind = payload.get("type")
    if kind is None and isinstance(payload.get("command"), str):
        return Ingress.COMMAND
    if not isinstance(kind, str):
        raise Malformed("type")
    return TYPES.get(kind, Ingress.OTHER)


def origin(payload: Json) -> Origin:
    """Whose app in whose workspace is meant; raises Malformed where that is not told."""
    app, kind = given_id(payload, "api_app_id"), ingress(payload)
    if kind is Ingress.EVENT and not part(payload, "event"):
        raise Malformed("event")
    if kind in (Ingress.EVENT, Ingress.COMMAND):
        enterprise = given_id(payload, "enterprise_id")
        return Origin(team=needed_id(payload, "team_id"), app=app, enterprise=enterprise)
    team, view = part(payload, "team"), part(payload, "view")
    # An outsider's workspace stands in `team`, and that of the install in the view.
    installed = given_id(view, "app_installed_team_id")
    enterprise = given_id(part(payload, "enterprise"), "id")
    if installed and installed != given_id(team, "id"):
        enterprise = ""
    return Origin(team=installed or needed_id(team, "id"), app=app, enterprise=enterprise)


def person(payload: Json, team: str) -> AccountId:
    """Who pressed, filled in or commanded; `team`: of the install. Raises Malformed."""
    if ingress(payload) is Ingress.COMMAND:
        return AccountId(f"slack:{team}/{needed_id(payload, 'user_id')}")
    return actor(payload, team)


def wants_direct(payload: Json) -> bool:
    """Whether the person's direct message has to be looked up before the translation."""
    match ingress(payload):
        case Ingress.SUBMISSION | Ingress.SHORTCUT:
            return True
        case Ingress.TAP:
            return on_home(payload)
        case Ingress.COMMAND:
            return is_direct(needed_id(payload, "channel_id"))
    return False


def wants_names(payload: Json, scene: Scene) -> Sequence[str]:
    """The users whose names have to be known beforehand, as a text mentions them."""
    event = part(payload, "event")
    said = (event, part(event, "message"), part(payload, "message"), payload)
    found = [user for one in said for user in mentioned(words(one, "text"))]
    return [user for user in dict.fromkeys(found) if user != scene.bot_user]
