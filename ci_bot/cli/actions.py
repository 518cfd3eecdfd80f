"""What adapters add to the command line: `ci-bot NAME ACTION`, such as `ci-bot matrix setup`."""

import asyncio
from collections.abc import Callable, Mapping
from functools import cache
from inspect import Parameter, Signature
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

from ci_bot.cli.options import DEFAULT, Config
from ci_bot.ports.chat import Action


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


def _group(name: str, actions: Mapping[str, Action]) -> Any:
    group = typer.Typer(name=name, help=f"What only {name.capitalize()} needs.")
    group.callback()(lambda: None)
    for verb, action in actions.items():
        group.command(verb, help=action.about)(_command(name, verb, action))
    return get_command(group)


def _command(name: str, verb: str, action: Action) -> Callable[..., None]:
    def command(config: Path, **given: bool) -> None:
        from ci_bot.cli.acting import act
        from ci_bot.cli.installation import read_installation
        from ci_bot.cli.terminal import say

        flags = frozenset(flag for flag, wanted in given.items() if wanted)
        say(asyncio.run(act(read_installation(config), name, verb, flags)))

    # typer makes options of what the signature says, and the adapter says what it takes.
    flags = [
        _parameter(flag, _flag(flag, about), default=False) for flag, about in action.flags.items()
    ]
    signature = Signature([*flags, _parameter("config", Config, default=DEFAULT)])
    command.__signature__ = signature  # type: ignore[attr-defined]
    command.__annotations__ = {p.name: p.annotation for p in signature.parameters.values()}
    return command


def _flag(name: str, about: str) -> Any:
    return Annotated[bool, typer.Option(f"--{name}", help=about)]


def _parameter(name: str, annotation: Any, *, default: Any) -> Parameter:
    kind = Parameter.KEYWORD_ONLY
    return Parameter(name, kind, default=default, annotation=annotation)
