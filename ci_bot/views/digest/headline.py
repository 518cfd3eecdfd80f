"""The first and the last sentence of a digest: its main facts, and what it draws on."""

from ci_bot.domain.digest.content import DigestContent, Headline
from ci_bot.messages.inline import Line, line
from ci_bot.views.digest.lines import sentences
from ci_bot.views.reader import Reader


def digest_headline(facts: Headline, reader: Reader) -> Line:
    """The one fact that matters most, and how much help is wanted; empty where there is neither."""
    return sentences(_progress_fact(facts, reader), _asks_fact(facts, reader))


def coverage_line(content: DigestContent, reader: Reader) -> Line:
    """Without names, and never how many were silent; empty where nobody said anything."""
    count, organisations = content.coverage.updates, content.coverage.organisations
    if not count:
        return ()
    if "-W" in content.period:
        said = reader.ngettext(
            "This week draws on {count} update.", "This week draws on {count} updates.", count
        )
    else:
        said = reader.ngettext(
            "This digest draws on {count} update.", "This digest draws on {count} updates.", count
        )
    if organisations is None:
        return line(said, count=count)
    there = reader.ngettext(
        "{count} organisation takes part.", "{count} organisations take part.", organisations
    )
    return sentences(line(said, count=count), line(there, count=organisations))


def _progress_fact(facts: Headline, reader: Reader) -> Line:
    if facts.worse:
        count = facts.worse
        said = reader.ngettext(
            "{count} activity has become harder.", "{count} activities have become harder.", count
        )
    elif facts.done:
        count = facts.done
        said = reader.ngettext("{count} activity is done.", "{count} activities are done.", count)
    elif facts.changed:
        count = facts.changed
        said = reader.ngettext(
            "{count} activity has a new status.", "{count} activities have a new status.", count
        )
    elif facts.news:
        count = facts.news
        said = reader.ngettext(
            "There is news from {count} activity.", "There is news from {count} activities.", count
        )
    else:
        return ()
    return line(said, count=count)


def _asks_fact(facts: Headline, reader: Reader) -> Line:
    if not facts.asks:
        return ()
    said = reader.ngettext("{count} ask is open.", "{count} asks are open.", facts.asks)
    return line(said, count=facts.asks)
