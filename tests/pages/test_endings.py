"""How services end: one form for services, one for former clients."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from analytics.facts.services import ServiceEnd
from analytics.store import entries, queries
from pages.shared import done_line, service_form
from tests.pages.conftest import weekly

if TYPE_CHECKING:
    from collections.abc import Callable

    from analytics.contracts import ImportReport
    from analytics.store import Database
    from tests.pages.screens import Screen

    Open = Callable[[str], Screen]


OF_SEVEN = "Of 7 former clients, 6 stopped after 8 sessions: it looks like a programme."


def end(
    guess: int | None = None,
    said: tuple[str, int | None] | None = None,
    histogram: tuple[tuple[int, int], ...] = (),
) -> ServiceEnd:
    """Return a service as the log looks."""
    return ServiceEnd(
        service="Compass",
        guess="programme" if guess else "open_ended",
        guessed_sessions=guess,
        confirmed=said[0] if said else None,  # type: ignore[arg-type]  # one of two
        confirmed_sessions=said[1] if said else None,
        finished_clients=sum(count for _total, count in histogram),
        histogram=histogram,
    )


@pytest.mark.parametrize(
    ("service", "told"),
    [
        (end(), "No former clients yet, so there is nothing to guess from."),
        (end(histogram=((1, 3),)), "3 former clients so far, all after 1 session."),
        (
            end(histogram=((2, 1), (9, 1))),
            "2 former clients stopped at different numbers: it looks open-ended.",
        ),
        (  # six of seven, so more than four of ten
            end(guess=8, histogram=((3, 1), (8, 6))),
            OF_SEVEN,
        ),
        (end(said=("programme", 8)), "You said: 8 sessions."),
        (end(said=("open_ended", None)), "You said: it goes on."),
    ],
)
def test_what_a_service_looks_like(service: ServiceEnd, told: str) -> None:
    assert service_form.looks(service) == told


def test_histogram_says_its_numbers_and_gathers_long_stories() -> None:
    drawn = service_form.histogram(((1, 2), (30, 1), (40, 1)))

    assert drawn.count("<i ") == 24
    assert "2 clients after 1 session; 1 client after 30 sessions" in drawn
    assert "24+" in drawn
    assert service_form.histogram(()) == ""


def test_empty_practice_offers_import_and_demo(screen: Open) -> None:
    endings = screen("endings")

    assert endings.title == "How services end"
    assert "Open the demo" in endings.buttons


@pytest.mark.usefixtures("one_client")
def test_a_confirmed_service_is_kept(screen: Open, database: Database) -> None:
    key = done_line.key_of("Coaching")
    endings = screen("endings")

    endings.at.radio(key=f"kind-{key}").set_value("programme")
    endings.at.number_input(key=f"planned-{key}").set_value(5)
    endings.press("Keep these")

    kept = queries.rows(
        database, "select service, kind, sessions_planned from services"
    )
    assert kept == [("Coaching", "programme", 5)]
    assert "You said: 5 sessions." in endings.text


def test_former_clients_are_answered_together_and_undone(
    screen: Open, database: Database, import_rows: Callable[..., ImportReport]
) -> None:
    import_rows(
        *weekly("Rosa", client="c1", last_days_ago=60),
        *weekly("Bo", client="c2", last_days_ago=90),
    )
    endings = screen("endings")
    assert "2 former clients went quiet" in endings.text

    first = done_line.key_of("c1")
    endings.at.button_group(key=f"ended-{first}").set_value("Finished")
    endings.press("Keep these answers")

    (entry,) = entries.entries(database, "c1")
    assert entry.what == "completed"
    assert entries.entries(database, "c2") == []
    assert "1 answer was kept." in endings.text

    endings.press("Undo")

    assert "2 former clients went quiet" in endings.text


def test_dont_know_for_the_rest(
    screen: Open, database: Database, import_rows: Callable[..., ImportReport]
) -> None:
    import_rows(*weekly("Rosa", last_days_ago=60))
    endings = screen("endings")

    endings.press("Don’t know, for all that are left open here")

    (entry,) = entries.entries(database, "c1")
    assert entry.what == "unknown"
    assert "Of everybody who went quiet you have said how it ended." in endings.text


@pytest.mark.usefixtures("demo")
def test_demo_shows_services_and_former_clients(screen: Open) -> None:
    endings = screen("endings")

    assert "Career compass programme" in endings.html
    assert "dl-histogram" in endings.html
    assert "former clients went quiet" in endings.text
