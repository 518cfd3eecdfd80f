"""Messages as hypothesis makes them up: long, awkward, in every script."""

from hypothesis import strategies as st

from ci_bot.messages.blocks import (
    Block,
    Bullets,
    Choice,
    Choices,
    Divider,
    Heading,
    Message,
    Note,
    Paragraph,
    Quote,
)
from ci_bot.messages.inline import Code, Inline, Line, Plain, Strong, Words
from tests.messages.injections import INJECTIONS

_AWKWARD = (
    "<>&*_[]#|`{}~@!:/\\'\"=-+.;$ \n\t\r\u200b\u200d\u202e\u2068\u2069\u0301\ufe0f\u0591"
    "\u05d0\u0645\U0001f1e6\U0001f1e7\U0001f44d\U0001f3fd\u1100\u1161\u11a8\u0915\u094d1a"
)

awkward_text = st.text(st.sampled_from(_AWKWARD), max_size=60)
texts = st.one_of(
    st.sampled_from(INJECTIONS),
    awkward_text,
    st.text(max_size=40),
    st.builds(lambda part, times: part * times, awkward_text, st.integers(1, 40)),
)
shown_texts = texts.filter(lambda text: bool(text.strip()))


def _inlines() -> st.SearchStrategy[Inline]:
    languages = st.sampled_from((None, "de", "ar"))
    return st.one_of(
        st.builds(Plain, texts),
        st.builds(Strong, texts),
        st.builds(Words, texts, languages),
        st.builds(Code, texts),
    )


lines: st.SearchStrategy[Line] = st.lists(_inlines(), max_size=5).map(tuple)
_choices = st.builds(
    Choice,
    st.text("0123456789sda", min_size=1, max_size=2),
    texts,
    st.sampled_from((None, "1\ufe0f\u20e3", "\U0001f44d")),
)


def _blocks() -> st.SearchStrategy[Block]:
    starts = st.one_of(st.none(), st.integers(0, 10**6))
    return st.one_of(
        st.builds(Heading, lines),
        st.builds(Paragraph, lines),
        st.builds(Bullets, st.lists(lines, max_size=6).map(tuple), starts),
        st.builds(Quote, lines),
        st.builds(Divider),
        st.builds(Note, lines),
        st.builds(Choices, st.lists(_choices, max_size=6).map(tuple), st.booleans()),
    )


messages = st.builds(
    Message, st.lists(_blocks(), max_size=8).map(tuple), st.sampled_from(("en", "de", "ar"))
)
