"""`ci-bot demo`: the real bot with invented people, on this machine alone."""

import asyncio
from contextlib import nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

DATABASE = "ci-bot.db"


def demo(
    text: Annotated[
        bool, typer.Option("--text", help="Play one round as a transcript, and end.")
    ] = False,
    keep: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Keep the database in this folder.")
    ] = None,
    port: Annotated[int, typer.Option(help="Of the playground, once it is there.")] = 8765,  # noqa: ARG001
    seed: Annotated[int, typer.Option(help="Who answers how; the same seed plays the same.")] = 1,
) -> None:
    """Play with the bot: nothing is needed, and nothing leaves this machine."""
    from ci_bot.cli.terminal import note, pour

    if not text:
        note("The playground in the browser is not there yet; this is the transcript.")
    with TemporaryDirectory() if keep is None else nullcontext(_made(keep)) as folder:
        try:
            pour(asyncio.run(_played(Path(folder), seed)))
        except KeyboardInterrupt:
            raise typer.Exit from None
    if keep is not None:
        note(f"The database of this round is {keep / DATABASE}.")


def _made(folder: Path) -> Path:
    from ci_bot.cli.refusals import FailedError

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FailedError(f"{folder} can't be made ({error.strerror}); name another") from None
    if (folder / DATABASE).exists():
        raise FailedError(f"{folder} holds a database already; name another folder for --keep")
    return folder


async def _played(folder: Path, seed: int) -> str:
    from ci_bot.cli.refusals import FailedError
    from ci_bot.demo.transcript import play
    from ci_bot.runtime.loader import load_adapters
    from ci_bot.runtime.logs import set_up_logs

    set_up_logs(quiet=True)
    console = load_adapters().get("console")
    if console is None:
        raise FailedError("the console adapter is not installed; install ci-bot anew")
    settings = console.settings_type()
    url = f"sqlite+aiosqlite:///{folder / DATABASE}"
    return await play(lambda vault: console.open(settings, vault, folder), url=url, seed=seed)
