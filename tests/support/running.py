"""The bot running in the test's own loop."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from ci_bot.app import App


@asynccontextmanager
async def running(app: App) -> AsyncIterator[None]:
    """Runs until the context is left; what it stumbled over is raised then."""
    stop = asyncio.Event()
    task = asyncio.create_task(app.run(stop))
    try:
        yield
    finally:
        stop.set()
        await task
