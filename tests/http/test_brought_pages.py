"""A platform's pages get whole requests of a bounded size, and only under their own path."""

import asyncio
from collections.abc import AsyncIterator

import aiohttp
import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from ci_bot.http import Listener
from ci_bot.http.bounded import LARGEST, Bounded
from ci_bot.http.pages import pages


async def echo(scope: Scope, receive: Receive, send: Send) -> None:
    """Tells the method and how long the body is."""
    request = Request(scope, receive)
    body = await request.body()
    await PlainTextResponse(f"{request.method} {len(body)}")(scope, receive, send)


async def nothing() -> bytes:
    return b""


@pytest.fixture
async def url() -> AsyncIterator[str]:
    listener = Listener(
        "127.0.0.1:0", reasons=list, exposition=nothing, brought={"/echo/there": echo}
    )
    running = asyncio.create_task(listener.run())
    yield f"http://127.0.0.1:{listener.port}"
    listener.stop()
    async with asyncio.timeout(60):
        await running


@pytest.mark.parametrize("method", ["GET", "POST", "PUT"])
async def test_a_page_answers_under_its_path(
    http: aiohttp.ClientSession, url: str, method: str
) -> None:
    async with http.request(method, f"{url}/echo/there", data=b"x" * 70_000) as answer:
        assert (answer.status, await answer.text()) == (200, f"{method} 70000")


@pytest.mark.parametrize("path", ["/echo", "/echo/there/", "/echo/there/more", "/echo/../there"])
async def test_no_other_path_is_the_pages(http: aiohttp.ClientSession, url: str, path: str) -> None:
    async with http.get(f"{url}{path}", allow_redirects=False) as answer:
        assert answer.status == 404


async def test_a_body_of_the_size_allowed_comes_through(
    http: aiohttp.ClientSession, url: str
) -> None:
    async with http.post(f"{url}/echo/there", data=b"x" * LARGEST) as answer:
        assert await answer.text() == f"POST {LARGEST}"


async def test_a_body_that_is_declared_too_large_is_refused_unread(url: str) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", int(url.rpartition(":")[2]))
    size = LARGEST + 1
    writer.write(f"POST /echo/there HTTP/1.1\r\nHost: a\r\nContent-Length: {size}\r\n\r\n".encode())
    said = await reader.read()
    writer.close()
    assert said.startswith(b"HTTP/1.1 413")


async def test_a_body_that_turns_out_too_large_is_refused(url: str) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", int(url.rpartition(":")[2]))
    writer.write(b"POST /echo/there HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n")
    chunk = b"10000\r\n" + b"x" * 0x10000 + b"\r\n"
    for _ in range(17):
        writer.write(chunk)
    assert (await reader.readline()).startswith(b"HTTP/1.1 413")
    writer.close()


async def test_whoever_never_sends_the_body_is_not_waited_for() -> None:
    told: list[dict[str, object]] = []

    async def receive() -> dict[str, object]:
        await asyncio.Event().wait()
        return {}

    async def send(message: dict[str, object]) -> None:
        told.append(message)

    scope = {"type": "http", "method": "POST", "path": "/", "headers": []}
    await Bounded(echo, patience=0.01)(scope, receive, send)  # type: ignore[arg-type]
    assert told[0]["status"] == 408


async def test_whoever_leaves_in_the_middle_is_answered_nothing() -> None:
    told: list[object] = []

    async def receive() -> dict[str, object]:
        return {"type": "http.disconnect"}

    async def send(message: object) -> None:
        told.append(message)

    scope = {"type": "http", "method": "POST", "path": "/", "headers": []}
    await Bounded(echo)(scope, receive, send)
    assert told == []


def test_without_platforms_there_is_health_and_metrics_alone() -> None:
    assert len(pages(list, nothing).routes) == 2
