"""A digest as JSON, for programs: the same facts as the message, with stable names."""

import json
from dataclasses import asdict
from datetime import date
from typing import Any, assert_never

from ci_bot.domain.digest.content import (
    AnswerLine,
    Brief,
    ComingLine,
    Contact,
    DigestContent,
    Entry,
    Excerpt,
    HelpLine,
    LessonLine,
    Page,
    ProgressLine,
    ThanksLine,
    Voice,
)

SCHEMA = 1
"""Counts the changes of the names and meanings below; what is only added changes nothing."""


def digest_json(content: DigestContent) -> str:
    """The whole digest, nothing shortened: give it the content before it was fitted."""
    brief, page = content.brief, content.top
    document = {
        "schema": SCHEMA,
        "kind": "digest" if brief is None else "brief",
        "audience": content.audience,
        "coalition": content.coalition,
        "period": content.period,
        "first": _day(content.first),
        "last": _day(content.last),
        "quiet": content.quiet,
        "intro": None if content.intro is None else content.intro.text,
        **(_sections(page) if brief is None else _brief(brief)),
        "headline": asdict(content.headline),
        "coverage": asdict(content.coverage),
        "for_the_backbone": _contact(content.signed),
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _sections(page: Page) -> dict[str, Any]:
    return {
        "help": [_help(entry) for entry in page.help],
        "progress": [
            {"group": group.name, "activities": [_progress(entry) for entry in group.lines]}
            for group in page.progress
        ],
        "coming_up": [_coming(entry) for entry in page.coming],
        "learned": [_lesson(entry) for entry in page.learned],
        "answers": [_answers(entry) for entry in page.answers],
        "thanks": [_thanks(entry) for entry in page.thanks],
    }


def _brief(brief: Brief) -> dict[str, Any]:
    return {
        "decide": [_entry(entry) for entry in brief.decide],
        "private": [_entry(entry) for entry in brief.private],
        "waiting": [_entry(entry) for entry in brief.waiting],
        "at_risk": [
            {
                "goal": goal.goal,
                "activities": [
                    {"activity": one.activity, "status": one.status, "since": _day(one.since)}
                    for one in goal.activities
                ],
            }
            for goal in brief.at_risk
        ],
    }


def _entry(entry: Entry) -> dict[str, Any]:
    """A line of any section, which its `section` names."""
    match entry:
        case HelpLine():
            return {"section": "help", **_help(entry)}
        case ProgressLine():
            return {"section": "progress", **_progress(entry)}
        case ComingLine():
            return {"section": "coming_up", **_coming(entry)}
        case LessonLine():
            return {"section": "learned", **_lesson(entry)}
        case AnswerLine():
            return {"section": "answers", **_answers(entry)}
        case ThanksLine():
            return {"section": "thanks", **_thanks(entry)}
        case _:
            assert_never(entry)


def _help(entry: HelpLine) -> dict[str, Any]:
    return {
        "kind": entry.kind,
        "number": entry.ask,
        "activity": entry.activity,
        "words": _words(entry.words),
        "since": None if entry.since is None else _day(entry.since),
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
        "moved": [
            {"milestone": _words(one.words), "date": _day(one.day), "was": _day(one.was)}
            for one in entry.moved
        ],
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


def _answers(entry: AnswerLine) -> dict[str, Any]:
    return {
        "question": entry.question.text,
        "answers": [_voice(voice) for voice in entry.answers],
    }


def _thanks(entry: ThanksLine) -> dict[str, Any]:
    return {"contact": _contact(entry.contact), "asks": entry.asks}


def _voice(voice: Voice) -> dict[str, Any]:
    return {"organisation": voice.organisation, "words": _words(voice.words)}


def _words(words: Excerpt | None) -> dict[str, Any] | None:
    if words is None:
        return None
    seconds = [{"text": second.text, "language": second.language} for second in words.seconds]
    return {"text": words.text, "language": words.language, "second_lines": seconds}


def _contact(contact: Contact | None) -> dict[str, Any] | None:
    if contact is None:
        return None
    return {"person": contact.person, "organisation": contact.organisation}


def _day(day: date) -> str:
    return day.isoformat()
