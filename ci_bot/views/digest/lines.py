"""The lines of a digest, one sentence after the other."""

from dataclasses import replace
from typing import assert_never

from ci_bot.domain.answering.second_line import base
from ci_bot.domain.digest.content import (
    AnswerLine,
    ComingLine,
    Contact,
    Entry,
    Excerpt,
    HelpKind,
    HelpLine,
    LessonLine,
    Moved,
    ProgressLine,
    ThanksLine,
)
from ci_bot.domain.own_question import texts_in
from ci_bot.messages.inline import Code, Inline, Line, Plain, Strong, Words, line
from ci_bot.views.own_questions.questions import value_text
from ci_bot.views.reader import Reader
from ci_bot.views.statuses import status_name


def entry_line(entry: Entry, reader: Reader, *, numbered: bool = False) -> Line:
    """One line of the digest; `numbered`: with its number in the preview in front."""
    shown = _entry(entry, reader)
    if not numbered or entry.number is None:
        return shown
    return (Strong(f"{entry.number}."), Plain(" "), *shown)


def quoted(words: Excerpt, reader: Reader) -> Line:
    """A person's words, marked where shortened, tagged where the reader's language is another.

    Behind them stands their author's second line in the reader's language, tagged, too.
    """
    mine = base(str(reader.locale))
    foreign = words.language is not None and base(words.language) != mine
    second = next((s for s in words.seconds if foreign and base(s.language or "") == mine), None)
    said = _quoted(words, reader, tagged=foreign)
    return said if second is None else sentences(said, _quoted(second, reader, tagged=True))


def _quoted(words: Excerpt, reader: Reader, *, tagged: bool) -> Line:
    _ = reader.gettext
    said = Words(words.text, words.language)
    match words.shortened, tagged:
        case False, False:
            return line(_("“{words}”"), words=said)
        case True, False:
            return line(_("“{words}” (shortened)"), words=said)
        case False, True:
            return line(_("[{language}] “{words}”"), words=said, language=words.language or "")
        case _:
            return line(
                _("[{language}] “{words}” (shortened)"), words=said, language=words.language or ""
            )


def sentences(*lines: Line) -> Line:
    """The sentences one after the other; empty ones are left out."""
    joined: list[Inline] = []
    for sentence in filter(None, lines):
        joined.extend((Plain(" "), *sentence) if joined else sentence)
    return tuple(joined)


def contact_line(contact: Contact, reader: Reader) -> Line:
    """Whom to turn to."""
    _ = reader.gettext
    organisation = Words(contact.organisation)
    if contact.person is None:
        return line(_("Contact: {organisation}."), organisation=organisation)
    return line(
        _("Contact: {person}, {organisation}."),
        person=Words(contact.person),
        organisation=organisation,
    )


def _in_touch(contact: Contact, ask: int | None, reader: Reader) -> Line:
    """Whom to turn to about an ask or offer, and what to type to the bot."""
    _ = reader.gettext
    if ask is None:
        return contact_line(contact, reader)
    organisation, command = Words(contact.organisation), Code(f"help with {ask}")
    if contact.person is None:
        text = _("Contact: {organisation} ({command}).")
        return line(text, organisation=organisation, command=command)
    return line(
        _("Contact: {person}, {organisation} ({command})."),
        person=Words(contact.person),
        organisation=organisation,
        command=command,
    )


def _entry(entry: Entry, reader: Reader) -> Line:
    match entry:
        case HelpLine():
            return _help(entry, reader)
        case ProgressLine():
            return _progress(entry, reader)
        case ComingLine():
            return line(
                reader.gettext("{day}: {words} ({activity}; {organisation})"),
                day=Strong(reader.weekday(entry.day)),
                words=quoted(entry.words, reader) if entry.words.shortened else _bare(entry.words),
                activity=Words(entry.activity),
                organisation=Words(entry.organisation),
            )
        case LessonLine():
            return sentences(
                _title(entry.activity, reader),
                quoted(entry.words, reader),
                contact_line(entry.contact, reader),
            )
        case AnswerLine():
            return _answers(entry, reader)
        case ThanksLine():
            return line(
                reader.ngettext(
                    "{person}, {organisation}, helped with an ask.",
                    "{person}, {organisation}, helped with {count} asks.",
                    entry.asks,
                ),
                person=Words(entry.contact.person or ""),
                organisation=Words(entry.contact.organisation),
                count=entry.asks,
            )
        case _:
            assert_never(entry)


