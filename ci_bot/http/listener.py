"""Listens on one address for as long as the bot runs."""

import socket
from collections.abc import Generator, Mapping
from contextlib import contextmanager

import uvicorn

from ci_bot.http.pages import Exposition, Reasons, pages
from ci_bot.ports.chat import Page

_CONNECTIONS = 100
"""At a time: enough for a platform that posts to us, and each holds at most one body in memory."""


class ListenError(Exception):
    """The address can't be listened on: which, why, and what to do."""


class Listener:
    """A worker beside the others; the address is taken at once, so that mistakes show early."""

    def __init__(
        self,
        listen: str,
        *,
        reasons: Reasons,
        exposition: Exposition,
        brought: Mapping[str, Page] | None = None,
    ) -> None:
        """`listen`: `address:port`; port 0 takes a free one. Raises ListenError.

        `brought`: the platforms' pages, by path.
        """
        self._socket = _bound(listen)
        self._server = _Server(
            uvicorn.Config(
                pages(reasons, exposition, brought),
                lifespan="off",
                log_config=None,
                access_log=False,
                server_header=False,
                limit_concurrency=_CONNECTIONS,
                timeout_keep_alive=5,
                timeout_graceful_shutdown=2,
            )
        )

    @property
    def port(self) -> int:
        """Where it listens."""
        port: int = self._socket.getsockname()[1]
        return port

    async def run(self) -> None:
        """Answers until `stop`."""
        try:
            await self._server.serve(sockets=[self._socket])
        finally:
            self._socket.close()

    def stop(self) -> None:
        """Answers what was asked already, and nothing more."""
        self._server.should_exit = True


class _Server(uvicorn.Server):
    @contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        # Signals are the command line's: they end the whole bot, in order.
        yield


def _bound(listen: str) -> socket.socket:
    host, _, port = listen.rpartition(":")
    host = host.strip("[]")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, int(port)), family=family)
    except OSError as error:
        # The standard library adds the address to the reason, which stands there already.
        reason = (error.strerror or str(error)).partition(" (while")[0]
        raise ListenError(
            f"web.listen: {listen} can't be listened on ({reason}); free it, or name another"
        ) from None
