"""A posted digest can be had in every format, by those who run the bot."""

import json

from tests.cli.host import Host


def test_the_digest_of_the_demo_is_shown_in_every_format(host: Host) -> None:
    played = host.starts("demo", "--text", "--keep", ".")
    assert played.code == 0
    shown = {
        name: host.types("digest", "show", "--format", name)
        for name in ("text", "markdown", "wikitext", "html", "json")
    }
    assert {ended.code for ended in shown.values()} == {0}
    assert {ended.err for ended in shown.values()} == {""}
    told = json.loads(shown["json"].out)
    words = "Label translation"
    assert [name for name, ended in shown.items() if words not in ended.out] == []
    assert shown["html"].out.startswith("<")
    again = host.types("digest", "show", "--coalition", "open-lakeland", "--period", told["period"])
    assert again.out == shown["text"].out
