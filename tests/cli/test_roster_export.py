"""What was changed in chat comes out as a file that changes nothing, on both databases."""

import asyncio
from dataclasses import replace
from datetime import timedelta

from ci_bot.domain.ids import AccountId, CoalitionId, PersonId
from ci_bot.domain.person import Account
from ci_bot.store import open_store
from tests.cli.host import CONSOLE, Host
from tests.cli.test_coalition import NOTHING
from tests.support.chat_house import ChatHouse

SLUG = CoalitionId("green-harbour")
INES = PersonId("ines")
TYPED = (
    'org add "Тестовий музей" country ua timezone Europe/Kyiv',
    'person add "Ольга Ї." org testovii-muzei role deputy',
    "group add Schools co-chair Ines B., olga-i meets monthly first tue 17:00",
    "group add Tides",
    "group archive Tides",
    "activity add Song book lead olga-i group schools end 30 June 2027 milestone First copy 27 Nov",
    "activity edit Song book milestone First copy 4 Dec reinforces Water tests",
    "role grant Ines B. representative to 31 Dec",
    "org add Mistaken",
    "undo",
    "activity archive Water tests",
    "settings hour 19:00",
    "pause",
)


async def talk(url: str) -> None:
    """Ines types it all, and each is done."""
    async with open_store(url) as store:
        async with store.write() as uow:
            coalition = await uow.of(SLUG).load()
            assert coalition is not None
            account = Account(id=AccountId("fake:ines"), person=INES)
            await uow.of(SLUG).save(replace(coalition, accounts=(account,)))
            await uow.commit()
        house = ChatHouse(store=store)
        for line in TYPED:
            said = await house.says("ines", line)
            assert said.startswith(("Done:", "Undone:", "Paused.", "- Time zone")), said
            house.clock.advance(timedelta(seconds=20))


def check_that_the_export_changes_nothing(host: Host) -> None:
    host.write("exported.yaml", host.types("coalition", "export", SLUG).out)
    file = str(host.folder / "exported.yaml")
    for command in (("plan", file), ("plan", file, "--prune"), ("apply", file), ("plan", file)):
        ended = host.types("coalition", *command)
        assert (ended.code, ended.out) == (0, NOTHING), command
        assert "kept all the same" not in ended.err


def test_on_sqlite(host: Host) -> None:
    host.types("coalition", "apply", str(host.folder / "coalition.yaml"))
    asyncio.run(talk(f"sqlite+aiosqlite:///{host.database}"))
    check_that_the_export_changes_nothing(host)


def test_on_postgresql(host: Host, postgres_url: str) -> None:
    host.write("ci-bot.toml", f'{CONSOLE}[database]\nurl = "{postgres_url}"\n')
    host.settings.chmod(0o600)
    host.types("coalition", "apply", str(host.folder / "coalition.yaml"))
    asyncio.run(talk(postgres_url))
    check_that_the_export_changes_nothing(host)