def _answers(entry: AnswerLine, reader: Reader) -> Line:
    """The question in the reader's language, if it is there, and each answer with its source."""
    asked = line("{question}", question=Strong(texts_in(entry.question, reader.language)))
    told = (
        line(
            reader.gettext("{words} ({organisation})"),
            words=quoted(_worded(entry, voice.words, reader), reader),
            organisation=Words(voice.organisation),
        )
        for voice in entry.answers
    )
    return sentences(asked, *told)


def _worded(entry: AnswerLine, words: Excerpt, reader: Reader) -> Excerpt:
    return replace(words, text=value_text(reader, entry.question.kind, words.text))


def _help(entry: HelpLine, reader: Reader) -> Line:
    _ = reader.gettext
    words = () if entry.words is None else quoted(entry.words, reader)
    match entry.kind:
        case HelpKind.ASK:
            return sentences(
                _title(entry.activity, reader),
                words,
                _open_since(entry, reader),
                _in_touch(entry.contact, entry.ask, reader),
            )
        case HelpKind.OFFER:
            offered = line(_("Offered: {words}"), words=words)
            return sentences(
                _title(entry.activity, reader),
                offered,
                _in_touch(entry.contact, entry.ask, reader),
            )
        case HelpKind.LEAD_WANTED:
            wanted = line(_("{activity} looks for a lead."), activity=Strong(entry.activity or ""))
            return sentences(wanted, contact_line(entry.contact, reader))
        case _:
            assert_never(entry.kind)


def _open_since(entry: HelpLine, reader: Reader) -> Line:
    if entry.since is None:
        return ()
    return line(reader.gettext("Open since {day}."), day=reader.day(entry.since))


def _progress(entry: ProgressLine, reader: Reader) -> Line:
    _ = reader.gettext
    contributions = (
        line(
            _("{organisation} adds: {words}"),
            organisation=Words(voice.organisation),
            words=quoted(voice.words, reader),
        )
        for voice in entry.contributions
    )
    told = (
        line(
            _("Told to the backbone, not yet confirmed: {words}"),
            words=quoted(voice.words, reader),
        )
        for voice in entry.told
    )
    return sentences(
        line(_("Corrected.")) if entry.corrected else (),
        _standing(entry, reader),
        *(_moved(moved, reader) for moved in entry.moved),
        () if entry.words is None else quoted(entry.words, reader),
        *contributions,
        *told,
        line(_("Touches: {activities}."), activities=Words(reader.listed(entry.touches)))
        if entry.touches
        else (),
        contact_line(entry.contact, reader),
    )


def _moved(moved: Moved, reader: Reader) -> Line:
    return line(
        reader.gettext("{milestone}: {day} (was {was})."),
        milestone=quoted(moved.words, reader),
        day=reader.day(moved.day),
        was=reader.day(moved.was),
    )


def _standing(entry: ProgressLine, reader: Reader) -> Line:
    _ = reader.gettext
    title = Strong(entry.activity)
    if entry.status is None:
        return _title(entry.activity, reader)
    status = status_name(reader, entry.status)
    if entry.was is not None:
        was = status_name(reader, entry.was)
        return line(_("{activity}: {status} (was {was})."), activity=title, status=status, was=was)
    if entry.since is not None:
        since = reader.day(entry.since)
        return line(
            _("{activity}: {status} (since {since})."), activity=title, status=status, since=since
        )
    return line(_("{activity}: {status}."), activity=title, status=status)


def _title(activity: str | None, reader: Reader) -> Line:
    if activity is None:
        return ()
    return line(reader.gettext("{activity}:"), activity=Strong(activity))


def _bare(words: Excerpt) -> Line:
    return (Words(words.text, words.language),)
