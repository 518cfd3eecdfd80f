"""What the bot says where it can't even look up whom it speaks to."""

from ci_bot.views.translation import translation


def try_again(language: str | None) -> str:
    """A tap, a form or a command came to nothing; nothing was kept of it."""
    _ = translation(language or "en").gettext
    return _("That did not work just now, and I kept nothing of it. Please try again.")
