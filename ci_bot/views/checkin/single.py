"""What is said about one line that was said outside a check-in's conversation."""

from collections.abc import Iterable

from ci_bot.domain.activity import Activity
from ci_bot.domain.answering.answer_grammar import LIMIT
from ci_bot.domain.answering.second_line import base
from ci_bot.domain.ask import Ask, AskKind
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.organisation import Organisation
from ci_bot.domain.own_questions.answer import OwnAnswer
from ci_bot.domain.reach import reach_of
from ci_bot.domain.status import Visibility
from ci_bot.domain.update import Update
from ci_bot.messages.blocks import Block, Choice, Choices, Message, Paragraph
from ci_bot.messages.inline import Code, Line, Strong, Words, line
from ci_bot.views.checkin.echo import ask_line, second_line_helps, second_line_invited
from ci_bot.views.checkin.questions import readers_in_numbers
from ci_bot.views.own_questions.questions import value_text
from ci_bot.views.reader import Reader
from ci_bot.views.statuses import status_name


def recorded(
    reader: Reader, coalition: Coalition, update: Update, *, refused: bool, asks: bool = True
) -> Message:
    """An update as it was understood, and who may read it; a worry asks that, if `asks`."""
    _ = reader.gettext
    activity = coalition.activities[update.activity]
    blocks: list[Block] = []
    if refused:
        text = _("The status of {title} is its lead's to say; I kept your words as a contribution.")
        blocks.append(Paragraph(line(text, title=Strong(activity.title))))
    blocks.append(Paragraph(_said(reader, coalition, update, activity.title)))
    if asks and asks_readers(update):
        blocks.append(Paragraph(line(_("Who may read this?"))))
        blocks.append(_readers_choices(reader, coalition, activity))
    else:
        read = _("Read by {readers}, in the next digest.")
        readers = readers_of(reader, coalition, activity, update.visibility)
        blocks.append(Paragraph(line(read, readers=Words(readers))))
    blocks += _second_line(reader, coalition, update)
    return Message(tuple(blocks), reader.language)


def readers_of(
    reader: Reader, coalition: Coalition, activity: Activity | None, visibility: Visibility
) -> str:
    """Who reads what is about an activity, or about none, in numbers."""
    id_ = None if activity is None else activity.working_group
    group = None if id_ is None else coalition.working_groups.get(id_)
    named = group.name if group and visibility is Visibility.WORKING_GROUP else None
    return readers_in_numbers(reader, reach_of(coalition, id_, visibility), named)


def _said(reader: Reader, coalition: Coalition, update: Update, title: str) -> Line:
    """The update; of a contribution, also in which hat it was given."""
    if not update.contribution:
        return update_line(reader, update, title)
    text = reader.gettext("{title}, a contribution of {organisation}: “{words}”")
    known = coalition.organisations.get(update.organisation)
    name = update.organisation if known is None else known.name
    return line(text, title=Strong(title), organisation=Words(name), words=Words(update.words))


def _second_line(reader: Reader, coalition: Coalition, update: Update) -> Iterable[Block]:
    language = base(coalition.languages[0] if coalition.languages else "en")
    if not second_line_helps(update.words, reader.language, language):
        return ()
    example = f"update {update.activity} {language}: ..."
    return (second_line_invited(reader, language, example),)


def unchanged(
    reader: Reader, coalition: Coalition, updates: Iterable[Update], asks: Iterable[Ask]
) -> Message:
    """An edited message that can't be read: what it said before still counts."""
    _ = reader.gettext
    blocks: list[Block] = [
        Paragraph(line(_("I could not read your change, so what you said before counts:")))
    ]
    blocks += [
        Paragraph(update_line(reader, update, coalition.activities[update.activity].title))
        for update in updates
    ]
    blocks += [Paragraph(ask_line(reader, ask)) for ask in asks]
    return Message(tuple(blocks), reader.language)


def taken_back(
    reader: Reader,
    coalition: Coalition,
    updates: Iterable[Update],
    asks: Iterable[Ask],
    own: Iterable[OwnAnswer] = (),
) -> Message:
    """What a deleted message said, and what no longer counts."""
    _ = reader.gettext
    text = _("Taken back: “{words}”")
    gone = [
        update.words or coalition.activities[update.activity].title
        for update in updates
        if update.words or update.activity in coalition.activities
    ]
    gone += [ask.text for ask in asks]
    gone += [value_text(reader, answer.kind, answer.value) for answer in own]
    blocks = tuple(Paragraph(line(text, words=Words(words))) for words in gone)
    return Message(blocks, reader.language)


