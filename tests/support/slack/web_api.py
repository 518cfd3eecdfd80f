"""The Web API: who calls, whether they may, what goes wrong, and the answer."""

import asyncio
import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from tests.support.slack import (  # noqa: F401
    account_methods,
    chat_methods,
    conversation_methods,
    file_methods,
    oauth,
    view_methods,
)
from tests.support.slack.call import Call, read_args, read_client, read_token
from tests.support.slack.faults import HTML, Fault, Faults, Taken
from tests.support.slack.method_table import METHODS, Method
from tests.support.slack.rate_limits import RateLimits
from tests.support.slack.records import Json, Refused, Sent
from tests.support.slack.refusal import RateLimited, Refusal
from tests.support.slack.world import World


@dataclass(eq=False)
class WebApi:
    world: World
    faults: Faults
    limits: RateLimits

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Answers one call."""
        name = request.match_info["method"]
        try:
            args = await read_args(request)
            call, may = self._caller(name, request, args)
        except Refusal as refusal:
            self.world.refused.append(Refused(method=name, error=refusal.error))
            return web.json_response(refusal.body())
        fault = self.faults.met_by(name, args, call.team)
        return await self.answer(request, call, fault, lambda: self._do(call, may))

    async def answer(
        self, request: web.Request, call: Call, fault: Fault | None, do: Callable[[], Json]
    ) -> web.StreamResponse:
        """Does what is asked, unless the fault has it otherwise."""
        if fault is None:
            return self._respond(call, self._take(call, do))
        self.world.changed()
        if fault.gate is not None:
            await fault.gate.wait()
        answer: Json | RateLimited | None = None
        if fault.taken is Taken.AT_ONCE:
            answer = self._take(call, do)
        elif fault.taken is Taken.LATE:
            fault.effect = lambda: self._take(call, do)
            self.faults.late.append(fault)
            self.world.changed()
        await asyncio.sleep(fault.seconds)
        if fault.cut:
            return cut_off(request)
        if fault.status == 429:
            self._record(call, None)
            return _limited(fault.retry_after)
        if fault.status:
            self._record(call, None)
            return web.Response(status=fault.status, text=HTML, content_type="text/html")
        if fault.error:
            self._record(call, {"ok": False, "error": fault.error})
            return web.json_response({"ok": False, "error": fault.error})
        assert answer is not None
        return self._respond(call, answer)

    def _caller(
        self, name: str, request: web.Request, args: dict[str, Any]
    ) -> tuple[Call, Callable[[], Method]]:
        """The call, and what to ask whether it may be done; who asks is found in any case."""
        token = read_token(request, args)
        install = next((one for one in self.world.installs if one.token == token), None)
        app = next((one for one in self.world.apps.values() if one.token == token), None)
        if name == "oauth.v2.access":
            client = read_client(request, args)
            app = next((one for one in self.world.apps.values() if one.client_id == client[0]), app)
            args.pop("client_secret", None)
            args.pop("client_id", None)
        else:
            client = ("", "")
        call = Call(world=self.world, method=name, args=args, install_=install, app_=app)
        return call, lambda: self._admit(call, token, client)

    def _admit(self, call: Call, token: str, client: tuple[str, str]) -> Method:
        method = METHODS.get(call.method)
        if method is None:
            raise Refusal("unknown_method")
        if method.token == "client":
            if call.app_ is None:
                raise Refusal("invalid_client_id")
            if call.app_.client_secret != client[1]:
                raise Refusal("bad_client_secret")
            return method
        if method.token == "none":
            return method
        if not token:
            raise Refusal("not_authed")
        if call.install_ is None and call.app_ is None:
            raise Refusal("invalid_auth")
        if method.token != "any" and (method.token == "app") == (call.app_ is None):
            raise Refusal("not_allowed_token_type")
        if call.install_ is not None and call.install_.ended:
            raise Refusal(call.install_.ended)
        if method.scopes:
            call.needs(*method.scopes)
        return method

    def _do(self, call: Call, may: Callable[[], Method]) -> Json:
        method = may()
        channel = str(call.args.get("channel") or "")
        self.limits.check(call.method, call.team, channel, self.world.clock.now())
        return {"ok": True, **method.handler(call)}

    def _take(self, call: Call, do: Callable[[], Json]) -> Json | RateLimited:
        answer: Json | RateLimited
        try:
            answer = do()
        except RateLimited as limited:
            self.world.limited.append(self._record(call, None))
            return limited
        except Refusal as refusal:
            self.world.refused.append(
                Refused(
                    method=call.method,
                    error=refusal.error,
                    details=refusal.details,
                    team=call.team,
                    args=call.args,
                )
            )
            answer = refusal.body()
        self._record(call, answer)
        return answer

    def _record(self, call: Call, answer: Json | None) -> Sent:
        now = self.world.clock.now()
        sent = Sent(method=call.method, team=call.team, args=call.args, answer=answer, at=now)
        self.world.sent.append(sent)
        self.world.changed()
        return sent

    def _respond(self, call: Call, answer: Json | RateLimited) -> web.Response:
        if isinstance(answer, RateLimited):
            return _limited(answer.retry_after)
        headers = {}
        if call.install_ is not None:
            headers["X-OAuth-Scopes"] = ",".join(sorted(call.install_.scopes))
            method = METHODS.get(call.method)
            if method is not None:
                headers["X-Accepted-OAuth-Scopes"] = ",".join(method.scopes)
        elif call.app_ is not None:
            headers["X-OAuth-Scopes"] = ",".join(sorted(call.app_.scopes))
        return web.json_response(answer, headers=headers)


def cut_off(request: web.Request) -> web.Response:
    """Closes the connection without an answer."""
    with contextlib.suppress(AttributeError):
        request.transport.abort()  # type: ignore[union-attr]
    return web.Response()


def _limited(retry_after: int) -> web.Response:
    headers = {"Retry-After": str(retry_after)}
    return web.json_response({"ok": False, "error": "ratelimited"}, status=429, headers=headers)
