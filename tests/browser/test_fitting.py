"""The work behind the pages: seen, and it outlives a reload, a restart and a kill."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

import psutil
import pytest

from analytics.risk.progress import STEPS
from analytics.simulate.population import population
from analytics.store import open_practice, runs, scores
from analytics.store.check import check
from tests.browser.harness import axe, ready, shot
from tests.browser.practices import now
from tests.support import children, population_log

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.servers import Server

WORKING: Final = "Working out who may be worth a hello"
STOPPED: Final = "Nothing is lost: try again"
MOST_MS: Final = 180_000


@pytest.fixture(autouse=True)
def switched_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRIFTLINE_FITTING", "on")


@pytest.fixture
def practice(tmp_path: Path) -> Path:
    """Make a practice with three years behind it that ends yesterday."""
    log = population(1, 150, 11)
    days = (now().date() - population_log.EXPORTED.date()).days - 1
    for column in log.columns:
        if column.endswith("_s"):
            log[column] += days * 86_400
        elif column.endswith("_day"):
            log[column] += days
    path = tmp_path / "practice.duckdb"
    database = open_practice(path)
    population_log.write(database, log, exported=now() - dt.timedelta(hours=20))
    database.close()
    return path


def process_of(server: Server) -> psutil.Process:
    return psutil.Process(server.process.pid)


def done(page: Page) -> None:
    """Wait until the work is no longer spoken of, and the page is drawn anew."""
    page.get_by_text(WORKING).wait_for(state="detached", timeout=MOST_MS)
    ready(page)


def kept(path: Path) -> tuple[runs.ScoreRun | None, list[scores.Model]]:
    """Return the last run and the models of a practice that nobody has open."""
    database = open_practice(path)
    try:
        assert not [one for one in check(database).problems if "score" in one]
        return runs.newest(database), list(scores.models(database))
    finally:
        database.close()


def test_a_run_is_seen_and_survives_a_reload(
    serve: Callable[..., Server], visit: Callable[..., Page], practice: Path
) -> None:
    server = serve(practice)
    page = visit(server)
    page.get_by_text(WORKING).wait_for()
    assert page.get_by_role("heading", name="this week").is_visible()
    assert axe(page) == []
    first = children.wait_for_one(process_of(server)).pid
    shot(page, "fitting")

    page.reload()
    page.get_by_text(WORKING).wait_for()
    assert [one.pid for one in children.fitting(process_of(server))] in ([first], [])
    page.get_by_text(f"of {len(STEPS)}: looking at the past year").wait_for(
        timeout=MOST_MS
    )
    done(page)

    assert page.get_by_text(STOPPED).count() == 0
    assert children.fitting(process_of(server)) == []
    stands_still(page)
    server.stop()
    last, models = kept(practice)
    assert last is not None
    assert (last.state, len(models)) == ("done", 1)
    assert not list(practice.parent.glob(".practice.duckdb.work-*"))


def stands_still(page: Page) -> None:
    """See that nothing asks the server once there is nothing to wait for."""
    sent: list[object] = []
    page.on("websocket", lambda _socket: sent.append("socket"))
    page.evaluate("window.states = []")
    page.evaluate(
        """() => new MutationObserver(found => window.states.push(found.length))
            .observe(document.querySelector('[data-testid="stApp"]'),
                {attributes: true, attributeFilter: ['data-test-script-state']})"""
    )
    page.wait_for_timeout(3500)
    assert page.evaluate("window.states") == []
    assert sent == []


def test_a_restart_in_the_middle_takes_the_run_up_again(
    serve: Callable[..., Server], visit: Callable[..., Page], practice: Path
) -> None:
    server = serve(practice)
    page = visit(server)
    page.get_by_text(WORKING).wait_for()
    page.context.close()
    child = children.wait_for_one(process_of(server))
    process_of(server).kill()
    server.process.wait()
    psutil.wait_procs([child], timeout=60)
    assert not child.is_running(), "it ends with the server"

    again = serve(practice)
    page = visit(again)
    page.get_by_text(WORKING).wait_for()
    done(page)

    again.stop()
    last, models = kept(practice)
    assert last is not None
    assert (last.state, len(models)) == ("done", 1)
    assert not list(practice.parent.glob(".practice.duckdb.work-*"))


def test_a_killed_fit_is_said_and_can_be_tried_again(
    serve: Callable[..., Server], visit: Callable[..., Page], practice: Path
) -> None:
    server = serve(practice)
    page = visit(server)
    children.wait_for_one(process_of(server)).kill()
    page.get_by_text(STOPPED).wait_for(timeout=MOST_MS)
    ready(page)
    assert "Until then the list goes by the rule." in page.inner_text("body")
    assert "Traceback" not in page.inner_text("body")
    assert axe(page) == []
    shot(page, "fitting-failed")
    page.reload()
    ready(page)
    assert children.fitting(process_of(server)) == [], "it is not tried by itself"

    page.get_by_role("button", name="Try again").click()
    page.get_by_text(WORKING).wait_for()
    done(page)

    assert page.get_by_text(STOPPED).count() == 0
    server.stop()
    last, models = kept(practice)
    assert last is not None
    assert (last.state, len(models)) == ("done", 1)


@pytest.mark.parametrize(("scheme", "width"), [("dark", 1440), ("light", 390)])
def test_how_it_looks_elsewhere(
    serve: Callable[..., Server],
    visit: Callable[..., Page],
    practice: Path,
    scheme: str,
    width: int,
) -> None:
    page = visit(serve(practice), scheme=scheme, width=width)
    page.get_by_text(WORKING).wait_for()

    shot(page, f"fitting-{scheme}-{width}")

    assert axe(page) == []
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0
    done(page)


def test_an_empty_practice_has_nothing_to_work_out(
    serve: Callable[..., Server], visit: Callable[..., Page]
) -> None:
    server = serve()
    page = visit(server)

    assert page.get_by_text(WORKING).count() == 0
    assert children.fitting(process_of(server)) == []
