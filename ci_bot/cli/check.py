"""`ci-bot check`: whether everything is right before the bot runs."""

import asyncio

import typer

from ci_bot.cli.options import DEFAULT, Config, Json


def check(as_json: Json = False, config: Config = DEFAULT) -> None:
    """See whether all is ready to run; sends nothing."""
    from dataclasses import asdict

    from ci_bot.cli.findings import findings
    from ci_bot.cli.installation import read_installation, with_platforms
    from ci_bot.cli.terminal import give, say

    found = asyncio.run(findings(with_platforms(read_installation(config))))
    wrong = [finding for finding in found if finding.required and not finding.ok]
    if as_json:
        give({"ok": not wrong, "findings": [asdict(finding) for finding in found]})
    else:
        for finding in found:
            word, colour = _verdict(ok=finding.ok, required=finding.required)
            advice = f": {finding.advice}" if finding.advice else ""
            say(f"{word:5} {finding.what}{advice}", style=colour)
    if wrong:
        raise typer.Exit(1)


def _verdict(*, ok: bool, required: bool) -> tuple[str, str]:
    if ok:
        return "ok", "green"
    return ("WRONG", "bold red") if required else ("note", "yellow")
