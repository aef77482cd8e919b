"""A real server: `streamlit run app.py` on a free port, with a practice of its own."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
START_SECONDS: Final = 60.0


@dataclass
class Server:
    """A running `streamlit run app.py` with a practice of its own."""

    port: int
    database: Path
    log: Path
    process: subprocess.Popen[bytes]

    @property
    def address(self) -> str:
        """Where the first page is, without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    def answers(self) -> bool:
        """Whether Streamlit says that it is up."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/_stcore/health")
            return connection.getresponse().status == http.HTTPStatus.OK
        except OSError:
            return False
        finally:
            connection.close()

    def stop(self) -> None:
        """End the server as Ctrl+C does, harder if it will not."""
        self.process.terminate()
        try:
            self.process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def free_port() -> int:
    """Return a port of 127.0.0.1 that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start_server(database: Path, log: Path) -> Server:
    """Start the app on a practice and wait until it answers.

    Raises
    ------
    AssertionError
        The server ended or did not answer in `START_SECONDS`; the text is its log.
    """
    port = free_port()
    options = [f"--server.port={port}", "--server.headless=true"]
    with log.open("wb") as sink:
        process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", "app.py", *options],
            cwd=ROOT,
            env={**os.environ, "DRIFTLINE_DATABASE": str(database)},
            stdout=sink,
            stderr=subprocess.STDOUT,
        )
    server = Server(port, database, log, process)
    give_up_at = time.monotonic() + START_SECONDS
    while time.monotonic() < give_up_at and process.poll() is None:
        if server.answers():
            return server
        time.sleep(0.05)
    server.stop()
    message = f"The server did not start:\n{log.read_text()}"
    raise AssertionError(message)
