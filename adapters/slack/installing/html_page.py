"""A plain page for people, which can't be made to do anything."""

from collections.abc import Mapping
from html import escape

from starlette.responses import HTMLResponse, Response

SAFE: Mapping[str, str] = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex",
}


def page(title: str, *lines: str, status: int = 200) -> Response:
    """The page; whatever stands in the texts is shown as text."""
    body = "".join(f"<p>{escape(line)}</p>" for line in lines)
    shown = (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        f"<title>{escape(title)}</title></head>"
        f"<body><main><h1>{escape(title)}</h1>{body}</main></body></html>"
    )
    return HTMLResponse(shown, status_code=status, headers=SAFE)
