"""A digest as JSON, for programs: the same facts as the message, with stable names."""

import json
from datetime import date
from typing import Any

from ci_bot.domain.digest_content import (
    ComingLine,
    Contact,
    DigestContent,
    Excerpt,
    HelpLine,
    LessonLine,
    ProgressLine,
    ThanksLine,
    Voice,
)


def digest_json(content: DigestContent) -> str:
    """The whole digest, nothing shortened: give it the content before it was fitted."""
    page = content.top
    document = {
        "coalition": content.coalition,
        "period": content.period,
        "first": _day(content.first),
        "last": _day(content.last),
        "quiet": content.quiet,
        "intro": None if content.intro is None else content.intro.text,
        "help": [_help(entry) for entry in page.help],
        "progress": [
            {"group": group.name, "activities": [_progress(entry) for entry in group.lines]}
            for group in page.progress
        ],
        "coming_up": [_coming(entry) for entry in page.coming],
        "learned": [_lesson(entry) for entry in page.learned],
        "thanks": [_thanks(entry) for entry in page.thanks],
        "coverage": {
            "updates": content.coverage.updates,
            "organisations": content.coverage.organisations,
        },
        "for_the_backbone": _contact(content.signed),
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _help(entry: HelpLine) -> dict[str, Any]:
    return {
        "kind": entry.kind,
        "number": entry.ask,
        "activity": entry.activity,
        "words": _words(entry.words),
        "contact": _contact(entry.contact),
    }


def _progress(entry: ProgressLine) -> dict[str, Any]:
    return {
        "activity": entry.activity,
        "status": entry.status,
        "was": entry.was,
        "since": None if entry.since is None else _day(entry.since),
        "words": _words(entry.words),
        "corrected": entry.corrected,
        "touches": list(entry.touches),
        "contributions": [_voice(voice) for voice in entry.contributions],
        "told_not_confirmed": [_voice(voice) for voice in entry.told],
        "contact": _contact(entry.contact),
    }


def _coming(entry: ComingLine) -> dict[str, Any]:
    return {
        "date": _day(entry.day),
        "words": _words(entry.words),
        "activity": entry.activity,
        "organisation": entry.organisation,
    }


def _lesson(entry: LessonLine) -> dict[str, Any]:
    return {
        "activity": entry.activity,
        "words": _words(entry.words),
        "contact": _contact(entry.contact),
    }


def _thanks(entry: ThanksLine) -> dict[str, Any]:
    return {"contact": _contact(entry.contact), "asks": entry.asks}


def _voice(voice: Voice) -> dict[str, Any]:
    return {"organisation": voice.organisation, "words": _words(voice.words)}


def _words(words: Excerpt | None) -> dict[str, Any] | None:
    return None if words is None else {"text": words.text, "language": words.language}


def _contact(contact: Contact | None) -> dict[str, Any] | None:
    if contact is None:
        return None
    return {"person": contact.person, "organisation": contact.organisation}


def _day(day: date) -> str:
    return day.isoformat()
