"""The Monday page: hand-counted weeks, what is due, and a coach's own sheet."""

from __future__ import annotations

import base64
import csv
import datetime as dt
import hashlib
import io
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from analytics import facts
from analytics.attendance import attendance
from analytics.errors import UnknownCoachError
from analytics.exports.tools.coach_return import COLUMNS
from analytics.periods import AsOf
from analytics.playbook.steps import STEPS
from analytics.quality import monday
from analytics.reports import digest as reports
from analytics.reports import digest_html, digest_svg, digest_text, digest_weeks
from analytics.reports.attendance import over_time
from analytics.reports.digest import coach_of
from analytics.reports.digest_return import file_of
from analytics.reports.digest_words import Naming, sections
from analytics.selection import Selection
from analytics.store import answers, entries, follow_ups, promises
from analytics.store.promises import Told
from tests.analytics.reports.today_steps import FRIDAY, NOW, look
from tests.support import sheets
from tests.support.log import Slot, weekly, write

if TYPE_CHECKING:
    from analytics.reports.digest import Digest
    from analytics.store import Database

NAMES = {
    "anna": "Anna Zwirbel",
    "ben": "Ben Oyelaran",
    "cleo": "Cleo Quist",
    "dora": "Dora Mbeki",
}


def made(
    database: Database, now: dt.datetime = NOW, coach: str | None = None
) -> Digest:
    return monday.digest(
        database,
        facts.default_as_of(database, now),
        Selection(coach=coach),
        today=look(database, now),
    )


def of_coach(slots: list[Slot], coach: str) -> list[Slot]:
    return [replace(slot, coach=coach) for slot in slots]


@pytest.fixture
def two_coaches(database: Database) -> Database:
    """Anna and Cleo, both late, are Ada's; Ben, late too, and Dora are Bo's."""
    log = [
        *of_coach(weekly("anna", "2026-01-12 10:00", 5), "Ada"),
        *of_coach(weekly("cleo", "2026-01-05 10:00", 5), "Ada"),
        *of_coach(weekly("ben", "2026-01-12 12:00", 5), "Bo"),
        *of_coach(weekly("dora", "2026-01-21 10:00", 5), "Bo"),
        Slot("dora", "2026-02-20 08:00", "unknown", coach="Bo"),
        # Bo stood in for Ada once; the client stays Ada's.
        Slot("anna", "2026-02-03 10:00", "unknown", coach="Bo"),
        Slot("anna", "2026-02-19 10:00", "unknown", coach="Ada"),
    ]
    write(database, log, exported=FRIDAY, names=NAMES, settings={"capacity": "9"})
    return database


# -- the practice's page -----------------------------------------------------------


def test_an_empty_practice_is_told_what_to_do(database: Database) -> None:
    found = made(database)

    assert reports.headline(found) == "Nothing has been imported yet."
    page = digest_html.page(found, Naming())
    assert "Import an export of your scheduling tool" in page
    assert "<svg" not in page
    assert "Import an export" in digest_text.markdown(found, Naming())


def test_one_client_stands_there_with_evidence_and_step(database: Database) -> None:
    write(database, weekly("anna", "2026-01-12 10:00", 5), exported=FRIDAY, names=NAMES)

    found = made(database)

    (look_,) = found.looks
    assert (look_.client_id, look_.name) == ("anna", "Anna Zwirbel")
    assert "11 days since the last session, usually 7" in " ".join(look_.facts)
    assert look_.due >= NOW.date()
    assert reports.headline(found) == "1 person may be worth a hello this week."


def test_names_are_initials_unless_asked_for(two_coaches: Database) -> None:
    found = made(two_coaches)

    for make in (digest_html.page, digest_text.markdown):
        assert "Zwirbel" not in make(found, Naming())
        assert "A. Z." in make(found, Naming()).replace("&#46;", ".")
        assert "Anna Zwirbel" in make(found, Naming(with_names=True))


