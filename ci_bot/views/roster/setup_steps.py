"""The steps to the first digest: what is done, and the line to type for what is next."""

from collections.abc import Iterator, Sequence

from ci_bot.domain.rhythm.presets import PRESETS
from ci_bot.domain.setup import NEEDED, Step, StepName
from ci_bot.messages.blocks import Block, Message, Note, Paragraph, Quote
from ci_bot.messages.inline import Code, Line, Words, line
from ci_bot.views.reader import Reader
from ci_bot.views.roster.undoing import undo_note

_SETUP = Code("setup")


def step_blocks(reader: Reader, steps: Sequence[Step]) -> Iterator[Block]:
    """The next step with its line; then what comes after it, and what is done."""
    _ = reader.gettext
    todo = [step for step in steps if step.open]
    if not steps:
        return
    if not todo:
        text = _("All is set up. {line} says what is wrong, whenever something is.")
        yield Paragraph(line(text, line=Code("doctor")))
        return
    first, *others = todo
    yield Paragraph(line(_("Next step: {what}"), what=_what(reader, first)))
    yield Paragraph(line("{line}", line=Code(first.line)))
    if first.name not in NEEDED:
        text = _("{line} leaves it out.")
        yield Note(line(text, line=Code(f"setup skip {first.name}")))
    if others:
        names = reader.listed(step_name(reader, step.name) for step in others)
        yield Note(line(_("After that: {steps}."), steps=names))
    done = [step_name(reader, step.name) for step in steps if step.done]
    if done:
        yield Note(line(_("Done: {steps}."), steps=reader.listed(done)))


def noted(reader: Reader, name: StepName, words: str, *, dry: bool, undo: bool) -> Message:
    """A step was done or left out here; `dry`: would be; `undo`: it can be taken back."""
    _ = reader.gettext
    done = line(_("Noted: {step}. {line} goes on."), step=step_name(reader, name), line=_SETUP)
    would = line(
        _("That would be noted: {step}. Nothing is changed."), step=step_name(reader, name)
    )
    quote = [Quote(line("{words}", words=Words(words)))] if words else []
    back = [undo_note(reader)] if undo and not dry else []
    return Message((Paragraph(would if dry else done), *quote, *back), reader.language)


def no_such_goal(reader: Reader, number: int) -> str:
    """No goal has that number, or it would be too long, in one sentence."""
    text = reader.gettext("I can't change goal {number}: {agenda} shows them with their numbers.")
    return text.format(number=number, agenda="agenda")


def goal_in_use(reader: Reader, titles: Sequence[str]) -> str:
    """Activities hang on the goal, in one sentence."""
    text = reader.gettext("Activities serve that goal: {titles}. Give them another first.")
    return text.format(titles=reader.listed(titles))


def needed(reader: Reader) -> str:
    """A step that can't be left out, in one sentence."""
    return reader.gettext("Without that step there is no digest, so it can't be left out.")


def step_name(reader: Reader, name: StepName) -> str:
    """The step in a word or two."""
    _ = reader.gettext
    names = {
        StepName.AGENDA: _("common agenda"),
        StepName.GOALS: _("goals"),
        StepName.ORGANISATIONS: _("organisations"),
        StepName.PEOPLE: _("people"),
        StepName.ACCOUNTS: _("accounts"),
        StepName.ACTIVITIES: _("activities"),
        StepName.GROUPS: _("working groups"),
        StepName.CHANNEL: _("a channel for all"),
        StepName.BACKBONE: _("a channel for the backbone"),
        StepName.RHYTHM: _("rhythm"),
        StepName.CHECKIN: _("first check-in"),
        StepName.DIGEST: _("first digest"),
    }
    return names[name]


def _what(reader: Reader, step: Step) -> Line:
    _ = reader.gettext
    texts = {
        StepName.AGENDA: _("write down what all of you want to change together."),
        StepName.GOALS: _("name one of your few long-term goals. Once for each goal."),
        StepName.ORGANISATIONS: _("add an organisation that takes part. Once for each."),
        StepName.PEOPLE: _("add who answers for {about}."),
        StepName.ACCOUNTS: _("{about} has no account here yet. This gives you a code for them:"),
        StepName.ACTIVITIES: _(
            "add what one of the partners does, and who leads it. Once for each activity."
        ),
        StepName.GROUPS: _("add a working group. Once for each."),
        StepName.CHANNEL: _("invite me to the channel of all of you, mention me there, and write:"),
        StepName.BACKBONE: _("the same in a channel of the backbone, for previews and troubles:"),
        StepName.RHYTHM: _(
            "choose your rhythm: {presets}. {rhythm} shows when I ask, and changes it."
        ),
        StepName.CHECKIN: _("ask everybody how it goes, now."),
        StepName.DIGEST: _("when there are answers, post your first digest."),
    }
    return line(
        texts[step.name],
        about=Words(step.about),
        presets=reader.listed(PRESETS, choice=True),
        rhythm=Code("rhythm"),
    )
