"""Whether a request is from Slack."""

import re
from collections.abc import Callable

from slack_sdk.signature import Clock, SignatureVerifier
from starlette.datastructures import Headers

STAMP = re.compile(r"[0-9]{1,12}")


class Signature:
    """The check of one app's signing secret; whatever is odd about a request makes it a forgery."""

    def __init__(self, secret: str, now: Callable[[], float] | None = None) -> None:
        """`now`: seconds since 1970; a signature is good for five minutes around it."""
        clock = Clock()
        if now is not None:
            clock.now = now  # type: ignore[method-assign]
        self._verifier = SignatureVerifier(secret, clock)

    def proves(self, headers: Headers, body: bytes) -> bool:
        """Whether exactly this body was signed, by whoever knows the secret, and just now."""
        stamps = headers.getlist("x-slack-request-timestamp")
        signatures = headers.getlist("x-slack-signature")
        if len(stamps) != 1 or len(signatures) != 1 or not STAMP.fullmatch(stamps[0]):
            return False
        try:
            return self._verifier.is_valid(body, stamps[0], signatures[0])
        except Exception:  # noqa: BLE001 - the SDK stumbles over what is not ASCII or not UTF-8
            return False
