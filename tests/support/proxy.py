"""A proxy in front of a homeserver that fails on purpose."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import ClientSession, ClientTimeout, web
from yarl import URL

from tests.support.server_process import free_port


@dataclass(kw_only=True)
class Fault:
    """What happens to the next requests that match; each kind of failure is one field.

    `drop`: the connection is cut "before" or "after" the homeserver got the request. `status`:
    answered without asking it. `truncate`: half of the answer. `delay`: seconds before asking.
    """

    path: str
    method: str = ""
    times: int = 1
    drop: str = ""
    status: int = 0
    body: Mapping[str, Any] | str = ""
    truncate: bool = False
    delay: float = 0.0


@dataclass
class FaultProxy:
    """Passes requests on, apart from its faults; `seen` are the requests, as method and path.

    `watch` is called with "asked" before and with "answered" after the homeserver got a request,
    and its path.
    """

    target: str
    url: str
    faults: list[Fault] = field(default_factory=list)
    seen: list[tuple[str, str]] = field(default_factory=list)
    watch: Callable[[str, str], Awaitable[None]] | None = None

    def fail(self, path: str, **how: Any) -> Fault:
        """Makes the next requests whose path contains this one fail."""
        fault = Fault(path=path, **how)
        self.faults.append(fault)
        return fault

    async def _tell(self, what: str, request: web.Request) -> None:
        if self.watch is not None:
            await self.watch(what, request.path)

    def _next(self, method: str, path: str) -> Fault | None:
        for fault in self.faults:
            if fault.times and fault.path in path and fault.method in {"", method}:
                fault.times -= 1
                return fault
        return None

    async def handle(self, request: web.Request, client: ClientSession) -> web.StreamResponse:
        self.seen.append((request.method, request.path))
        fault = self._next(request.method, request.path) or Fault(path="")
        body = await request.read()
        if fault.drop == "before":
            return _cut(request)
        if fault.status:
            if isinstance(fault.body, str):
                return web.Response(status=fault.status, text=fault.body)
            return web.json_response(dict(fault.body), status=fault.status)
        await asyncio.sleep(fault.delay)
        kept = {
            name: request.headers[name]
            for name in ("Authorization", "Content-Type")
            if name in request.headers
        }
        await self._tell("asked", request)
        address = URL(self.target + request.raw_path, encoded=True)
        async with client.request(request.method, address, data=body, headers=kept) as answer:
            raw = await answer.read()
            await self._tell("answered", request)
            if fault.drop == "after":
                return _cut(request)
            if fault.truncate:
                return await _truncated(request, raw)
            return web.Response(status=answer.status, body=raw, content_type=answer.content_type)


def _cut(request: web.Request) -> web.Response:
    assert request.transport is not None
    request.transport.close()
    return web.Response()


async def _truncated(request: web.Request, raw: bytes) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Length": str(len(raw))})
    await response.prepare(request)
    await response.write(raw[: len(raw) // 2])
    _cut(request)
    return response


@asynccontextmanager
async def fault_proxy(target: str) -> AsyncIterator[FaultProxy]:
    """A proxy in front of the address, on a free port of 127.0.0.1."""
    port = free_port()
    proxy = FaultProxy(target, f"http://127.0.0.1:{port}")
    async with ClientSession(timeout=ClientTimeout(total=60), auto_decompress=True) as client:
        runner = web.ServerRunner(
            web.Server(lambda request: proxy.handle(request, client)),  # type: ignore[arg-type]
            shutdown_timeout=0.1,
        )
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", port).start()
        try:
            yield proxy
        finally:
            await runner.cleanup()
