"""What people type, and what they hear: one line for each command and each kind of answer."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class Line:
    """`room`: a room of several people; None: the direct message with the bot."""

    person: str
    line: str
    heard: str
    room: str | None = None


@dataclass(frozen=True)
class Passes:
    """Time passes, and what is due happens."""

    time: timedelta


MAREK, PETR, AINO, JONAS = "marek-o", "petr-v", "aino-k", "jonas-r"
SANNA, KAISA, LOTTE, INES = "sanna-h", "kaisa-n", "lotte-f", "ines-b"

PARTNER: tuple[Line | Passes, ...] = (
    Line(MAREK, "help", "help all lists every command"),
    Line(MAREK, "help away", "away until DATE"),
    Line(MAREK, "whoami", "representative for Museum of Little Things"),
    Line(MAREK, "who museum", "Lotte F.: deputy"),
    Line(MAREK, "agenda", "Version 2026-09"),
    Line(MAREK, "activities", "Teacher evenings (teacher-evenings)"),
    Line(MAREK, "activity Teacher evenings", "Lead: Sanna H."),
    Line(MAREK, "map", "Reinforces Teacher evenings"),
    Line(MAREK, "status", "Lesson plans"),
    Line(MAREK, "mine", "Pupils' Heritage Days"),
    Line(MAREK, "checkin", "To answer now"),
    Line(MAREK, "update heritage-days 1 six schools", "on track. “six schools”"),
    Line(MAREK, "backbone only", "is read by the backbone only"),
    Line(PETR, "update heritage-days we print posters", "a contribution of Velmark"),
    # A check-in, in each of the ways it can be answered.
    Line(INES, "checkin open", "Opened"),
    Line(MAREK, "checkin", "How does 1 stand?"),
    Line(MAREK, "2", "what happened, in one sentence?"),
    Line(MAREK, "Why not?", "Shall I take"),
    Line(MAREK, "y", "Who may read"),
    Line(MAREK, "2", "Anything you need"),
    Line(MAREK, "n 1 a printer by Friday", "“a printer by Friday”"),
    Line(MAREK, "edit 1", "how does it stand?"),
    Line(MAREK, "3 It broke", "Who may read"),
    Line(MAREK, "1", "What I understood"),
    Line(MAREK, "1: backbone only", "the backbone only"),
    Line(MAREK, "withdraw 1", "Taken back"),
    Line(MAREK, "1: 4 until May", "on hold. “until May”"),
    Line(AINO, "5 all 412 pictures are online", "Anything you need"),
    Line(AINO, "o 1 a scanner in June", "“a scanner in June”"),
    Line(AINO, "l mornings are quieter", "“mornings are quieter”"),
    Line(SANNA, "1: 1 first evening went well", "first evening went well"),
    Line(SANNA, "-", "What I understood"),
    Line(JONAS, "d", "I ask Lotte F. now"),
    Line(LOTTE, "0", "nothing to tell"),
    Line(KAISA, "a 27 Nov", "Friday 27 November 2026"),
    Line(KAISA, "back", "checkin shows what is open now"),
    Line(PETR, "s", "skipped"),
    Line(PETR, "1: not started waiting for the lawyers", "not started"),
    Line(INES, "checkin close", "Closed"),
    Passes(timedelta(minutes=5)),
    # The same by commands.
    Line(INES, "checkin open", "Opened"),
    Line(MAREK, "same", "no change"),
    Line(AINO, "same Harbour photographs", "no change"),
    Line(PETR, "skip", "skipped"),
    Line(JONAS, "deputy Lotte F.", "I ask Lotte F. now"),
    Line(SANNA, "away until 27 Nov", "Friday 27 November 2026"),
    # Asks and offers.
    Line(KAISA, "!ci ask two vans for Friday", "“two vans for Friday”"),
    Line(PETR, "offer a print room until June", "“a print room until June”"),
    Line(PETR, "asks", "“two vans for Friday”"),
    Line(PETR, "help with 4", "Kaisa N."),
    Line(KAISA, "reply 4 when can we come?", "on its way"),
    Line(KAISA, "close 4 thanks Petr V.", "is closed"),
    Line(PETR, "lesson short evenings work", "“short evenings work”"),
    Line(PETR, "lessons evenings", "short evenings work"),
    Line(PETR, "digest", "There is no digest yet"),
    Line(PETR, "search printer", "found nothing"),
    Line(PETR, "settings hour 19:00", "Asked at 19:00"),
    Line(PETR, "stop", "I ask you nothing any more"),
    Line(PETR, "not me", "I told the backbone"),
    # Not there yet, and said so.
    *(
        Line(PETR, line, "not")
        for line in ("scorecard", "measure x 1", "measures", "mydata", "forget me")
    ),
)

BACKBONE: tuple[Line | Passes, ...] = (
    Line(INES, "setup", "Next:"),
    Line(INES, "setup goal Every pupil swims", "undo takes it back"),
    Line(INES, "undo", "is gone again"),
    Line(INES, "rhythm preset office hours", "office_hours"),
    Line(INES, "undo", "rhythm preset"),
    Line(INES, "rhythm", "Check-ins (every 2 weeks thu 09:30"),
    Line(INES, "rhythm checkin weekly thu 10:00", "weekly thu 10:00"),
    Line(INES, "holidays", "No public holiday"),
    Line(INES, "doctor", "Only you see this"),
    Line(INES, "pause", "Paused"),
    Line(INES, "resume", "Check-ins"),
    Line(INES, "invite Jonas R.", "join "),
    Line("stranger", "join {code}", "Hello Jonas R."),
    Line(INES, "link here coalition", "what is for: coalition", room="all"),
    Line(INES, "link here backbone", "what is for: backbone", room="backbone"),
    Line(INES, "link here coalition chart", "The status chart comes", room="all"),
    Line(INES, "link here coalition no chart", "No status chart comes", room="all"),
    Line(INES, "link here coalition lang en", "is in English", room="all"),
    Line(INES, "undo", "Channel: !all (coalition)"),
    Line(INES, "checkin open", "Opened"),
    Line(INES, "checkin status", "Only you see this"),
    Line(INES, "remind", "private reminder"),
    Line(INES, "note Teacher evenings for Sanna H. at risk no room", "I ask Sanna H. to confirm"),
    Line(SANNA, "c", "Write it as it is"),
    Line(SANNA, "c off track the room is gone", "Who may read this?"),
    Line(SANNA, "1", "is read by the whole coalition"),
    Line(AINO, "1 412 pictures", "on track"),
    Line(INES, "checkin close", "Closed"),
    Line(INES, "digest preview", "412 pictures"),
    Passes(timedelta(days=1, hours=6)),
    Line(INES, "digest hold", "Held"),
    Line(INES, "digest intro A good week.", "on top"),
    Line(INES, "digest drop 1", "1"),
    Line(INES, "digest post", "on its way"),
    Line(INES, "digest arrived 1 y", "no such question"),
    Line(INES, "digest last", "A good week."),
    Line(AINO, "ask a scanner", "“a scanner”"),
    Line(INES, "introduce harbour-archive eastwater about 1", "Harbour Archive"),
    Line(AINO, "introduction 1 y", "I put you in touch"),
    Line(INES, "announce The office is closed", "Post this?"),
    Line(INES, "n", "not"),
    Line(INES, "export updates csv", "ci-bot export updates"),
    Line(INES, "unlink", "", room="all"),
    *(Line(INES, line, "not") for line in ("followup", "intake", "audit")),
)

_LATER = "undo takes it back"
ROSTER: tuple[Line | Passes, ...] = (
    Line(INES, 'org add "Lake Choir" country DE --dry-run', "Lake Choir"),
    Line(INES, 'org add "Lake Choir" country DE', _LATER),
    Line(INES, "org edit Lake Choir language de", _LATER),
    Line(INES, 'person add "Vera K." org Lake Choir', _LATER),
    Line(INES, "person edit Vera K. language de", _LATER),
    Line(INES, 'activity add "Winter songs" lead Vera K.', _LATER),
    Line(INES, "activity edit Winter songs rhythm monthly", _LATER),
    Line(INES, "activity archive Winter songs", _LATER),
    Line(INES, 'group add "Singers" co-chair Vera K.', _LATER),
    Line(INES, "group edit Singers co-chair + Aino K.", _LATER),
    Line(INES, "group archive Singers", _LATER),
    Line(INES, "role grant Vera K. observer for Lake Choir", _LATER),
    Line(INES, "role revoke Vera K. observer", _LATER),
    Line(INES, "person archive Vera K.", _LATER),
    Line(INES, "org archive Lake Choir", _LATER),
    Line(INES, "undo", "Undone"),
    *(Line(INES, word, f"Write: {word} ") for word in ("org", "person", "group", "role")),
)
