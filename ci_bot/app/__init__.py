"""The composition root: every choice of part is made here, once."""

from ci_bot.app.build import App, build_app

__all__ = ["App", "build_app"]
