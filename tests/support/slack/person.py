"""One person at Slack who also presses, submits, commands and opens the home tab."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NoReturn

from ci_bot.ports.chat import MessageId, RoomId
from tests.support.slack import happenings, payloads
from tests.support.slack.client import SlackClient
from tests.support.slack.forms import NotPossible, state
from tests.support.slack.message_rules import check_message
from tests.support.slack.permits import ResponseUrl
from tests.support.slack.records import App, Install, Json, Refused, Sent, View
from tests.support.slack.refusal import Refusal
from tests.support.slack.rendering import Control, controls, lines
from tests.support.slack.response_urls import say
from tests.support.slack.shapes import view_json
from tests.support.slack.view_methods import push_view, replace_view
from tests.support.slack.view_rules import view_problems

# Where time stands still, nothing else ends the waiting for an app that does not answer.
PATIENCE = 20.0
Answer = Mapping[str, Any] | None


@dataclass(eq=False)
class SlackPerson(SlackClient):
    """What is pressed returns the app's acknowledgement; None: the app did not take it."""

    def controls(self, room: RoomId, message: MessageId) -> list[str]:
        """What stands on the buttons and in the menus of a message."""
        return [one.label for one in controls(self.message(room, message).blocks or [])]

    async def click(
        self, room: RoomId, message: MessageId, what: str, *, block: int | None = None
    ) -> Answer:
        """Presses a button or chooses an option, named by label, action id or value.

        The case of a label is no matter. `block`: only among those in that place of the
        message's blocks, from 0.
        """
        found = self.message(room, message)
        if found.app is None:
            raise NotPossible("only an app's messages have buttons")
        install = self._install(found.app, found.author[0])
        blocks = found.blocks or []
        control = _named(blocks if block is None else [blocks[block]], what)
        payload = payloads.pressed_in_message(
            self._acting(install),
            self.channel(room),
            found,
            payloads.action_of(control.element, control.block["block_id"], control.option),
            state(blocks, {}, strict=False),
        )
        return await self._tell(install.app, "interactive", payload)

    async def open_home(self, app: App | None = None, *, tab: str = "home") -> None:
        """Looks at the app's home tab, or its messages."""
        install = self._own_install(app)
        view = self.world.homes.get((install.app.id, self.user.who))
        event: Json = {
            "type": "app_home_opened",
            "user": self.id,
            "channel": self.world.direct(install, self.user.who).id,
            "tab": tab,
        }
        event |= {"view": view_json(view)} if view is not None and tab == "home" else {}
        happenings.tell(self.world, "app_home_opened", event, [install])

    def home(self, app: App | None = None) -> View | None:
        """What the home tab shows now."""
        return self.world.homes.get((self._own_install(app).app.id, self.user.who))

    async def sees_home(self, until: Callable[[Sequence[str]], bool] = bool) -> list[str]:
        """The lines of the home tab, once the condition holds."""
        await self.world.until(lambda: until(self._home_lines()))
        return self._home_lines()

    async def click_home(self, what: str) -> Answer:
        """Presses something on the home tab."""
        view = self.home()
        if view is None:
            raise NotPossible("the home tab is empty")
        return await self.click_view(view, what)

    async def click_view(self, view: View, what: str, **values: Any) -> Answer:
        """Presses something in a modal or on the home tab; `values` are what was entered so far."""
        blocks = view.body["blocks"]
        control = _named(blocks, what)
        action = payloads.action_of(control.element, control.block["block_id"], control.option)
        entered = state(blocks, values, strict=False)
        payload = payloads.pressed_in_view(self._acting(view.install), view, action, entered)
        return await self._tell(view.install.app, "interactive", payload)

    async def modal(self, until: Callable[[View], bool] = lambda _: True) -> View:
        """The modal that is open, once the condition holds."""

        def there() -> bool:
            view = self.world.modals.get(self.user.who)
            return view is not None and until(view)

        await self.world.until(there)
        return self.world.modals[self.user.who]

    async def submit(self, view: View, values: Mapping[str, Any] | None = None) -> Answer:
        """Fills in a modal and submits it; values are named by label, action id or block id."""
        if self.world.modals.get(self.user.who) is not view:
            raise NotPossible("this modal isn't open")
        entered = state(view.body["blocks"], values or {}, strict=True)
        payload = payloads.submitted(self._acting(view.install), view, entered)
        answer = await self._tell(view.install.app, "interactive", payload)
        if answer is not None:
            self._after(view, answer)
        return answer

    async def close(self, view: View) -> None:
        """Closes a modal without submitting it."""
        self._close(view)
        if view.body.get("notify_on_close"):
            payload = payloads.closed(self._acting(view.install), view)
            await self._tell(view.install.app, "interactive", payload)

    async def command(self, room: RoomId, command: str, text: str = "") -> Answer:
        """Types a slash command; never in a thread, as Slack has it."""
        channel = self.channel(room)
        for install in self.world.living():
            if install.team == self.user.team and command in install.app.commands:
                payload = payloads.commanded(self._acting(install), channel, command, text)
                answer = await self._tell(install.app, "slash_commands", payload)
                if answer and (answer.get("text") or answer.get("blocks")):
                    try:
                        check_message(self.world, "acknowledgement", answer)
                    except Refusal as refusal:
                        self._trouble(refusal)
                    everybody = answer.get("response_type") == "in_channel"
                    permit = ResponseUrl(
                        app=install.app,
                        team=install.team,
                        who=self.user.who,
                        channel=channel,
                        at=self.world.clock.now(),
                    )
                    say(self.world, permit, answer, seen_by_all=everybody)
                return answer
        raise NotPossible(f"{command} is no command here")

    async def shortcut(self, room: RoomId, message: MessageId, callback_id: str) -> Answer:
        """Uses an app's entry in the menu of a message, whoever wrote it."""
        channel, found = self.channel(room), self.message(room, message)
        for install in self.world.living():
            if install.team == self.user.team and callback_id in install.app.shortcuts:
                payload = payloads.shortcut(self._acting(install), channel, found, callback_id)
                return await self._tell(install.app, "interactive", payload)
        raise NotPossible(f"{callback_id} is no shortcut here")

    def _trouble(self, refusal: Refusal) -> NoReturn:
        """The acknowledgement was refused: the client tells so, and the app never hears of it."""
        self.world.refused.append(
            Refused(method="acknowledgement", error=refusal.error, details=refusal.details)
        )
        raise NotPossible(f"the client shows an error: {refusal.error} {refusal.details}")

    def _acting(self, install: Install) -> payloads.Acting:
        return payloads.Acting(world=self.world, install=install, user=self.user)

    def _after(self, view: View, answer: Mapping[str, Any]) -> None:
        """What the modal does once its submission was acknowledged."""
        action = answer.get("response_action")
        if action == "errors":
            return
        if action in ("update", "push"):
            problems = view_problems(answer.get("view"), ["modal"])
            if problems:
                self._trouble(Refusal("invalid_arguments", problems))
            if action == "update":
                replace_view(self.world, view, answer["view"])
            else:
                push_view(self.world, view, answer["view"])
        elif action == "clear" or view.previous is None:
            self.world.modals.pop(self.user.who, None)
        else:
            self._close(view)
        self.world.changed()

    def _close(self, view: View) -> None:
        if view.previous is not None:
            self.world.modals[self.user.who] = view.previous
        else:
            self.world.modals.pop(self.user.who, None)
        self.world.changed()

    async def _tell(self, app: App, kind: str, payload: Json) -> Answer:
        envelope = self.world.post(app, kind, payload)
        try:
            answer = await asyncio.wait_for(asyncio.shield(envelope.done), PATIENCE)
        except TimeoutError:
            self.world.courier.fail(envelope, "timeout")
            return None
        if answer:
            sent = Sent(
                method="acknowledgement",
                team=self.user.team,
                args=answer,
                answer={"ok": True},
                at=self.world.clock.now(),
            )
            self.world.sent.append(sent)
        return answer

    def _install(self, app: App, team: str) -> Install:
        install = self.world.install(app, team)
        if install is None or install.ended:
            raise NotPossible("the app isn't installed")
        return install

    def _own_install(self, app: App | None) -> Install:
        for install in self.world.living(app):
            if install.team == self.user.team and (self.bot in (None, install.bot) or app):
                return install
        raise NotPossible(f"the app isn't installed in {self.user.team}")

    def _home_lines(self) -> list[str]:
        view = self.home()
        return lines(view.body["blocks"]) if view is not None else []


def _named(blocks: Sequence[Json], what: str) -> Control:
    every = controls(blocks)
    for one in every:
        value = one.option["value"] if one.option is not None else one.element.get("value")
        if what in (one.element["action_id"], value) or what.casefold() == one.label.casefold():
            return one
    raise NotPossible(f"no {what!r} among {[one.label for one in every]}")