def asks_readers(update: Update) -> bool:
    """Whether its author is asked who may read it."""
    worrying = update.status is not None and update.status.worrying
    return worrying and not update.contribution and not (update.no_change and not update.words)


def update_line(reader: Reader, update: Update, title: str) -> Line:
    """`Title: at risk. "words"`."""
    _ = reader.gettext
    if update.no_change:
        text = _("{title}: no change. “{words}”") if update.words else _("{title}: no change.")
    elif update.status is None:
        text = _("{title}: “{words}”")
    else:
        text = _("{title}: {status}. “{words}”") if update.words else _("{title}: {status}.")
    return line(
        text,
        title=Strong(title),
        status=Strong("" if update.status is None else status_name(reader, update.status)),
        words=Words(update.words),
    )


def _readers_choices(reader: Reader, coalition: Coalition, activity: Activity) -> Choices:
    """Who may read it, as digits."""
    levels = {"1": Visibility.COALITION, "2": Visibility.WORKING_GROUP, "3": Visibility.BACKBONE}
    group = activity.working_group in coalition.working_groups
    return Choices(
        tuple(
            Choice(digit, readers_of(reader, coalition, activity, level))
            for digit, level in levels.items()
            if group or level is not Visibility.WORKING_GROUP
        )
    )


def readers_set(reader: Reader, coalition: Coalition, update: Update) -> Message:
    """Who may read it now."""
    text = reader.gettext("{title} is read by {readers}.")
    activity = coalition.activities[update.activity]
    readers = readers_of(reader, coalition, activity, update.visibility)
    return _one(reader, line(text, title=Strong(activity.title), readers=Words(readers)))


def too_long(reader: Reader, length: int) -> Message:
    """More than anybody reads."""
    text = reader.gettext("That is {length} characters; I take {limit} at most. I changed nothing.")
    return _one(reader, line(text, length=length, limit=LIMIT))


def not_theirs(reader: Reader, title: str) -> Message:
    """Only lead, deputy and supporting partners speak about an activity."""
    text = reader.gettext(
        "Only the lead, the deputy and supporting partners speak about {title}. I changed nothing."
    )
    return _one(reader, line(text, title=Strong(title)))


def words_only(reader: Reader, title: str) -> Message:
    """A supporting partner gave a status without words."""
    text = reader.gettext(
        "The status of {title} is its lead's to say. Your words on it are welcome."
    )
    return _one(reader, line(text, title=Strong(title)))


def nothing_to_tell(reader: Reader, title: str) -> Message:
    """There never was an update, so there is no change to state."""
    text = reader.gettext("{title} has no update yet, so there is nothing to tell.")
    return _one(reader, line(text, title=Strong(title)))


def raised(reader: Reader, coalition: Coalition, ask: Ask) -> Message:
    """An ask, offer or lesson as it was understood."""
    _ = reader.gettext
    read = _("Read by {readers}, in the next digest.")
    activity = None if ask.activity is None else coalition.activities.get(ask.activity)
    readers = readers_of(reader, coalition, activity, ask.visibility)
    blocks: list[Block] = [
        Paragraph(ask_line(reader, ask)),
        Paragraph(line(read, readers=Words(readers))),
    ]
    if ask.kind is not AskKind.LESSON:
        # A slash command leaves no message that could be edited.
        change = _("To change: edit or delete your message, or write {close}.")
        blocks.append(Paragraph(line(change, close=Code(f"close {ask.number}"))))
    return Message(tuple(blocks), reader.language)


def which_hat(reader: Reader, organisations: tuple[Organisation, ...]) -> Message:
    """Somebody speaks for two organisations, so which one is it now."""
    asked = line(reader.gettext("For which organisation do you say that?"))
    choices = tuple(Choice(str(n), o.name) for n, o in enumerate(organisations, start=1))
    return Message((Paragraph(asked), Choices(choices)), reader.language)


def said_for(reader: Reader, coalition: Coalition, ask: Ask) -> Message:
    """In which hat it was said, once that is chosen."""
    text = reader.gettext("Number {number} is said for {organisation}.")
    name = coalition.organisations[ask.organisation].name
    return _one(reader, line(text, number=ask.number, organisation=Words(name)))


def no_hat(reader: Reader) -> Message:
    """Asks and offers come from partners."""
    text = reader.gettext("Asks and offers come from people who speak for a partner.")
    return _one(reader, line(text))


def _one(reader: Reader, said: Line) -> Message:
    return Message((Paragraph(said),), reader.language)
