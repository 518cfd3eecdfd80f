"""Addresses in people's words."""

import pytest

from ci_bot.messages.links import honest


@pytest.mark.parametrize(
    "address",
    [
        "see https://example.org/a?b=c#d, and http://example.net:8080",
        "https://münchen.example/straße",
        "https://пример.рф/",
        "a://",
        "no address at all",
    ],
)
def test_an_honest_address_stays_as_it_is(address: str) -> None:
    assert honest(address) == address


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://bаnk.example/login", "https://xn--bnk-6cd.example/login"),
        ("https://аррӏе.com:443/x", "https://xn--80ak6aa92e.com:443/x"),
        ("HTTPS://gооgle.example", "HTTPS://xn--ggle-55da.example"),
    ],
)
def test_a_host_of_mixed_scripts_is_spelled_in_punycode(address: str, shown: str) -> None:
    assert honest(address) == shown


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://bank.example@evil.example/", "https: //bank.example@evil.example/"),
        ("https://bаnk..example/", "https: //bаnk..example/"),
    ],
)
def test_an_address_that_hides_its_host_can_not_be_followed(address: str, shown: str) -> None:
    assert honest(address) == shown
