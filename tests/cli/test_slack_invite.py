"""`slack invite` prints a link under the public address, and says what is missing."""

import pytest

from tests.cli.host import Host

HTTP = """
[slack]
mode = "http"
signing_secret_file = "signing"
client_id = "1.2"
client_secret_file = "client"
[web]
public_url = "https://ci.example.org"
"""


def settings(host: Host, text: str) -> None:
    for name in ("signing", "client"):
        host.write(name, "s3cret")
        (host.folder / name).chmod(0o600)
    host.write("ci-bot.toml", text)


def test_each_link_is_another(host: Host) -> None:
    settings(host, HTTP)
    links = set()
    for _ in range(2):
        ended = host.types("slack", "invite")
        assert (ended.code, ended.err) == (0, "")
        link, about = ended.out.splitlines()
        assert link.startswith("https://ci.example.org/slack/install?invite=")
        assert "good for one install, within 7 days" in about
        links.add(link)
    assert len(links) == 2


@pytest.mark.parametrize(
    ("gone", "words"),
    [
        ('client_id = "1.2"\nclient_secret_file = "client"\n', "client_id"),
        ('public_url = "https://ci.example.org"\n', "public_url in [web], beginning with https://"),
    ],
)
def test_what_is_missing_is_told(host: Host, gone: str, words: str) -> None:
    settings(host, HTTP.replace(gone, "bot_token_file = 'b'\n" if "client" in gone else ""))
    ended = host.types("slack", "invite")
    assert (ended.code, ended.out) == (78, "")
    assert words in ended.err
    assert not host.database.exists()
