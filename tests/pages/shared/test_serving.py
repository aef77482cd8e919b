"""The headers, the routes, the start and the failing page, each by itself."""

from __future__ import annotations

import asyncio
import logging
import webbrowser
from typing import TYPE_CHECKING, Any, cast

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from analytics.store import log
from pages.shared import serving

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.types import Message, Receive, Scope, Send


async def nothing_more() -> Message:
    return {"type": "http.disconnect"}


async def answer(_scope: Scope, _receive: Receive, send: Send) -> None:
    start = {"type": "http.response.start", "status": 200, "headers": []}
    await send({**start, "headers": [(b"x-frame-options", b"SAMEORIGIN")]})
    await send({"type": "http.response.body", "body": b"hello"})


async def accept(_scope: Scope, _receive: Receive, send: Send) -> None:
    await send({"type": "websocket.accept", "headers": []})


def sent_by(app: serving.SecurityHeaders, scope: Scope) -> list[Message]:
    sent: list[Message] = []

    async def keep(message: Message) -> None:
        sent.append(message)

    asyncio.run(app(scope, nothing_more, keep))
    return sent


def test_headers_are_added_and_win_over_those_of_the_answer() -> None:
    start, body = sent_by(serving.SecurityHeaders(answer), {"type": "http"})
    headers = {name.decode(): value.decode() for name, value in start["headers"]}
    assert headers == {k.lower(): v for k, v in serving.SECURITY_HEADERS.items()}
    assert body == {"type": "http.response.body", "body": b"hello"}


def test_a_websocket_passes_unchanged() -> None:
    sent = sent_by(serving.SecurityHeaders(accept), {"type": "websocket"})
    assert sent == [{"type": "websocket.accept", "headers": []}]


@pytest.mark.parametrize(
    ("configured", "allowed"), [(["localhost"], ["localhost"]), ([], ["*"])]
)
def test_the_hosts_are_those_of_the_configuration(
    monkeypatch: pytest.MonkeyPatch, configured: list[str], allowed: list[str]
) -> None:
    monkeypatch.setattr(st, "get_option", {"server.allowedHosts": configured}.get)
    _headers, hosts = serving.middleware()
    assert hosts.kwargs == {"allowed_hosts": allowed}


def test_routes_are_the_health_the_first_page_and_the_bundled_files(
    tmp_path: Path,
) -> None:
    paths = [cast("Any", route).path for route in serving.routes(tmp_path)]
    assert paths == ["/health", "/today", "/app/static"]


def test_a_link_to_today_leads_to_the_first_page() -> None:
    answered = asyncio.run(serving.first_page(cast("Any", None)))
    assert (answered.status_code, answered.headers["location"]) == (307, "/")


def test_health_holds_nothing_of_the_practice() -> None:
    assert asyncio.run(serving.health(cast("Any", None))).body == b'{"status":"ok"}'


@pytest.mark.parametrize(("is_headless", "opened"), [(True, 0), (False, 1)])
def test_the_start_says_the_address_and_opens_it_where_there_is_a_screen(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    *,
    is_headless: bool,
    opened: int,
) -> None:
    options = {
        "server.address": "127.0.0.1",
        "server.port": 8765,
        "server.headless": is_headless,
    }
    visited: list[str] = []
    monkeypatch.setattr(st, "get_option", options.get)
    monkeypatch.setattr(webbrowser, "open", visited.append)

    async def start() -> None:
        async with serving.announced(cast("Any", None)):
            await asyncio.sleep(0.2)  # the address is opened from a thread

    asyncio.run(start())
    assert "Driftline is at http://127.0.0.1:8765\n" in capsys.readouterr().out
    log.close()
    assert visited == ["http://127.0.0.1:8765"] * opened


def failing_page() -> None:
    from pages.shared import serving as shown  # noqa: PLC0415 - AppTest takes the body

    try:
        int("Rosa Duarte")
    except ValueError as error:
        shown.explain_failure(error)


def test_a_failure_is_told_without_its_text(
    capsys: pytest.CaptureFixture[str], practice_of_the_test: Path
) -> None:
    log.set_up(practice_of_the_test)
    page = AppTest.from_function(failing_page).run()
    log.close()
    logged = log.log_path(practice_of_the_test).read_text()
    printed = capsys.readouterr().err
    assert "What was stored before is still stored" in page.error[0].value
    assert "bug ValueError" in logged
    assert "A page failed with ValueError" in printed
    assert "in failing_page" in printed
    assert "invalid literal" not in page.error[0].value + logged + printed


def test_an_error_about_the_code_is_printed_with_its_text(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(st, "error", str)
    assert serving.explain_failure(ImportError("no module named x"))
    assert "ImportError no module named x" in capsys.readouterr().err


def test_streamlit_does_not_log_the_text_of_an_error() -> None:
    assert logging.getLogger("streamlit.error_util").disabled