def test_old_data_say_so_and_name_nobody_new(two_coaches: Database) -> None:
    found = made(two_coaches, NOW + dt.timedelta(days=9))

    assert found.is_stale
    assert "I may be wrong: data are from 20 Feb" in digest_html.page(found, Naming())
    assert "I may be wrong" in digest_text.markdown(found, Naming())


def test_the_questions_are_five_at_most(two_coaches: Database) -> None:
    found = made(two_coaches)

    assert 0 < len(found.asked) <= reports.QUESTIONS
    assert {one.session_id for one in found.asked} >= {"anna@2026-02-19 10:00"}


def test_what_is_due_is_listed_by_its_day(two_coaches: Database) -> None:
    week_ago = NOW.date() - dt.timedelta(days=6)
    now = NOW
    entries.add_follow_up(two_coaches, "anna", step="say_hello", on=week_ago, now=now)
    entries.add_follow_up(two_coaches, "ben", step="say_hello", on=week_ago, now=now)
    answers.add(two_coaches, "ben", is_answered=True, on=NOW.date(), now=now)
    back = NOW.date() + dt.timedelta(days=2)
    entries.add_absence(two_coaches, "dora", week_ago, back, now=now)
    entries.set_aside(
        two_coaches,
        "cleo",
        from_date=week_ago,
        until_date=NOW.date() + dt.timedelta(days=1),
        reason="we have spoken",
        now=now,
    )

    found = made(two_coaches).follow_ups

    assert [(one.client_id, one.said) for one in found] == [
        ("anna", "Contacted on 17 Feb: did they answer?"),
        ("cleo", "“No concern” ends on 24 Feb"),
        ("dora", "Back from being away on 25 Feb"),
    ]


def test_steps_planned_and_answers_due_are_listed(two_coaches: Database) -> None:
    week_ago, now = NOW.date() - dt.timedelta(days=6), NOW
    entries.add_follow_up(
        two_coaches,
        "anna",
        step="say_hello",
        wrote_last="client",
        note="a secret",
        on=week_ago,
        now=now,
    )
    for due in (2, 9):
        follow_ups.plan(
            two_coaches,
            "ben",
            ("new_goal", "pause")[due > 7],
            on=week_ago,
            due=NOW.date() + dt.timedelta(days=due),
            why="a secret",
            now=now,
        )

    digest = made(two_coaches)

    assert [(one.client_id, one.on.day, one.said) for one in digest.follow_ups] == [
        ("anna", 18, "They wrote on 17 Feb: an answer would be kind"),
        ("ben", 25, f"{STEPS['new_goal'].title}: planned for 25 Feb"),
    ]
    assert "secret" not in digest_text.markdown(digest, Naming())


def test_what_a_coach_promised_is_listed_without_its_words(
    two_coaches: Database,
) -> None:
    today, on = NOW.date(), NOW.date() - dt.timedelta(days=6)
    for owner, days in (("coach", -3), ("coach", 6), ("coach", 7), ("client", 1)):
        told = Told(owner, "a secret", today + dt.timedelta(days=days))
        promises.add(two_coaches, "ben", told, on=on, now=NOW)
    digest = made(two_coaches)
    assert [one.said for one in digest.follow_ups] == [
        "You promised them something for 20 Feb",
        "You promised them something for 1 Mar",
    ]
    assert "secret" not in digest_text.markdown(digest, Naming())


# -- the weeks -----------------------------------------------------------------------


