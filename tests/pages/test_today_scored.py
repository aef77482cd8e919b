"""Today once a model orders the list: words or ranges, their basis, what to expect."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from analytics import importing
from pages.shared import safe
from tests.pages.conftest import NOW, weekly
from tests.pages.test_words import WORDS_OF_THE_CODE
from tests.support.runs import keep, named, run_of, score
from tests.support.scored_practice import on_step

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from analytics.contracts import ImportReport
    from analytics.store import Database
    from analytics.store.scores import Run, Score
    from tests.pages.screens import Screen

    Open = Callable[[str], Screen]

MONDAY = "2026-11-16"
FACT = "Nothing booked; 21 days since the last session, usually 7."
HABIT = "Usually comes every 7 days."
RECORD = {
    "ours": {"settled": 40, "quiet": 24},
    "words": [{"word": "high", "looks": 50, "clients": 12, "quiet": 20}],
}


@pytest.fixture(autouse=True)
def three(import_rows: Callable[..., ImportReport]) -> None:
    """Make a practice of three clients, two of them past two usual gaps."""
    import_rows(
        *weekly("Rosa Duarte", client="c1"),
        *weekly("Bo Berg", client="c2", last_days_ago=20),
        *weekly("Ines Alba", client="c3", last_days_ago=5),
    )


def stored(database: Database, *said: Score, **others: object) -> Run:
    given = {"as_of": MONDAY, "fitted": "2026-11-16 08:00", **others}
    return keep(database, run_of(said, **given))  # type: ignore[arg-type]  # by name


def rosa(likely: float = 0.31, **others: object) -> Score:
    """Return what a run says of Rosa, who is on its list."""
    given = {"based_on": named((FACT, ["c1-0"]), (HABIT, ["c1-0", "c1-1"])), **others}
    return score("c1", likely, since=MONDAY, **given)


def cards(today: Screen) -> int:
    return today.html.count('class="dl-client"')


def test_a_likelihood_is_a_range_in_words(screen: Open, database: Database) -> None:
    stored(database, rosa(), score("c2", 0.1), score("c3", 0.05))

    today = screen("today")

    assert "Between 2 and 4 in 10 like this go quiet." in today.text.replace("  ", " ")
    assert "With numbers" in today.text
    assert "31" not in today.html
    assert "The range is about the estimate" in today.text
    assert "Most names like this will be fine." in today.text


def test_in_words_the_practice_s_own_past_is_counted(
    screen: Open, database: Database
) -> None:
    why = "11 clients have gone quiet so far; percentages need 20."
    stored(database, rosa(0.5), mode="words", why=why, card={"record": RECORD})

    text = screen("today").text

    assert "Much quieter : of 10 like this, about 4 went quiet." in text
    assert why in text
    assert "about 4 in 10 names like this will be fine." in text
    assert "The range is about the estimate" not in text


def test_a_word_stands_alone_where_nothing_was_counted(
    screen: Open, database: Database
) -> None:
    stored(database, rosa(0.5), mode="words")

    assert "of 10 like this" not in screen("today").text


def test_by_the_rule_the_page_says_what_is_missing(
    screen: Open, database: Database
) -> None:
    why = (
        "To learn from your own past takes 5 clients who went quiet; "
        "there are 2 so far."
    )
    stored(database, score("c1", None, since=MONDAY), mode="rule", why=why)

    text = screen("today").text

    assert "By rule" in text
    assert why in text


def test_each_fact_has_its_sessions(screen: Open, database: Database) -> None:
    stored(database, rosa(), score("c2", 0.1), score("c3", 0.05))

    html = screen("today").html
    based = html[html.index('class="dl-based"') :]

    assert based.index(FACT) < based.index(HABIT)
    assert based.count("<tr><td>") == 3
    assert "Monday 26 October, 09:00" in based
    assert "<td>came</td>" in based


def test_a_fact_without_a_session_says_so(screen: Open, database: Database) -> None:
    stored(database, rosa(based_on=named(("5 sessions so far.", []))))

    assert "No single session stands behind this." in screen("today").text


def test_by_the_rule_facts_have_their_sessions_too(screen: Open) -> None:
    today = screen("today")

    assert "What this is based on" in today.text
    assert "<td>came</td>" in today.html


def test_what_changed_since_last_week(screen: Open, database: Database) -> None:
    stored(database, rosa(changed="Since last week: nothing is booked any more."))

    assert "Since last week: nothing is booked any more." in screen("today").text


def test_little_known_is_said(
    screen: Open, import_rows: Callable[..., ImportReport]
) -> None:
    import_rows(*weekly("Kim Otto", client="c4", last_days_ago=14)[:1])

    today = screen("today").press("More: 3 others, in order")

    assert today.html.count("new, little known") == 1


def test_a_name_that_rests_stands_under_more_with_its_days(
    screen: Open, database: Database
) -> None:
    keep(
        database,
        run_of(
            [score("c1", 0.5, since="2026-11-09")],
            as_of="2026-11-06",
            fitted="2026-11-09 08:00",
        ),
    )
    stored(database, score("c1", 0.5), score("c2", 0.4, since=MONDAY))

    today = screen("today")
    assert "Rosa Duarte" not in today.html[: today.html.index("dl-legend")]
    today.press("More: 2 others, in order")

    assert (
        "Shown on 9 November; back on 7 December, or after a missed session."
        in today.text
    )


def test_whom_the_rule_alone_names_stand_beneath(
    screen: Open, database: Database
) -> None:
    stored(database, score("c3", 0.3, since=MONDAY), score("c1", 0.1))
    with database.write() as cursor:
        cursor.execute("insert into settings values ('capacity', '3')")

    today = screen("today")

    assert today.title == "Three people may be worth a hello this week."
    assert [heading.value for heading in today.at.subheader] == [
        "By the calendar alone"
    ]
    html = today.html
    assert html.index("Ines Alba") < html.index("Rosa Duarte")


def test_one_tap_and_its_undo(screen: Open, database: Database) -> None:
    stored(database, rosa(), score("c2", 0.1), score("c3", 0.05))
    today = screen("today").press("Contacted")

    assert "was contacted today." in today.html
    assert cards(today) == 0

    today.press("Undo")

    assert today.title == "One person may be worth a hello this week."


def test_a_run_that_is_done_during_the_visit_is_shown(
    screen: Open, database: Database
) -> None:
    stored(database, score("c3", 0.5, since=MONDAY), score("c1", 0.1))
    today = screen("today")
    assert "Ines Alba" in today.html

    stored(database, rosa(0.5), score("c3", 0.1))
    today.at.run()

    assert "Rosa Duarte" in today.checked().html
    assert "Ines Alba" not in today.html[: today.html.index("dl-legend")]


def test_who_was_seen_to_before_a_run_comes_back_where_that_is_taken_back(
    screen: Open, database: Database
) -> None:
    importing.change_setting(database, "capacity", "2")
    both = [score("c1", 0.5, since=MONDAY), score("c2", 0.4, since=MONDAY)]
    stored(database, *both)
    today = screen("today").press("Contacted")
    assert today.title == "One person may be worth a hello this week."

    # The run that began meanwhile knows that one of the two was seen to.
    stored(database, score("c1", 0.5), both[1], fitted="2026-11-16 08:30")
    today.at.run()
    today.checked().press("Undo")

    assert today.title == "Two people may be worth a hello this week."


def test_who_has_finished_keeps_their_name(screen: Open, database: Database) -> None:
    stored(database, score("c1", 0.5, since=MONDAY), score("c2", 0.4))

    today = screen("today").press("Finished")

    assert "This client" not in today.html
    assert "Rosa Duarte</b> has finished." in today.html


def test_an_order_older_than_the_files_is_dated(
    screen: Open, database: Database
) -> None:
    stored(database, rosa(), as_of="2026-11-13")

    assert "The order is that of 13 November, before the newest file." in (
        screen("today").text
    )


@pytest.mark.parametrize("mode", ["rule", "words", "percent"])
def test_no_mode_uses_the_words_of_the_code(
    screen: Open, database: Database, mode: str
) -> None:
    stored(database, rosa(), score("c2", 0.4), mode=mode, card={"record": RECORD})

    assert not WORDS_OF_THE_CODE.findall(screen("today").text)


def test_hostile_services_are_text_among_the_sessions(
    screen: Open, database: Database, import_rows: Callable[..., ImportReport]
) -> None:
    hostile = "<img src=x onerror=alert(1)>"
    rows = weekly("Eve", client="c9", last_days_ago=14)
    import_rows(*(row.replace("Coaching", hostile) for row in rows))
    stored(
        database,
        score("c9", 0.5, since=MONDAY, based_on=named((hostile, ["c9-0"]))),
    )

    html = screen("today").html

    assert "<img" not in html
    assert safe.html(hostile) in html


@pytest.fixture(scope="module", params=["words", "percent"])
def real_run(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, Path]:
    folder = tmp_path_factory.mktemp("scored")
    return request.param, on_step(folder, request.param, NOW)


class TestARealRun:
    """An invented practice with a past, scored as the worker would."""

    @pytest.fixture
    def three(self) -> None:
        """Leave the practice to the run's."""

    def test_shows_names_with_facts_and_their_sessions(
        self, screen: Open, practice_of_the_test: Path, real_run: tuple[str, Path]
    ) -> None:
        mode, path = real_run
        shutil.copy(path, practice_of_the_test)

        today = screen("today")

        assert cards(today) >= 1
        assert "may be worth a hello this week." in today.title
        assert ("With numbers" in today.text) == (mode == "percent")
        assert (" in 10 like this" in today.text.replace("  ", " ")) == (
            mode == "percent"
        )
        assert "Much quieter" in today.text or mode == "percent"
        assert today.html.count("<tr><td>") >= cards(today)
        assert not WORDS_OF_THE_CODE.findall(today.text)
