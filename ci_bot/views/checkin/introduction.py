"""First contact: who asks, who reads it, how long it is kept, and that nobody has to answer."""

from ci_bot.domain.answer_words import NOT_ME
from ci_bot.messages.blocks import Block, Choice, Choices, Divider, Paragraph
from ci_bot.messages.inline import Words, line
from ci_bot.views.reach import reach_text
from ci_bot.views.reader import Reader
from ci_bot.views.sheet import Sheet


def introduction(reader: Reader, sheet: Sheet) -> tuple[Block, ...]:
    """A few lines above the first prompt ever, with the ways out beside them."""
    _ = reader.gettext
    if sheet.backbone:
        who = line(
            _("I am ci-bot. I ask for {coalition}, on behalf of {backbone}, how your work goes."),
            coalition=Words(sheet.coalition),
            backbone=Words(reader.listed(sheet.backbone)),
        )
    else:
        who = line(
            _("I am ci-bot. I ask for {coalition} how your work goes."),
            coalition=Words(sheet.coalition),
        )
    read = _(
        "Your answers go into a digest for the coalition ({reach}); each time I say who reads."
    )
    kept = _("They are kept as long as the coalition, and two years more. Answering is voluntary.")
    return (
        Paragraph(who),
        Paragraph(line(read, reach=reach_text(reader, sheet.reach))),
        Paragraph(line(kept)),
        Choices((Choice(NOT_ME, _("wrong person")), Choice("stop", _("do not ask me")))),
        Divider(),
    )
