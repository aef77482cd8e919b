"""Do clients stay?: cohorts, one number over time, one client, who came back."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from analytics import importing
from pages.shared import retention_client
from tests.pages.conftest import NOW

if TYPE_CHECKING:
    from collections.abc import Callable

    from analytics.contracts import ImportReport
    from analytics.store import Database
    from tests.pages.screens import Screen

    Open = Callable[[str], Screen]

START = dt.datetime(2026, 1, 5, 10)  # noqa: DTZ001 - UTC, as the rows write it


def came(client: str, name: str, first: dt.datetime, times: int) -> list[str]:
    """Return rows of a client who came so many times, weekly."""
    return [
        f"{client}-{i},{client},{name},,Ana Sol,Coaching,"
        f"{(first + dt.timedelta(weeks=i)).isoformat()}Z,60,,attended"
        for i in range(times)
    ]


@pytest.fixture
def stories(import_rows: Callable[..., ImportReport]) -> None:
    """Make a practice whose log begins a year before; 12 began in January.

    Four of these came three times and no more; the others come to this day. Rosa began
    in May.
    """
    until_now = (NOW - START).days // 7 + 1
    rosa = START + dt.timedelta(weeks=18)
    import_rows(
        *came("c0", "Old Hand", START - dt.timedelta(weeks=52), 4),
        *(
            row
            for i in range(12)
            for row in came(
                f"c{i + 1}", f"Client {i}", START, 3 if i < 4 else until_now
            )
        ),
        *came("rosa", "Rosa Duarte", rosa, until_now - 18),
        *came("new", "New Face", START + dt.timedelta(weeks=40), until_now - 40),
    )


@pytest.mark.usefixtures("stories")
def test_cohorts_month_3_and_session_4_say_what_the_numbers_are(screen: Open) -> None:
    text = screen("retention").text

    # Of 12 in January and one in May, four are gone: 9 of 13 are kept.
    for said in (
        "Of those who started together, how many stayed?",
        "Kept: 69% of 13 after three months",
        "Do more or fewer stay for three months than before?",
        "1 of 1 client whose first session was in Q2 2026 was kept for three months",
        "before, it was 67% of 12 clients. The difference may well be chance.",
        "Do more or fewer come a fourth time than before?",
        "Left out: 1 client, perhaps on board before the data begin.",
    ):
        assert said in text


@pytest.mark.usefixtures("stories")
def test_put_together_in_another_way_and_what_is_not_complete(screen: Open) -> None:
    page = screen("retention")
    page.at.selectbox(key="cohorts-by").select("quarter").run()
    page.at.toggle(key="numbers-cohorts-by-quarter").set_value(True).run()

    assert "2026-Q4" not in page.checked().text

    page.at.toggle(key="cohorts-open").set_value(True).run()

    assert "2026-Q4" in page.checked().text
    assert "not yet" in page.text


@pytest.mark.usefixtures("stories")
def test_one_client_beside_others_without_a_name_in_the_address(
    screen: Open, database: Database
) -> None:
    page = screen("retention")
    assert "Rosa Duarte · since 11 May" in page.at.selectbox(key="like-client").options
    importing.change_setting(database, "initials", "on")
    page.at.run()
    assert "R. D. · since 11 May" in page.at.selectbox(key="like-client").options

    page.at.selectbox(key="like-client").select("rosa").run()

    text = page.checked().text
    assert "How did clients like this go on from here?" in text
    assert "It describes others, not this client." in text
    assert "Rosa" not in text
    assert "rosa" not in str(page.at.query_params).casefold()


def test_a_large_practice_is_searched(
    screen: Open,
    import_rows: Callable[..., ImportReport],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(retention_client, "LISTED", 2)
    import_rows(
        *came("old", "Old Hand", START - dt.timedelta(weeks=20), 2),
        *(
            row
            for i, name in enumerate(("Ada", "Bo [x]", "Cy"))
            for row in came(f"c{i}", name, NOW - dt.timedelta(weeks=3), 3)
        ),
    )
    page = screen("retention")
    assert len(page.at.selectbox(key="like-client").options) == 2

    page.at.text_input(key="like-find").set_value("[x]").run()

    (only,) = page.checked().at.selectbox(key="like-client").options
    assert only.startswith("Bo [x]")


@pytest.mark.usefixtures("one_client")
def test_one_client_on_board_when_the_data_begin(screen: Open) -> None:
    text = screen("retention").text

    assert "No cohort has been here for three months yet." in text
    assert retention_client.NO_START_KNOWN in text
    assert "Nobody has come back" in text
