"""The days ahead on Today, in a real browser: light, dark and on a phone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pytest

from analytics.simulate.population import population
from analytics.store import open_practice
from tests.browser.harness import axe, shot
from tests.browser.practices import now
from tests.support import missed_run, population_log

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.servers import Server


@pytest.fixture(scope="module")
def served(
    serve: Callable[..., Server], tmp_path_factory: pytest.TempPathFactory
) -> Server:
    path = tmp_path_factory.mktemp("ahead") / "practice.duckdb"
    database = open_practice(path)
    log = population_log.up_to(population(1, 100, 11), now())
    population_log.write(database, log, exported=now())
    week = missed_run.store(database, now())
    database.close()
    assert week.expected is not None
    return serve(path)


@pytest.mark.parametrize(
    ("scheme", "width"), [("light", 1440), ("dark", 1440), ("light", 390)]
)
def test_the_days_ahead_can_be_read(
    served: Server,
    visit: Callable[..., Page],
    scheme: Literal["light", "dark"],
    width: int,
) -> None:
    page = visit(served, "/", scheme=scheme, width=width)

    said = page.locator(".dl-week")
    assert "may be missed" in said.inner_text()
    assert page.get_by_role("heading", name="The days ahead").count() == 1
    assert said.evaluate("found => found.scrollWidth <= found.clientWidth")
    shot(page, f"days-ahead-{scheme}-{width}")
    assert axe(page) == []
