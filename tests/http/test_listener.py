"""The listener tells how the bot is, on one address, and answers nothing else."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import aiohttp
import pytest

from ci_bot.http import Listener, ListenError
from ci_bot.ports.store import StoreError


@dataclass
class Bot:
    """What the listener asks."""

    reasons: list[str] = field(default_factory=list)
    figures: bytes | None = b"ci_bot_queue_length 0\n"

    async def exposition(self) -> bytes:
        if self.figures is None:
            raise StoreError("the database can't be reached")
        return self.figures


@asynccontextmanager
async def listening(bot: Bot, listen: str = "127.0.0.1:0") -> AsyncIterator[str]:
    listener = Listener(listen, reasons=lambda: bot.reasons, exposition=bot.exposition)
    running = asyncio.create_task(listener.run())
    host = "[::1]" if "[" in listen else "127.0.0.1"
    yield f"http://{host}:{listener.port}"
    listener.stop()
    async with asyncio.timeout(60):
        await running


async def test_a_bot_that_is_well_is_200(http: aiohttp.ClientSession) -> None:
    async with listening(Bot()) as url, http.get(f"{url}/healthz") as answer:
        assert (answer.status, await answer.json()) == (200, {"healthy": True, "reasons": []})
        assert answer.headers["Cache-Control"] == "no-store"
        assert "Server" not in answer.headers


async def test_a_bot_that_is_not_is_503_with_the_reasons(http: aiohttp.ClientSession) -> None:
    bot = Bot(reasons=["matrix: no sync for 3 minutes"])
    async with listening(bot) as url:
        async with http.get(f"{url}/healthz") as answer:
            told = {"healthy": False, "reasons": ["matrix: no sync for 3 minutes"]}
            assert (answer.status, await answer.json()) == (503, told)
        bot.reasons.clear()
        async with http.get(f"{url}/healthz") as answer:
            assert answer.status == 200


async def test_metrics_are_for_prometheus(http: aiohttp.ClientSession) -> None:
    async with listening(Bot()) as url, http.get(f"{url}/metrics") as answer:
        assert (answer.status, answer.content_type) == (200, "text/plain")
        assert await answer.read() == b"ci_bot_queue_length 0\n"


async def test_metrics_of_a_lost_database_are_503(http: aiohttp.ClientSession) -> None:
    async with listening(Bot(figures=None)) as url, http.get(f"{url}/metrics") as answer:
        assert answer.status == 503
        assert "can't be read now" in await answer.text()


@pytest.mark.parametrize(
    "path",
    ["/", "/docs", "/openapi.json", "/healthz/", "/healthz/x", "/metrics/../etc", "/%00", "/é"],
)
async def test_nothing_else_answers(http: aiohttp.ClientSession, path: str) -> None:
    async with (
        listening(Bot()) as url,
        http.get(f"{url}{path}", allow_redirects=False) as answer,
    ):
        assert answer.status == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PROPFIND"])
async def test_a_wrong_method_is_the_askers_fault(http: aiohttp.ClientSession, method: str) -> None:
    async with (
        listening(Bot()) as url,
        http.request(method, f"{url}/healthz", data=b"x" * 10_000) as answer,
    ):
        assert 400 <= answer.status < 500


@pytest.mark.parametrize(
    "request_",
    [
        b"nonsense\r\n\r\n",
        b"GET /healthz HTTP/9.9\r\n\r\n",
        b"GET /healthz HTTP/1.1\r\nHost: a\r\nContent-Length: minus\r\n\r\n",
        b"GET /healthz HTTP/1.1\r\nHost: a\r\n" + b"X: " + b"y" * 100_000 + b"\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    ],
    ids=["words", "version", "length", "header", "tls"],
)
async def test_bad_input_is_no_fault_of_the_bot(
    http: aiohttp.ClientSession, request_: bytes
) -> None:
    async with listening(Bot()) as url:
        reader, writer = await asyncio.open_connection("127.0.0.1", int(url.rpartition(":")[2]))
        writer.write(request_)
        writer.write_eof()
        said = await reader.read()
        writer.close()
        assert not said.startswith(b"HTTP/1.1 5")
        async with http.get(f"{url}/healthz") as answer:
            assert answer.status == 200


async def test_an_address_of_ipv6_is_one_too(http: aiohttp.ClientSession) -> None:
    async with listening(Bot(), "[::1]:0") as url, http.get(f"{url}/healthz") as answer:
        assert answer.status == 200


@pytest.mark.parametrize("listen", ["256.0.0.1:80", "nowhere.invalid:80", "192.0.2.1:80"])
def test_an_address_that_is_not_ours_is_refused(listen: str) -> None:
    with pytest.raises(ListenError, match=rf"web.listen: {listen} can't be listened on"):
        Listener(listen, reasons=list, exposition=Bot().exposition)
