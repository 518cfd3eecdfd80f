"""The HTTP listener: how the bot is, for machines that watch it."""

from ci_bot.http.listener import Listener, ListenError

__all__ = ["ListenError", "Listener"]
