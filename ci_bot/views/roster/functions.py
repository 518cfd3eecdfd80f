"""The functions of a backbone, in words."""

from ci_bot.views.reader import Reader


def function_name(reader: Reader, function: str) -> str:
    """One of the six in the reader's language; any other as the file has it."""
    _ = reader.gettext
    known = {
        "vision_and_strategy": _("vision and strategy"),
        "aligned_activities": _("aligned activities"),
        "shared_measurement": _("shared measurement"),
        "public_will": _("public will"),
        "policy": _("policy"),
        "funding": _("funding"),
    }
    return known.get(function, function)
