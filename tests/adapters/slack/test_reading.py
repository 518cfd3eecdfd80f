"""A text is what the person saw who wrote it, and nothing in it is markup."""

import pytest

from adapters.slack.inbound.reading import mentioned, seen, unescaped, without_mention

NAMES = {"U0BEN": "Ben"}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a &lt;b&gt; &amp; c", "a <b> & c"),
        ("&amp;lt;!channel&amp;gt;", "&lt;!channel&gt;"),
        ("&amp;amp;", "&amp;"),
        ("ask <@U0BEN>", "ask @Ben"),
        ("ask <@U0BEN|old name>", "ask @Ben"),
        ("ask <@U0EVA|eva>", "ask @eva"),
        ("ask <@U0EVA>", "ask @U0EVA"),
        ("see <#C01|lakes>", "see #lakes"),
        ("see <#C01|>", "see #C01"),
        ("see <#C01>", "see #C01"),
        ("<!here> <!channel> <!everyone>", "@here @channel @everyone"),
        ("<!subteam^S01|@staff> <!subteam^S01>", "@staff @group"),
        ("<!date^1392734382^{date}|18 February 2014>", "18 February 2014"),
        ("<http://lakes.example|lakes.example>", "lakes.example"),
        ("<https://lakes.example/>", "https://lakes.example/"),
        ("<https://lakes.example/a?b=1&amp;c=2>", "https://lakes.example/a?b=1&c=2"),
        ("<https://evil.example|the bank>", "the bank (https://evil.example)"),
        ("<mailto:a@lakes.example|a@lakes.example>", "a@lakes.example"),
        ("<tel:+4912345|12345>", "12345 (tel:+4912345)"),
        ("<mailto:a@lakes.example>", "a@lakes.example"),
        ("<>", ""),
        ("1 &lt; 2 <", "1 < 2 <"),
    ],
)
def test_markup_becomes_what_was_seen(text: str, shown: str) -> None:
    assert seen({"text": text}, NAMES) == shown


def _with_emoji(text: str, *emoji: tuple[str, str]) -> dict[str, object]:
    elements = [{"type": "emoji", "name": name, "unicode": points} for name, points in emoji]
    section = {"type": "rich_text_section", "elements": elements}
    return {"text": text, "blocks": [{"type": "rich_text", "elements": [section]}]}


def test_short_codes_become_the_emoji_that_was_tapped() -> None:
    message = _with_emoji(
        ":+1::skin-tone-3: at 10:30:00 :large_green_circle: :custom:",
        ("+1", "1f44d-1f3fc"),
        ("large_green_circle", "1f7e2"),
    )
    assert seen(message, {}) == "👍🏼 at 10:30:00 🟢 :custom:"


@pytest.mark.parametrize("points", ["", "zz", "110000", "d800", "1f44d-", "1F44D", "1f44d1f3fc"])
def test_what_is_no_emoji_stays_a_short_code(points: str) -> None:
    assert seen(_with_emoji(":x:", ("x", points)), {}) == ":x:"


def test_endlessly_nested_blocks_are_not_followed() -> None:
    block: dict[str, object] = {"type": "emoji", "name": "x", "unicode": "1f44d"}
    for _ in range(10_000):
        block = {"type": "rich_text_section", "elements": [block]}
    assert seen({"text": ":x:", "blocks": [block]}, {}) == ":x:"


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("<@U0BOT> status", "status"),
        ("<@U0BOT>: status", "status"),
        ("  <@U0BOT|ci-bot>,  status", "status"),
        ("hey <@U0BOT> status", "hey status"),
        ("status <@U0BOT>", "status"),
        ("<@U0BOT>", ""),
        ("<@U0BOT> deputy <@U0BEN>", "deputy <@U0BEN>"),
    ],
)
def test_the_bots_mention_is_cut_out(text: str, rest: str) -> None:
    assert without_mention(text, "U0BOT") == (rest, True)


def test_who_mentions_somebody_else_does_not_speak_to_the_bot() -> None:
    assert without_mention("<@U0BEN> status", "U0BOT") == ("<@U0BEN> status", False)
    assert mentioned("<@U0BEN> and <@U0EVA|eva> and <@U0BEN>") == ["U0BEN", "U0EVA"]


def test_only_three_escapes_are_undone() -> None:
    assert unescaped("&lt;&gt;&amp;&quot;&#39;") == "<>&&quot;&#39;"
