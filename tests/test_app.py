"""app.py under its real server: what it answers, to whom, and with which headers."""

from __future__ import annotations

import base64
import hashlib
import http.client
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import streamlit

from pages.shared.serving import SECURITY_HEADERS, STREAMLIT_INLINE_SCRIPT

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.servers import Server


@pytest.fixture(scope="module")
def server(serve: Callable[..., Server]) -> Server:
    return serve()


def get(
    server: Server, path: str, host: str | None = None
) -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    headers = {"Host": host} if host else {}
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, {k.lower(): v for k, v in answer.getheaders()}, body


def test_health_says_that_the_server_is_up_and_nothing_else(server: Server) -> None:
    status, _headers, body = get(server, "/health")
    assert (status, body) == (200, b'{"status":"ok"}')


@pytest.mark.parametrize(
    "path", ["/", "/clients", "/health", "/_stcore/health", "/app/static/favicon.svg"]
)
def test_every_answer_carries_the_security_headers(server: Server, path: str) -> None:
    status, headers, _body = get(server, path)
    assert status == 200
    for name, value in SECURITY_HEADERS.items():
        assert headers[name.lower()] == value


def test_the_policy_lets_no_other_host_in() -> None:
    policy = SECURITY_HEADERS["Content-Security-Policy"]
    assert "//" not in policy
    assert "*" not in policy
    assert "unsafe-eval" not in policy


def test_the_inline_script_of_streamlit_is_the_one_we_allow() -> None:
    shell = Path(streamlit.__file__).parent / "static" / "index.html"
    scripts = re.findall(r"<script>(.*?)</script>", shell.read_text("utf-8"), re.DOTALL)
    digests = [hashlib.sha256(script.encode()).digest() for script in scripts]
    assert [f"'sha256-{base64.b64encode(d).decode()}'" for d in digests] == [
        STREAMLIT_INLINE_SCRIPT
    ]


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8501", "127.0.0.1.nip.io"]
)
def test_a_request_under_a_strange_name_is_refused(server: Server, host: str) -> None:
    status, headers, body = get(server, "/", host=host)
    assert status == 400
    assert b"<html" not in body
    assert headers["x-frame-options"] == "DENY"


@pytest.mark.parametrize(
    "path",
    [
        "/app/static/../app.py",
        "/app/static/%2e%2e/app.py",
        "/app/static/..%2fdata/practice.duckdb",
        "/app/static//etc/passwd",
    ],
)
def test_the_bundled_files_lead_nowhere_else(server: Server, path: str) -> None:
    status, _headers, _body = get(server, path)
    assert status in {400, 404}


def test_the_server_listens_to_this_machine_only_and_says_where(server: Server) -> None:
    log = server.log.read_text()
    assert f"Driftline is at {server.address}" in log
    assert "External URL" not in log
    assert "Network URL" not in log
