"""Who came?: answers in one tap, in bulk and with undo; what the data cannot say."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from analytics import facts
from analytics.facts import facts as all_facts
from analytics.store import entries, outcomes, queries
from analytics.store.outcomes import Said
from pages.shared import state
from tests.pages.conftest import NOW, weekly

if TYPE_CHECKING:
    from collections.abc import Callable

    from analytics.contracts import ImportReport
    from analytics.store import Database
    from tests.pages.screens import Screen

    Open = Callable[[str], Screen]

FRIDAY = "2026-11-13T09:00:00Z"


def row(session: str, client: str, name: str, start: str, status: str = "") -> str:
    return (
        f"{session},{client},{name},{client}@example.org,Ana Sol,Coaching,{start},60,"
        f"2026-09-01T08:00:00Z,{status}"
    )


def kept(database: Database) -> list[tuple[object, ...]]:
    return queries.rows(
        database,
        "select session_id, outcome, excused_reason from confirmations "
        "where withdrawn_at is null order by session_id, entered_at, entry_id",
    )


def outcome_of(database: Database, session: str) -> tuple[str, str]:
    as_of = facts.default_as_of(database, NOW)
    sql = "select session_id, outcome, outcome_basis from session_facts"
    rows = all_facts.rows(database, as_of, sql)
    return next((outcome, basis) for id_, outcome, basis in rows if id_ == session)


@pytest.fixture
def unsure(import_rows: Callable[..., ImportReport]) -> None:
    """Make a practice with two sessions of Friday that nobody has marked."""
    import_rows(
        *weekly("Rosa Duarte", last_days_ago=9),
        row("f1", "c1", "Rosa Duarte", FRIDAY),
        row("f2", "c2", "Iven Okoro", "2026-11-13T11:00:00Z"),
        row("f3", "c3", "Mai Lund", "2026-11-03T11:00:00Z"),
    )


def test_empty_practice_is_told_what_to_do_next(screen: Open) -> None:
    page = screen("data_quality")

    assert page.title == "Who came?"
    assert "There is nothing to show yet." in page.text


@pytest.mark.usefixtures("one_client")
def test_where_all_is_known_it_says_so(screen: Open) -> None:
    text = screen("data_quality").text

    assert "Of every session so far somebody has said what became of it" in text
    assert "Every session since then is marked, or there was none." in text
    assert "All attended sessions without a price" in text
    assert "Fill the columns price and currency of the template." in text


def test_where_nothing_is_missing_it_says_so(
    screen: Open, import_rows: Callable[..., ImportReport]
) -> None:
    import_rows(
        f"s,c,Rosa Duarte,r@example.org,Ana Sol,Coaching,{FRIDAY},60,"
        "2026-11-01T08:00:00Z,attended,,,,90,EUR,text"
    )

    assert "Nothing is missing that Driftline looks at." in screen("data_quality").text


@pytest.mark.usefixtures("unsure")
@pytest.mark.parametrize(
    ("answer", "outcome", "said"),
    [
        ("Came", "attended", "came."),
        ("Did not come", "no_show", "did not come."),
        ("Cancelled late", "late_cancelled", "cancelled late."),
        ("Cancelled in time", "cancelled", "cancelled in time."),
        ("I cancelled", "cancelled_by_coach", "was cancelled by you."),
        ("Nobody knows", "unknown", "is kept as not known."),
        ("Excused", "no_show", "is excused."),
    ],
)
def test_one_tap_is_kept_and_can_be_undone(
    screen: Open, database: Database, answer: str, outcome: str, said: str
) -> None:
    page = screen("data_quality")

    page.press(answer)

    ((session, kept_outcome, _),) = kept(database)
    assert kept_outcome == outcome
    assert outcome_of(database, str(session))[0] == outcome
    assert f"</b> {said}" in page.html

    page.press("Undo")

    assert kept(database) == []
    assert f"</b> {said}" not in page.html


@pytest.mark.usefixtures("unsure")
def test_the_first_open_one_listens_to_keys_and_hands_them_on(screen: Open) -> None:
    page = screen("data_quality")

    def keys() -> list[str]:
        return [b.proto.shortcut for b in page.at.button if b.proto.shortcut]

    def unfolded() -> str:
        return page.html.split("dl-now")[1].split("</b>")[0]

    first = unfolded()
    assert keys() == list("1234567")
    page.press("Came")
    assert keys() == list("1234567")
    assert unfolded() != first


def test_of_many_sessions_just_held_twenty_are_open_and_more_follow(
    screen: Open, database: Database, import_rows: Callable[..., ImportReport]
) -> None:
    count = 30
    import_rows(
        *weekly("Rosa Duarte", last_days_ago=9),
        *(row(f"f{i:02}", f"n{i}", f"Guest {i}", FRIDAY) for i in range(count)),
    )
    page = screen("data_quality")
    asked = page.html.count("dl-session") - 20

    assert asked <= 5
    assert f"and {count - asked - 20} more, shown as you answer" in page.text

    page.press("Came", asked)
    assert f"and {count - asked - 21} more, shown as you answer" in page.text

    page.press(f"All {count - asked - 1} since Friday came")
    assert len(kept(database)) == count - asked
    assert "shown as you answer" not in page.text


@pytest.mark.usefixtures("unsure")
def test_it_says_what_would_change(screen: Open) -> None:
    text = screen("data_quality").text

    assert "this week’s list." in text
    assert "The rate of November 2026 would be" in text


@pytest.mark.usefixtures("unsure")
def test_all_of_these_came_is_one_tap_and_each_can_be_undone(
    screen: Open, database: Database
) -> None:
    page = screen("data_quality")

    page.press("All three of these came")

    assert [(s, o) for s, o, _ in kept(database)] == [
        ("f1", "attended"),
        ("f2", "attended"),
        ("f3", "attended"),
    ]
    assert page.buttons.count("Undo") == 3
    page.press("Undo")
    assert len(kept(database)) == 2


@pytest.mark.usefixtures("unsure")
def test_excused_asks_why_and_keeps_it(screen: Open, database: Database) -> None:
    page = screen("data_quality").press("Excused")

    page.at.button_group[0].select("ill").run()

    assert kept(database)[-1][1:] == ("no_show", "ill")
    assert "is excused: ill." in page.checked().html
    page.press("Undo")
    assert kept(database) == []


@pytest.mark.usefixtures("unsure")
def test_a_view_is_asked_for_once_a_fortnight_and_kept_in_two_taps(
    screen: Open, database: Database
) -> None:
    page = screen("data_quality").press("Came")
    labels = [group.label for group in page.at.button_group]
    assert labels == ["How engaged were they?", "Progress towards the goal?"]

    page.at.button_group[0].select("4").run()
    page.checked().at.button_group[1].select("2").run()

    sql = "select engaged, goal_progress from pulses where withdrawn_at is null"
    assert queries.rows(database, sql) == [(4, 2)]
    page.checked().press("Undo").press("Came")
    assert queries.rows(database, sql) == [(None, None)]


def test_a_second_session_of_a_client_asks_for_no_second_view(
    screen: Open, import_rows: Callable[..., ImportReport]
) -> None:
    import_rows(
        row("f1", "c1", "Rosa Duarte", FRIDAY),
        row("f2", "c1", "Rosa Duarte", "2026-11-13T12:00:00Z"),
    )

    page = screen("data_quality").press("Came").press("Came")

    assert page.html.count("came.") == 2
    assert len(page.at.button_group) == 2


def test_a_session_after_the_newest_export_can_be_marked(
    screen: Open, import_rows: Callable[..., ImportReport], database: Database
) -> None:
    import_rows(
        *weekly("Rosa Duarte", last_days_ago=7),
        row("s", "c1", "Rosa Duarte", FRIDAY, "scheduled"),
        exported_at=dt.datetime(2026, 11, 12),  # noqa: DTZ001 - UTC, as in the store
    )

    page = screen("data_quality").press("Did not come")

    assert [(s, o) for s, o, _ in kept(database)] == [("s", "no_show")]
    assert "It counts once an export covers that day." in page.html


@pytest.mark.usefixtures("unsure")
def test_what_was_answered_is_not_asked_on_the_next_visit(screen: Open) -> None:
    screen("data_quality").press("All three of these came")

    again = screen("data_quality")

    assert "Came" not in again.buttons
    assert "Of every session so far" in again.text


@pytest.mark.usefixtures("unsure")
def test_ask_me_more_once_all_are_answered(screen: Open) -> None:
    page = screen("data_quality").press("All three of these came")

    page.press("Ask me more")

    assert "Undo" not in page.buttons
    assert "Of every session so far" in page.text


@pytest.mark.usefixtures("unsure")
def test_a_session_that_is_gone_is_a_sentence_not_a_crash(
    screen: Open, database: Database
) -> None:
    page = screen("data_quality")
    with database.write() as cursor:
        cursor.execute("delete from sessions")

    page.press("Came")

    assert "There is no session with the id" in page.text


@pytest.mark.usefixtures("unsure")
def test_a_month_is_opened_and_answered_as_a_whole(
    screen: Open, database: Database
) -> None:
    page = screen("data_quality")
    assert "November 2026: 3 sessions not known" in page.at.expander[0].label
    assert "The rate of November 2026 would be" in page.text

    page.at.session_state["month-2026-11"] = True
    page.at.run()
    page.checked().press("All three of November 2026 came")

    assert len(kept(database)) == 3


@pytest.mark.usefixtures("unsure")
def test_today_asks_who_came_where_it_decides(screen: Open, database: Database) -> None:
    page = screen("today")
    decisive = page.html.count("this week’s list.")
    assert 0 < decisive <= 2

    page.press("Came")

    assert len(kept(database)) == 1
    assert page.html.count("this week’s list.") == decisive - 1
    assert [b.proto.shortcut for b in page.at.button if b.proto.shortcut] == []


@pytest.mark.usefixtures("demo")
def test_today_asks_no_more_than_five_in_all(screen: Open) -> None:
    html = screen("today").html

    asked = html.count("How did it end with") + html.count("dl-session")
    assert 0 < asked <= 5


@pytest.mark.usefixtures("demo")
def test_demo_says_what_each_tool_cannot(screen: Open) -> None:
    text = screen("data_quality").text

    assert "All sources together" in text
    assert "goes back 90 days only" in text
    assert "All five of these came" in text


@pytest.mark.usefixtures("unsure")
def test_forgotten_leaves_nobody_in_the_queue(screen: Open, database: Database) -> None:
    page = screen("data_quality")
    assert "Rosa Duarte" in page.html
    page.go("settings")
    page.at.selectbox(key="about-client").set_value("c1").run()
    page.at.text_input(key="forget-typed").set_value("FORGET").run()
    page.press("Forget this client")

    assert "Rosa Duarte" not in page.go("data_quality").html
    assert queries.rows(database, "select 1 from clients where client_id = 'c1'") == []


@pytest.mark.usefixtures("unsure")
def test_an_entry_of_the_command_line_is_seen(screen: Open, database: Database) -> None:
    said = [Said(session, "attended") for session in ("f1", "f2", "f3")]
    made = outcomes.confirm(database, said, on=NOW.date(), now=NOW)
    assert "Came" not in screen("data_quality").buttons

    entries.withdraw(database, made[0], now=state.now())

    assert "Came" in screen("data_quality").buttons
