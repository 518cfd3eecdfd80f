"""The steps that lead a host to Matrix, taken as they are written."""

from pathlib import Path

from tests.conftest import NewPerson
from tests.project.sources import ROOT
from tests.project.steps import edit, healthy, running, steps, typed
from tests.support.person import Person

STEPS = steps((ROOT / "docs/hosting.md").read_text())


async def answers(bot: Person, room: str, person: Person, words: str) -> None:
    heard = await person.hears(
        room, lambda event: event["sender"] == bot.user_id and words in str(event["content"])
    )
    assert heard


async def test_the_steps_lead_to_a_bot_that_answers(new_person: NewPerson, tmp_path: Path) -> None:
    bot, ines = await new_person("bot"), await new_person("ines")
    start, apply, log_in, check, status = STEPS
    await typed(start, tmp_path, stdin=f"{bot.password}\n")
    folder = tmp_path / "ci-bot"
    edit(
        folder / "ci-bot.toml",
        ("https://matrix.example.org", bot.url),
        ("@ci-bot:example.org", bot.user_id),
    )
    edit(
        folder / "coalition.yaml",
        (
            '    # accounts: {matrix: "@ines:example.org", slack',
            f'    accounts: {{matrix: "{ines.user_id}", slack',
        ),
    )
    assert "Done." in await typed(apply, folder)
    assert "Nothing changes" in await typed("ci-bot coalition apply coalition.yaml", folder)
    assert "cross-signed" in await typed(log_in, folder)
    assert "WRONG" not in await typed(check, folder)
    async with running(folder):
        room = await ines.create_room(bot, direct=True)
        await answers(bot, room, ines, "")
        await ines.say(room, "!ci whoami")
        await answers(bot, room, ines, "Ines B.")
        await healthy(status, folder)
    assert "backup.db" in await typed("ci-bot db backup backup.db", folder)
