"""What adapters add to the command line: `ci-bot NAME ACTION`, such as `ci-bot matrix setup`."""

import asyncio
from collections.abc import Callable
from functools import cache
from typing import Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

from ci_bot.cli.options import DEFAULT, Config


class WithActions(TyperGroup):
    """The command line; adapters are only asked for what it does not know itself."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Our own commands, then the adapters'."""
        return [*super().list_commands(ctx), *_groups()]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """One of our own, or an adapter's group of actions."""
        return super().get_command(ctx, cmd_name) or _groups().get(cmd_name)


@cache
def _groups() -> dict[str, Any]:
    from ci_bot.runtime.loader import load_adapters

    plugins = load_adapters().items()
    return {name: _group(name, plugin.actions) for name, plugin in plugins if plugin.actions}


def _group(name: str, actions: Any) -> Any:
    group = typer.Typer(name=name, help=f"What only {name.capitalize()} needs.")
    group.callback()(lambda: None)
    for action, carry_out in actions.items():
        about = (carry_out.__doc__ or "").strip().splitlines()[0]
        group.command(action, help=about)(_command(name, action))
    return get_command(group)


def _command(name: str, action: str) -> Callable[..., None]:
    def command(config: Config = DEFAULT) -> None:
        from ci_bot.cli.acting import act
        from ci_bot.cli.installation import read_installation
        from ci_bot.cli.terminal import say

        say(asyncio.run(act(read_installation(config), name, action)))

    return command
