"""Zoom's reports in all their forms become stays in meetings."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from analytics.errors import DayFirstUnknownError
from analytics.store import queries
from tests.analytics.importing.steps import at, bring
from tests.support.meetings import Meeting, Stay, write_zoom

if TYPE_CHECKING:
    from analytics.contracts import ImportReport
    from analytics.store import Database

REAL = Path(__file__).parents[5] / "shared" / "exports" / "samples"

NEWER = """\
Topic,ID,Duration (minutes),Start time,End time,Participants
Coaching,812 3456 7890,62,{day} 09:59:00,{day} 11:01:00,2

Name (original name),Email,Join time,Leave time,Duration (minutes),Guest,\
Recording disclaimer response,In waiting room
Ana López,ana@mail.example,{day} 09:55:00,{day} 10:00:00,5,Yes,,Yes
Ana López,ana@mail.example,{day} 10:00:00,{day} 11:00:00,60,Yes,OK,No
"""

UNIQUE = """\
Meeting ID,Topic,Start Time,End Time,User Email,Duration (Minutes),Participants
812 3456 7890,Coaching,11/10/2026 09:59:00 AM,11/10/2026 11:01:00 AM,\
noor@practice.example,62,2

Name (Original Name),User Email,Total Duration (Minutes),Guest
Ana López,ana@mail.example,47,Yes
"""

WEBINAR = """\
Attendee Report
Report generated time,"Nov 11, 2026 08:00:00"
Topic,Webinar ID,Actual Start Time,Actual Duration (minutes),# Registered
Open evening,812 3456 7890,"Nov 10, 2026 10:00:00",60,3
Host Details
Attended,User Name (Original Name),Email,Join Time,Leave Time,\
Time in Session (minutes),Is Guest,Country/Region Name
Yes,Noor Vandersteen,noor@practice.example,\
"Nov 10, 2026 09:58:00","Nov 10, 2026 11:01:00",63,No,Norway
Attendee Details
Attended,User Name (Original Name),First Name,Last Name,Email,Registration Time,\
Approval Status,Join Time,Leave Time,Time in Session (minutes),\
Is Guest,Country/Region Name
Yes,Ana López,Ana,López,ana@mail.example,"Nov 2, 2026 10:00:00",\
approved,"Nov 10, 2026 10:04:00","Nov 10, 2026 11:00:00",56,Yes,Norway
No,Ben Adeyemi,Ben,Adeyemi,ben@mail.example,"Nov 2, 2026 10:00:00",\
approved,--,--,--,--,Norway
"""


def report(database: Database, folder: Path, text: str, **said: object) -> ImportReport:
    path = folder / "report.csv"
    path.write_text(text, "utf-8")
    return bring(database, path, timezone="Europe/Oslo", **said)  # type: ignore[arg-type]  # fields of ImportOptions


def stays(database: Database) -> list[tuple[object, ...]]:
    return queries.rows(
        database,
        "select person_name, role, joined_at, left_at, minutes from visits "
        "order by person_name, joined_at",
    )


def test_a_classic_report_tells_meeting_host_and_stays(
    database: Database, tmp_path: Path
) -> None:
    held = Meeting(
        (
            Stay("Noor V.", "09:58:00 AM", "11:01:00 AM", "Noor@practice.example"),
            Stay("Ana López", "10:00:00 AM", "11:00:00 AM"),
        )
    )

    done = bring(
        database, write_zoom(tmp_path / "zoom.csv", held), timezone="Europe/Oslo"
    )

    assert (done.tool, done.confidence, done.rows, done.accepted) == (
        "zoom",
        "verified",
        2,
        2,
    )
    assert stays(database) == [
        ("Ana López", "participant", at("2026-11-10T09:00"), at("2026-11-10T10:00"), 1),
        ("Noor V.", "host", at("2026-11-10T08:58"), at("2026-11-10T10:01"), 1),
    ]
    assert queries.rows(
        database,
        "select distinct meeting_key, topic, meeting_starts_at, meeting_ends_at "
        "from visits",
    ) == [
        (
            "zoom:81234567890@2026-11-10T09:58",
            "Coaching",
            at("2026-11-10T08:58"),
            at("2026-11-10T10:01"),
        )
    ]


def test_a_newer_report_tells_the_waiting_room_apart(
    database: Database, tmp_path: Path
) -> None:
    done = report(database, tmp_path, NEWER.format(day="13/11/2026"))

    assert done.variant == "participants of a meeting, newer"
    assert [row[1] for row in stays(database)] == ["waiting", "participant"]
    assert stays(database)[1][2] == at("2026-11-13T09:00")


def test_a_report_whose_dates_could_be_either_is_asked_about(
    database: Database, tmp_path: Path
) -> None:
    with pytest.raises(DayFirstUnknownError):
        report(database, tmp_path, NEWER.format(day="10/11/2026"))

    report(database, tmp_path, NEWER.format(day="10/11/2026"), day_first=True)

    assert stays(database)[0][2] == at("2026-11-10T08:55")


def test_a_report_of_unique_users_has_minutes_and_no_times(
    database: Database, tmp_path: Path
) -> None:
    done = report(database, tmp_path, UNIQUE)

    assert done.tool == "zoom_users"
    assert stays(database) == [("Ana López", "participant", None, None, 47)]


def test_a_report_that_says_no_time_at_all_is_left_out_with_the_reason(
    database: Database, tmp_path: Path
) -> None:
    done = report(database, tmp_path, UNIQUE.partition("\n\n")[2])

    assert done.ignored_reasons == (
        ("the report does not say when the meeting was", 1),
    )
    assert done.accepted == 0


def test_a_webinar_names_its_hosts_and_who_stayed_away(
    database: Database, tmp_path: Path
) -> None:
    done = report(database, tmp_path, WEBINAR)

    assert done.tool == "zoom_webinar"
    assert stays(database) == [
        (
            "Ana López",
            "participant",
            at("2026-11-10T09:04"),
            at("2026-11-10T10:00"),
            56,
        ),
        ("Ben Adeyemi", "absent", None, None, None),
    ]


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        (
            "Ana,,soon,11/10/2026 11:00:00 AM,5,Yes",
            "the time of joining cannot be read",
        ),
        (
            "Ana,,11/10/2026 10:00:00 AM,later,5,Yes",
            "the time of leaving cannot be read",
        ),
        (
            "Ana,,11/10/2026 10:00:00 AM,11/10/2026 09:00:00 AM,5,Yes",
            "the person left before they joined",
        ),
        (
            ",,11/10/2026 10:00:00 AM,11/10/2026 11:00:00 AM,5,Yes",
            "there is no name and no e-mail",
        ),
    ],
)
def test_a_row_that_cannot_be_right_is_refused_with_its_line(
    database: Database, tmp_path: Path, cells: str, why: str
) -> None:
    path = write_zoom(
        tmp_path / "zoom.csv", Meeting((Stay("Ben", "10:00:00 AM", "11:00:00 AM"),))
    )
    path.write_text(path.read_text("utf-8") + cells + "\n", "utf-8")

    done = bring(database, path)

    assert [(r.line, r.reason) for r in done.refusals] == [(6, why)]
    assert done.accepted == 1


def test_the_same_report_twice_is_known(database: Database, tmp_path: Path) -> None:
    held = Meeting((Stay("Ben", "10:00:00 AM", "11:00:00 AM"),))
    path = write_zoom(tmp_path / "zoom.csv", held)
    bring(database, path)

    again = bring(database, path, exported_at="2026-11-21T18:00:00")

    assert (again.accepted, again.duplicate) == (0, 1)


@pytest.mark.skipif(not REAL.exists(), reason="no samples at hand")
@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("zoom_participants_report_classic_with_preamble_testdata.csv", 5),
        ("zoom_participants_report_new_with_preamble_testdata.csv", 2),
    ],
)
def test_reports_as_zoom_writes_them_are_read_whole(
    database: Database, name: str, rows: int
) -> None:
    done = bring(database, REAL / name)

    assert (done.rows, done.accepted, done.refused) == (rows, rows, 0)
