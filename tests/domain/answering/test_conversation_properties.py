"""Whatever people type, no answer strays to another activity, and nothing they said is lost."""

from hypothesis import given, settings
from hypothesis import strategies as st

from ci_bot.domain.answering.turn import AskedBack, Doubted, Refused, Turn, Unplaced
from ci_bot.domain.prompt import Asking
from tests.domain.answering.conversing import Chat, a_prompt

STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("bare"), st.sampled_from(["", "0 ", "1 ", "2 ", "5 ", "on hold "])),
        st.tuples(st.integers(1, 3), st.sampled_from(["", "0 ", "1 ", "2 ", "3 ", "at risk: "])),
        st.tuples(
            st.just("bare"),
            st.sampled_from(["0", "1", "2", "3", "-", "y", "n", "s", "same", "2:", "o", "7", "👍"]),
        ),
    ),
    min_size=1,
    max_size=6,
)
NOISE = st.text(
    alphabet=st.one_of(st.sampled_from("0123:nolsday-? \n."), st.characters()), max_size=40
)


@settings(max_examples=2000)
@given(STEPS, st.integers(1, 3))
def test_an_answer_to_one_activity_is_never_filed_under_another(
    steps: list[tuple[object, str]], items: int
) -> None:
    chat = Chat(a_prompt(items))
    home: dict[str, int | None] = {}
    for index, (place, start) in enumerate(steps):
        token = f"word{index}end"
        bare = place == "bare"
        whole = bare and (not start or start.endswith(" "))
        text = (f"{start}{token}" if whole else start) if bare else f"{place}: {start}{token}"
        only = 1 if items == 1 else None
        about_item = chat.prompt.asking not in (Asking.WRAP_UP, Asking.NOTHING)
        home[token] = (chat.prompt.open_item if about_item else only) if bare else int(str(place))
        chat.say(text)
        for number, footing in chat.footings.items():
            for said, of in home.items():
                if footing.given is not None and said in footing.given.words:
                    assert of == number
        settled = {i.number for i in chat.prompt.items if i.settled}
        assert chat.prompt.open_item not in settled


@given(st.lists(NOISE, min_size=1, max_size=6))
def test_no_text_breaks_the_conversation_and_no_words_are_lost(texts: list[str]) -> None:
    chat = Chat()
    for index, text in enumerate(texts):
        token = f"Token{index}"
        turn = chat.say(f"{text} {token} {text}")
        assert token in _kept(turn)


def _kept(turn: Turn) -> str:
    """All words of a turn: recorded, in doubt, or said back."""
    recorded = [given.words for given in turn.drafts.values() if given is not None]
    extras = [extra.text or "" for extra in turn.extras]
    returned = [say.text for say in turn.says if isinstance(say, AskedBack | Doubted | Unplaced)]
    refused = [say.puzzle.text for say in turn.says if isinstance(say, Refused)]
    return "\n".join([*recorded, *extras, *returned, *refused, turn.prompt.doubt or ""])
