"""The SDK's own logs, which would tell tickets and what people write."""

import logging

LIBRARIES = ("slack_bolt", "slack_sdk")


def quieten() -> None:
    """Keeps them to warnings, whatever level the program has asked for."""
    for library in LIBRARIES:
        logging.getLogger(library).setLevel(logging.WARNING)
