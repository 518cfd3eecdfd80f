"""The `[matrix]` table: strict, with little to fill in."""

from typing import Any

import pytest
from pydantic import ValidationError

from adapters.matrix.settings import MatrixSettings

LEAST = {"homeserver": "https://matrix.example.org", "user_id": "@ci-bot:example.org"}


def test_two_keys_are_enough_and_the_rest_is_careful() -> None:
    settings = MatrixSettings.model_validate(LEAST)
    assert settings.accept_invites_from == ()
    assert not settings.reactions


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"homserver": "https://matrix.example.org"}, "homserver"),
        ({"homeserver": "matrix.example.org"}, "homeserver"),
        ({"user_id": "ci-bot"}, "user_id"),
        ({"http_timeout": 0}, "http_timeout"),
        ({"password_file": "a", "password": "b"}, "not both"),
        ({"access_token_file": "a", "access_token": "b"}, "not both"),
        ({"device_id": "DEVICE"}, "access_token_file"),
    ],
)
def test_what_can_not_be_meant_is_refused(wrong: dict[str, Any], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        MatrixSettings.model_validate(LEAST | wrong)


def test_secrets_do_not_show() -> None:
    shown = repr(MatrixSettings.model_validate(LEAST | {"password": "s3cret"}))
    assert "s3cret" not in shown
