"""What the listener answers: health, metrics, what platforms bring, and nothing else."""

from collections.abc import Awaitable, Callable, Mapping, Sequence

import structlog
from prometheus_client import CONTENT_TYPE_LATEST
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from ci_bot.http.bounded import Bounded
from ci_bot.ports.chat import Page

Reasons = Callable[[], Sequence[str]]
Exposition = Callable[[], Awaitable[bytes]]

_HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}

_log = structlog.get_logger(__name__)


def pages(
    reasons: Reasons, exposition: Exposition, brought: Mapping[str, Page] | None = None
) -> Starlette:
    """The application; `reasons` says what is wrong just now, `exposition` gives all figures.

    `brought`: the platforms' pages, by path.
    """

    async def health(_request: Request) -> Response:
        wrong = list(reasons())
        body = {"healthy": not wrong, "reasons": wrong}
        return JSONResponse(body, status_code=503 if wrong else 200, headers=_HEADERS)

    async def metrics(_request: Request) -> Response:
        try:
            figures = await exposition()
        except Exception as error:  # noqa: BLE001 - the database may be away; /healthz says so
            _log.warning("metrics_failed", error=type(error).__name__)
            return PlainTextResponse(
                "The figures can't be read now; see /healthz.\n", status_code=503, headers=_HEADERS
            )
        return Response(figures, media_type=CONTENT_TYPE_LATEST, headers=_HEADERS)

    routes = [Route("/healthz", health), Route("/metrics", metrics)]
    routes += [Route(path, Bounded(page)) for path, page in (brought or {}).items()]
    application = Starlette(routes=routes)
    # A redirect would repeat whatever host the asker named.
    application.router.redirect_slashes = False
    return application
