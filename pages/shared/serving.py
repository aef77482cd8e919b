"""What stands round every page: headers, plain routes, the start and a page that fails.

Two promises are kept here. The browser is told to ask no other host for anything, so
that a client's name cannot leave even where a page forgot to escape it. And a failure
is logged by its place in the code only, since the text of an error may hold a name.
"""

from __future__ import annotations

import logging
import sys
import threading
import traceback
import webbrowser
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Final

import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import JSONResponse, RedirectResponse
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from analytics.store import log
from pages.shared import state

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from starlette.requests import Request
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

WITHOUT_NAMES: Final = (AttributeError, ImportError, NameError, SyntaxError)
"""Errors whose text speaks of the code and never of the data."""

STREAMLIT_INLINE_SCRIPT: Final = "'sha256-THxz9J9+wf7rhwR2YkXJoSZ13UCmYyC+3lNDv2+8ugA='"
"""The one inline script of Streamlit's own page; tests/test_app.py counts it again."""

CONTENT_SECURITY_POLICY: Final = "; ".join(
    (
        "default-src 'self'",
        f"script-src 'self' blob: {STREAMLIT_INLINE_SCRIPT}",
        "style-src 'self' 'unsafe-inline'",  # Streamlit writes its styles while it runs
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)

SECURITY_HEADERS: Final = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class SecurityHeaders:
    """Adds `SECURITY_HEADERS` to every answer of the server behind it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and its answer back with the headers."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(SECURITY_HEADERS)
            await send(message)

        await self.app(scope, receive, send_with_headers)


def middleware() -> list[Middleware]:
    """Return what every request passes before Streamlit sees it, outermost first.

    A request that names another host than `server.allowedHosts` is refused: otherwise
    a strange page could reach this one under a name of its own that leads here.
    """
    hosts = list(st.get_option("server.allowedHosts"))
    return [
        Middleware(SecurityHeaders),
        Middleware(TrustedHostMiddleware, allowed_hosts=hosts or ["*"]),
    ]


def routes(static: Path) -> list[BaseRoute]:
    """Return the addresses beside Streamlit's own.

    `/health`; `/today`, since Streamlit knows its first page as `/` only; and the
    bundled files at the address that Streamlit's themes use (it would look for them
    beside pages/frame.py).
    """
    return [
        Route("/health", health),
        Route("/today", first_page),
        Mount("/app/static", StaticFiles(directory=static)),
    ]


async def health(_request: Request) -> JSONResponse:
    """Answer that the server is up; nothing about the practice."""
    return JSONResponse({"status": "ok"})


async def first_page(_request: Request) -> RedirectResponse:
    """Lead a link to the page Today to where it is."""
    return RedirectResponse("/")


@asynccontextmanager
async def announced(_app: st.App) -> AsyncIterator[None]:
    """Say where the screen is and open it, once the server has its port."""
    log.set_up(state.database_path())
    address = f"http://{st.get_option('server.address')}:{st.get_option('server.port')}"
    sys.stdout.write(f"\n  Driftline is at {address}\n  Ctrl+C stops it.\n\n")
    sys.stdout.flush()
    if not st.get_option("server.headless"):
        # In a thread: some systems wait here until the browser is closed.
        threading.Thread(target=webbrowser.open, args=[address], daemon=True).start()
    yield


def explain_failure(error: Exception) -> bool:
    """Tell the reader that a page failed, and the log and the terminal where.

    Returns
    -------
    bool
        True, which stops Streamlit from showing the error itself.
    """
    where = "".join(traceback.format_tb(error.__traceback__))
    text = str(error) if isinstance(error, WITHOUT_NAMES) else "(its text is left out)"
    sys.stderr.write(f"A page failed with {type(error).__name__} {text}:\n{where}\n")
    log.bug(error)
    st.error(
        "Something went wrong on this page, and that is our fault. What was stored "
        "before is still stored. Open the page again; if it happens again, stop "
        "Driftline and run `python -m analytics check --bundle bundle.zip`: the "
        "bundle holds no names and shows us where it broke."
    )
    return True


# Streamlit logs the text of every error before it asks `explain_failure`.
logging.getLogger("streamlit.error_util").disabled = True
