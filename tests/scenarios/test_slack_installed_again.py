"""A workspace throws the bot out and installs it again: what waited arrives then, each once."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import aiohttp
import pytest

from adapters.slack.platform import open_platform
from ci_bot.app import App, build_app
from ci_bot.domain.delivery import Delivery, DeliveryKind
from ci_bot.domain.ids import AccountId, delivery_key
from ci_bot.messages.serial import to_json
from ci_bot.runtime.clock import SystemClock
from ci_bot.runtime.keyring import Keyring
from ci_bot.runtime.vault import StoreVault
from ci_bot.settings import new_key
from ci_bot.testing.fake_holidays import FakeHolidays
from ci_bot.testing.memory_store import MemoryStore
from ci_bot.testing.recording_inlet import RecordingInlet
from tests.adapters.slack.voice import say
from tests.support.matrix_house import BRISK
from tests.support.slack import Slack, SlackPerson, Team, slack_stand_in
from tests.support.slack.records import Install
from tests.support.slack_door import Doorway, served
from tests.support.slack_house import QUICK
from tests.support.slack_installing import REDIRECT, Agency, settings_of

TEXTS = [f"message {number}" for number in range(5)]


@dataclass(kw_only=True, slots=True)
class Bot:
    app: App
    office: Agency
    store: MemoryStore

    async def post(self, person: SlackPerson, text: str) -> None:
        now = SystemClock().now()
        account = AccountId(person.account)
        async with self.store.write() as uow:
            await uow.outbox.add(
                [
                    Delivery(
                        key=delivery_key(DeliveryKind.REPLY, text, account),
                        kind=DeliveryKind.REPLY,
                        lane=account,
                        due=now,
                        available=now,
                        created=now,
                        account=account,
                        body=to_json(say(text)),
                    )
                ]
            )
            await uow.commit()

    def install(self, team: Team) -> Install:
        found = self.office.slack.world.install(self.office.app, team.id)
        assert found is not None
        return found

    def shown(self, team: Team, person: SlackPerson) -> list[str]:
        room = self.office.slack.direct(self.install(team), person)
        return [seen.text for seen in person.shown(room)]


@asynccontextmanager
async def running(slack: Slack) -> AsyncIterator[Bot]:
    store, app = MemoryStore(), slack.app("By page", redirect_urls=[REDIRECT])
    settings = settings_of(slack, app)
    vault = StoreVault(store, "slack", Keyring([new_key()]))
    async with (
        open_platform(settings, vault, Path(), replace(QUICK, recheck=0.1)) as platform,
        served(platform.pages) as url,
        aiohttp.ClientSession() as session,
    ):
        bot = build_app(
            store=store,
            clock=SystemClock(),
            platforms=(platform,),
            holidays=FakeHolidays(),
            timing=replace(BRISK, paused=timedelta(milliseconds=200)),
        )
        office = Agency(
            slack=slack,
            app=app,
            settings=settings,
            vault=vault,
            platform=platform,
            inlet=RecordingInlet(vault),
            door=Doorway(url=url, session=session),
        )
        stop = asyncio.Event()
        work = asyncio.create_task(bot.run(stop))
        try:
            yield Bot(app=bot, office=office, store=store)
        finally:
            stop.set()
            await work


@pytest.mark.parametrize("noticed", ["by its event", "by a refused message"])
async def test_what_waited_arrives_once_after_the_app_is_installed_again(noticed: str) -> None:
    async with slack_stand_in() as slack, running(slack) as bot:
        team, other = slack.team("One"), slack.team("Two")
        await bot.office.installed(team)
        await bot.office.installed(other)
        anna, bert = slack.person("anna", team), slack.person("bert", other)
        await bot.post(anna, "before")
        await slack.world.until(lambda: bot.shown(team, anna) == ["before"])

        if noticed == "by its event":
            slack.uninstall(bot.install(team))
        else:
            bot.install(team).ended = "token_revoked"
        for text in TEXTS:
            await bot.post(anna, text)
            await bot.post(bert, text)
        await slack.world.until(lambda: bot.shown(other, bert) == TEXTS)
        assert bot.shown(team, anna) == ["before"]

        answer = await bot.office.installed(team)
        assert answer.status == 200
        await slack.world.until(lambda: len(bot.shown(team, anna)) > len(TEXTS))
        assert bot.shown(team, anna) == ["before", *TEXTS]
        assert not bot.app.health.reasons
