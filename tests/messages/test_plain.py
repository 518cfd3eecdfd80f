"""The plain text of a message, as it is read and as it is read aloud."""

from hypothesis import given

from ci_bot.messages import html
from ci_bot.messages.blocks import (
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
from ci_bot.messages.inline import Code, Plain, Strong, Words, line
from ci_bot.messages.plain import render
from tests.messages.strategies import shown_texts

EXAMPLE = Message(
    (
        Heading((Strong("Open Lakeland, week 25"),)),
        Paragraph((Plain("Eight schools are now in."),)),
        Heading((Plain("Where you can help"),)),
        Bullets(
            (
                line("“{words}”: {title}.", words=Words("A5\nleaflets"), title=Strong("Days")),
                (Plain("A lead."),),
            ),
            start=1,
        ),
        Bullets(((Plain("Harbour photographs: done"),), (Plain("Labels: on hold"),))),
        Quote((Words("Printer cancelled.\n\nAnother one?"),)),
        Divider(),
        Choices((Choice("1", "on track", "1️⃣"), Choice("0", "no change", "👍"))),
        Note(line("All the same: {same}", same=Code("same"))),
    )
)


def test_a_message_reads_as_it_would_be_written_by_hand() -> None:
    assert render(EXAMPLE) == (
        "Open Lakeland, week 25\n"
        "Eight schools are now in.\n"
        "\n"
        "Where you can help\n"
        "1. “A5 leaflets”: Days.\n"
        "2. A lead.\n"
        "\n"
        "- Harbour photographs: done\n"
        "- Labels: on hold\n"
        "\n"
        "    Printer cancelled.\n"
        "    Another one?\n"
        "\n"
        "---\n"
        "\n"
        "1 on track  0 no change 👍\n"
        "\n"
        "All the same: same"
    )


def test_a_list_may_start_at_any_number() -> None:
    message = Message((Bullets(((Plain("seven"),), (Plain("eight"),)), start=7),))
    assert render(message) == "7. seven\n8. eight"


@given(shown_texts)
def test_words_never_become_a_line_of_their_own(text: str) -> None:
    shown = render(Message((Paragraph((Plain("Says: "), Words(text), Plain(" End."))),)))
    assert shown.startswith("Says: ")
    assert len(shown.splitlines()) == 1


@given(shown_texts)
def test_each_line_of_a_quotation_is_seen_as_quoted(text: str) -> None:
    shown = render(Message((Quote((Words(text),)),)))
    assert all(row.startswith("    ") for row in shown.splitlines())


def test_a_message_of_nothing_is_empty() -> None:
    assert render(Message(())) == ""
    assert render(Message((Paragraph((Words("\u200b"),)),))) == ""


def test_choices_that_the_words_name_already_are_not_listed_again() -> None:
    asked = Paragraph((Plain("Did you mean status? y or n"),))
    taps = Choices((Choice("y", "yes"), Choice("n", "no")), listed=False)
    assert render(Message((asked, taps))) == render(Message((asked,)))
    assert html.render(Message((asked, taps))) == html.render(Message((asked,)))