def test_weeks_are_counted_by_hand(database: Database) -> None:
    # NOW is Monday 23 February; the export of Friday lies in the week of the 16th.
    log = [
        Slot("a", "2026-02-09 10:00"),
        Slot("a", "2026-02-10 10:00", basis="presumed"),
        Slot("b", "2026-02-11 10:00", "no_show"),
        Slot("b", "2026-02-12 10:00", "late_cancelled", is_excused=True),
        Slot("b", "2026-02-13 10:00", "unknown"),
        Slot("b", "2026-02-14 10:00", "cancelled"),
        Slot("c", "2026-02-15 23:30", coach="Bo"),
        Slot("a", "2026-02-16 00:00", "no_show"),
        Slot("a", "2025-11-23 23:30"),
    ]
    write(database, log, exported=FRIDAY)
    as_of = facts.default_as_of(database, NOW)

    found = digest_weeks.weeks(database, as_of, Selection())

    assert len(found.shown) == 13
    assert found.shown[0].first_day == dt.date(2025, 11, 24)
    assert [week.is_open for week in found.shown] == [False] * 12 + [True]
    last, now = found.shown[-2:]
    assert (last.attended, last.presumed, last.missed) == (3, 1, 1)
    assert (last.unknown, last.n, last.rate) == (1, 4, 0.75)
    assert (now.n, now.rate) == (1, 0.0)
    assert all(week.n == 0 for week in found.shown[:11])
    assert found.answer == "75% of 4 sessions were attended."
    # By hand: a came 2 of 2, b 0 of 1, c 1 of 1, so m/(m-1) * sum((x - p n)^2) / N^2
    # = 3/2 * (1/4 + 9/16 + 1/16) / 16 = 0.0820; p (1 - p) / 3 = 0.0625: the design
    # effect is 1.3125, and Wilson's interval that of 3.05 sessions.
    assert found.basis == (
        "The last 12 full weeks. The true rate may be anything from 26% to 96%. "
        "1 of 3 attended are presumed. 1 more is not known. "
        "The hatched week is not over and not counted."
    )
    bo = digest_weeks.weeks(database, as_of, Selection(coach="Bo"))
    assert [(week.attended, week.missed) for week in bo.shown if week.n] == [(1, 0)]


def test_the_weeks_are_those_of_the_page_attendance(two_coaches: Database) -> None:
    as_of = facts.default_as_of(two_coaches, NOW)
    for selection in (Selection(), Selection(coach="Bo")):
        found = digest_weeks.weeks(two_coaches, as_of, selection)

        page = over_time(two_coaches, as_of, selection)
        assert page is not None
        assert found.answer == page.headline
        assert found.basis.startswith(page.basis)
        table = attendance(two_coaches, as_of, "week", selection).set_index("group")
        for week in found.shown:
            if week.interval:
                row = table.loc[week.first_day]
                assert week.interval == (row["low"], row["high"])
                assert (week.rate, week.is_open) == (row["rate"], row["is_open"])


def test_a_week_is_over_at_the_end_of_its_sunday(two_coaches: Database) -> None:
    sunday = AsOf.end_of(dt.date(2026, 2, 15), "UTC")

    found = digest_weeks.weeks(two_coaches, sunday, Selection())

    assert [week.first_day for week in found.shown[-2:]] == [
        dt.date(2026, 2, 9),
        dt.date(2026, 2, 16),
    ]
    assert [week.is_open for week in found.shown[-2:]] == [False, True]


def test_a_log_without_a_session_has_no_weeks(database: Database) -> None:
    as_of = facts.default_as_of(database, NOW)

    found = digest_weeks.weeks(database, as_of, Selection())

    assert found.shown == ()
    assert found.answer == "No session has counted lately."


def test_the_chart_says_each_week_without_colour() -> None:
    weeks = sheets.weeks([(3, 1), (0, 0), (1, 1)])

    drawn = digest_svg.chart(weeks)

    assert drawn.count('class="over"') == 1
    assert drawn.count('class="begun"') == drawn.count('class="open"') == 1
    assert ">–<" in drawn
    assert (
        "week of 9 Nov: 75% of 4; week of 16 Nov: nothing counts; "
        "week of 23 Nov: 50% of 2, not over."
    ) in drawn
    assert digest_svg.picture(weeks, dark=True).startswith("data:image/svg+xml;base64,")


# -- a coach's sheet ------------------------------------------------------------------


