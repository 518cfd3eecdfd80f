"""What Slack is told in return, where an acknowledgement can carry something."""

from typing import Any

from slack_bolt.response import BoltResponse

from adapters.slack.inbound.envelope import Ingress, ingress
from adapters.slack.inbound.fields import part, parts, words


def taken(kind: Ingress) -> BoltResponse:
    """It was kept; a form closes, and what is below it."""
    if kind is Ingress.SUBMISSION:
        return BoltResponse(status=200, body={"response_action": "clear"})
    return BoltResponse(status=200)


def apology(payload: dict[str, Any], text: str) -> BoltResponse | None:
    """It could not be kept: a form stays open and says so; None where nothing can be said here."""
    match ingress(payload):
        case Ingress.COMMAND:
            said = {"response_type": "ephemeral", "text": text}
            return BoltResponse(status=200, body=said)
        case Ingress.SUBMISSION:
            blocks = parts(part(payload, "view"), "blocks")
            inputs = [words(one, "block_id") for one in blocks if one.get("type") == "input"]
            if inputs and inputs[0]:
                errors = {"response_action": "errors", "errors": {inputs[0]: text}}
                return BoltResponse(status=200, body=errors)
    return None
