"""A posted digest can be had in every format, by those who run the bot."""

import json

from tests.cli.host import Host


def test_the_digest_of_the_demo_is_shown_in_every_format_and_has_a_chart(played: Host) -> None:
    shown = {
        name: played.types("digest", "show", "--format", name)
        for name in ("text", "markdown", "wikitext", "html", "json")
    }
    assert {ended.code for ended in shown.values()} == {0}
    assert {ended.err for ended in shown.values()} == {""}
    told = json.loads(shown["json"].out)
    words = "Label translation"
    assert [name for name, ended in shown.items() if words not in ended.out] == []
    assert shown["html"].out.startswith("<")
    again = played.types(
        "digest", "show", "--coalition", "open-lakeland", "--period", told["period"]
    )
    assert again.out == shown["text"].out
    _is_there_for_each_audience_and_period(played)
    _has_its_chart(played)


def _is_there_for_each_audience_and_period(host: Host) -> None:
    brief = json.loads(
        host.types("digest", "show", "--audience", "steering", "--format", "json").out
    )
    assert (brief["kind"], brief["audience"]) == ("brief", "steering")
    nobody = host.types("digest", "show", "--audience", "nobody")
    assert (nobody.code, "use one of coalition, backbone, steering" in nobody.err) == (1, True)
    elsewhen = host.types("digest", "show", "--period", "2020-01-06")
    assert (elsewhen.code, "the nearest:" in elsewhen.err) == (1, True), elsewhen.err


def _has_its_chart(host: Host) -> None:
    folder = host.settings.parent
    words = set()
    for name, start in (("chart.svg", b"<svg"), ("chart.PNG", b"\x89PNG")):
        ended = host.types("digest", "show", "--chart", str(folder / name))
        assert (ended.code, ended.err) == (0, "")
        assert (folder / name).read_bytes().startswith(start)
        words.add(ended.out)
    (told,) = words
    assert "Label translation: " in told
    assert "<desc>" in (folder / "chart.svg").read_text()
    ended = host.types("digest", "show", "--chart", str(folder / "missing" / "chart.svg"))
    assert (ended.code, "can't be written" in ended.err) == (1, True)


def test_a_chart_is_an_svg_or_a_png(host: Host) -> None:
    ended = host.types("digest", "show", "--chart", "chart.gif")
    assert (ended.code, "neither .svg nor .png" in ended.err) == (1, True)