def test_a_coach_sees_nothing_of_the_others(two_coaches: Database) -> None:
    found = made(two_coaches, coach="Bo")

    about = {look_.client_id for look_ in found.looks}
    about |= {one.client_id for one in found.asked}
    about |= {row.client_id for row in found.to_return}
    assert about == {"ben", "dora"}
    # Dora came five times and Ben five, all of them Bo's: nobody else is counted.
    assert sum(week.attended for week in found.weeks.shown) == 10
    page = digest_html.page(found, Naming(with_names=True))
    for name in (NAMES["anna"], NAMES["cleo"], "Ada", "rate of"):
        assert name not in page
    (missing,) = found.missing
    assert missing.startswith("Nobody has said yet what became of 1 session of yours")


def test_the_file_to_send_back_asks_for_sessions_and_contacts(
    two_coaches: Database,
) -> None:
    found = made(two_coaches, coach="Bo")

    content = file_of(found.to_return, "Bo", zone_name="UTC", today=found.today)

    text = content.decode("utf-8-sig")
    assert tuple(text.splitlines()[0].split(",")) == COLUMNS
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [(row["session_id"], row["client_id"]) for row in rows] == [
        ("dora@2026-02-20 08:00", ""),
        ("", "ben"),
    ]
    assert {row["coach"] for row in rows} == {"Bo"}
    assert rows[0]["initials"] == "D. M."
    assert "Oyelaran" not in text
    assert not any(row["what_happened"] or row["contacted_on"] for row in rows)


def test_a_hostile_coach_runs_no_formula(database: Database) -> None:
    slots = of_coach(weekly("anna", "2026-01-12 10:00", 5), "=cmd()")
    write(database, slots, exported=FRIDAY, names=NAMES, settings={"capacity": "1"})
    found = made(database, coach="=cmd()")

    content = file_of(found.to_return, "=cmd()", zone_name="UTC", today=found.today)

    assert ",'=cmd()," in content.decode("utf-8-sig")


def test_a_coach_is_found_in_any_case_or_refused(two_coaches: Database) -> None:
    assert coach_of(two_coaches, " bo ") == "Bo"
    with pytest.raises(UnknownCoachError, match=r"'Cy'.*Coaches here: Ada, Bo\."):
        coach_of(two_coaches, "Cy")


def test_without_a_coach_in_any_file_there_is_no_sheet(database: Database) -> None:
    with pytest.raises(UnknownCoachError, match="No file has named a coach yet"):
        coach_of(database, "Bo")


# -- as a file ---------------------------------------------------------------------


def test_the_file_needs_nothing_but_itself() -> None:
    page = digest_html.page(sheets.full_digest(), Naming(with_names=True))

    assert not re.search(r"(?:src|href)\s*=|@import|<script|url\((?!#)", page)
    assert "default-src 'none'" in page
    assert "script-src 'none'" in page
    assert page.startswith("<!doctype html>")


def test_a_sheet_that_asks_runs_its_own_script_and_no_other() -> None:
    page = digest_html.page(sheets.full_digest(coach="Ada"), Naming())

    (run,) = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(run.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in page
    assert page.count("<select") == monday.RETURN_SESSIONS + reports.OF_COACH.names


def test_a_hostile_name_is_text() -> None:
    found = sheets.full_digest(coach=sheets.HOSTILE, name=sheets.HOSTILE)

    page = digest_html.page(found, Naming(with_names=True))
    text = digest_text.markdown(found, Naming(with_names=True))

    assert "<img" not in page
    assert "&lt;img src=http" in page
    assert "<img" not in text.replace("\\<img", "")
    assert "www.evil" not in text
    assert "https://" not in text


def test_every_limit_is_told() -> None:
    found = sheets.full_digest()

    said = {one.key: one.note for one in sections(found, Naming())}

    assert said["looks"] == "12 more names are on Today."
    assert said["due"] == "4 more follow-ups are on Today."
    assert said["changed"] == "21 more are on Today."
    of_coach = sections(sheets.full_digest(coach="Bo"), Naming())
    assert of_coach[0].note == "12 more names are not on this sheet."
