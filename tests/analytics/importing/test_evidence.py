"""Meeting reports become evidence: who came, how long, who was not seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from analytics import importing
from analytics.contracts import Outcome
from analytics.importing import evidence
from analytics.store import queries
from tests.analytics.importing.evidence_steps import (
    CAME,
    MISSED,
    NOT_KNOWN,
    bring_meeting,
    bring_sessions,
    said,
    session,
    shown,
)
from tests.analytics.importing.steps import NOW, at, bring, log
from tests.support.files import write_template
from tests.support.meetings import Meeting, Stay, alone, meeting

if TYPE_CHECKING:
    from pathlib import Path

    from analytics.store import Database


@pytest.mark.parametrize(
    "called",
    [
        "Ana María López",
        "ana maria lopez",
        "López, Ana María",
        "Ana María López (she/her)",
        "iPhone (Ana Maria Lopez)",
        "Ana Maria Lopez's iPhone",
        "Anita (Ana Maria Lopez)",
    ],
)
def test_a_name_is_known_however_a_device_writes_it(
    on: Database, tmp_path: Path, called: str
) -> None:
    bring_sessions(on, tmp_path, session("s1", "Ana María López"))
    bring_meeting(on, tmp_path, meeting(*alone([called])))

    assert said(on)["s1"] == CAME
    assert shown(on, "s1") == (60, 0, 0, "name")


def test_an_address_tells_more_than_a_name(on: Database, tmp_path: Path) -> None:
    bring_sessions(
        on, tmp_path, session("s1", "Ana López", client_email="ana@mail.example")
    )
    stay = Stay(
        "Mobile of the family", "10:00:00 AM", "11:00:00 AM", "Ana@mail.example"
    )
    bring_meeting(on, tmp_path, meeting(stay))

    assert said(on)["s1"] == CAME
    assert shown(on, "s1")[-1] == "email"


def test_late_and_gone_early_are_counted_in_minutes(
    on: Database, tmp_path: Path
) -> None:
    bring_sessions(on, tmp_path, session("s1", "Ana López"))
    bring_meeting(
        on, tmp_path, meeting(Stay("Ana López", "10:12:30 AM", "10:45:10 AM"))
    )

    assert shown(on, "s1") == (33, 12, 14, "name")


def test_whoever_comes_back_was_there_for_the_sum_and_devices_do_not_add_up(
    on: Database, tmp_path: Path
) -> None:
    bring_sessions(on, tmp_path, session("s1", "Ana López"))
    bring_meeting(
        on,
        tmp_path,
        meeting(
            Stay("Ana López", "10:00:00 AM", "10:20:00 AM"),
            Stay("Ana López", "10:30:00 AM", "11:00:00 AM"),
            Stay("iPhone (Ana López)", "10:10:00 AM", "10:40:00 AM"),
        ),
    )

    assert shown(on, "s1")[:3] == (60, 0, 0)


def test_nobody_is_late_for_a_host_who_is_not_there_yet(
    on: Database, tmp_path: Path
) -> None:
    bring_sessions(on, tmp_path, session("s1", "Ana López"))
    late_host = Stay(
        "Noor Vandersteen", "10:10:00 AM", "11:00:00 AM", "noor@practice.example"
    )
    held = Meeting(
        (late_host, Stay("Ana López", "10:11:00 AM", "11:00:00 AM")),
        starts="10:10:00 AM",
    )
    bring_meeting(on, tmp_path, held)

    assert shown(on, "s1")[1] == 1


def test_two_sessions_in_a_row_are_two_sessions_and_a_long_goodbye_is_not(
    on: Database, tmp_path: Path
) -> None:
    bring_sessions(
        on,
        tmp_path,
        session("s1", "Ana López"),
        session("s2", "Ana López", starts_at="2026-11-10T11:00"),
        session("s3", "Ben Adeyemi"),
        session("s4", "Ben Adeyemi", starts_at="2026-11-10T11:00"),
    )
    bring_meeting(
        on,
        tmp_path,
        meeting(
            Stay("Ana López", "10:00:00 AM", "12:00:00 PM"),
            Stay("Ben Adeyemi", "10:00:00 AM", "11:05:00 AM"),
            ends="12:00:00 PM",
        ),
    )

    assert said(on) == {"s1": CAME, "s2": CAME, "s3": CAME, "s4": NOT_KNOWN}


def test_what_a_report_shows_is_known_when_the_meeting_is_over(
    on: Database, tmp_path: Path
) -> None:
    bring_sessions(on, tmp_path, session("s1", "Ana López"))
    bring_meeting(on, tmp_path, meeting(*alone(["Ana López"])))

    ((known_at,),) = queries.rows(on, "select outcome_known_at from sessions")
    assert known_at == at("2026-11-10T11:01:00")


def test_a_report_without_its_meeting_is_the_meeting_of_its_rows(
    on: Database, tmp_path: Path
) -> None:
    bring_sessions(on, tmp_path, session("s1", "Ana López"))
    bring_meeting(on, tmp_path, meeting(*alone(["Ana López"])), with_meeting=False)

    assert said(on)["s1"] == CAME


# -- who was not seen --------------------------------------------------------


def test_whoever_of_a_group_was_not_seen_did_not_come(
    on: Database, tmp_path: Path
) -> None:
    bring_sessions(
        on, tmp_path, session("s1", "Ana López"), session("s2", "Ben Adeyemi")
    )
    bring_meeting(on, tmp_path, meeting(*alone(["Ana López"])))

    assert said(on) == {"s1": CAME, "s2": MISSED}


def test_a_coach_alone_in_a_meeting_the_client_had_before_waited_for_them(
    on: Database, tmp_path: Path
) -> None:
    bring_sessions(
        on,
        tmp_path,
        session("s1", "Ana López", starts_at="2026-11-03T10:00"),
        session("s2", "Ana López"),
    )
    bring_meeting(on, tmp_path, meeting(*alone(["Ana López"]), day="11/03/2026"))
    bring_meeting(on, tmp_path, meeting())

    assert said(on) == {"s1": CAME, "s2": MISSED}


def test_a_later_meeting_says_nothing_of_an_earlier_one(
    on: Database, tmp_path: Path
) -> None:
    bring_sessions(
        on,
        tmp_path,
        session("s1", "Ana López"),
        session("s2", "Ana López", starts_at="2026-11-17T10:00"),
    )
    bring_meeting(on, tmp_path, meeting())
    bring_meeting(on, tmp_path, meeting(*alone(["Ana López"]), day="11/17/2026"))

    assert said(on) == {"s1": NOT_KNOWN, "s2": CAME}


def test_a_meeting_that_bears_the_clients_name_was_theirs(
    on: Database, tmp_path: Path
) -> None:
    bring_sessions(on, tmp_path, session("s1", "Ana López"))
    bring_meeting(on, tmp_path, meeting(topic="Ana Lopez: coaching"))

    assert said(on)["s1"] == MISSED


@pytest.mark.parametrize(
    "held",
    [
        pytest.param(meeting(), id="any meeting"),
        pytest.param(
            meeting(*alone(["Sam"]), topic="Ana López"), id="somebody unknown"
        ),
        pytest.param(
            meeting(topic="Ana López", starts="10:40:00 AM"), id="begun too late"
        ),
        pytest.param(
            Meeting(alone(["Eva Coach"]), topic="Ana López", host=""),
            id="no coach there",
        ),
    ],
)
def test_of_a_meeting_that_may_be_another_nothing_is_said(
    on: Database, tmp_path: Path, held: Meeting
) -> None:
    if held.starts == "10:40:00 AM":
        own = Stay("Noor Vandersteen", held.starts, held.ends)
        held = Meeting((own,), topic=held.topic, starts=held.starts)
    bring_sessions(on, tmp_path, session("s1", "Ana López"))
    bring_meeting(on, tmp_path, held)

    assert said(on)["s1"] == NOT_KNOWN


def test_a_file_older_than_the_session_cannot_make_it_missed(
    on: Database, tmp_path: Path
) -> None:
    # Whoever called off in between was not missing.
    path = write_template(tmp_path / "sessions.csv", [session("s1", "Ana López")])
    bring(on, path, exported_at="2026-11-09T18:00:00")
    bring_meeting(on, tmp_path, meeting(topic="Ana López"))

    assert said(on)["s1"] == ("scheduled", "none")


def test_a_report_makes_a_session_attended_that_the_file_shows_ahead(
    on: Database, tmp_path: Path
) -> None:
    path = write_template(tmp_path / "sessions.csv", [session("s1", "Ana López")])
    bring(on, path, exported_at="2026-11-09T18:00:00")
    bring_meeting(on, tmp_path, meeting(*alone(["Ana López"])))

    assert said(on)["s1"] == CAME


# -- what evidence leaves alone ----------------------------------------------


def test_reports_change_nothing_until_they_are_switched_on_and_after_they_are_off(
    database: Database, tmp_path: Path
) -> None:
    bring_sessions(database, tmp_path, session("s1", "Ana López"))
    bring_meeting(database, tmp_path, meeting(*alone(["Ana López"])))
    before = said(database)

    importing.change_setting(database, "evidence.zoom", "on")
    while_on = said(database)
    importing.change_setting(database, "evidence.zoom", "off")

    assert before == {"s1": NOT_KNOWN}
    assert while_on == {"s1": CAME}
    assert said(database) == before
    assert importing.verify(database) == []


def test_what_was_presumed_gives_way_and_what_was_said_stays(
    on: Database, tmp_path: Path
) -> None:
    importing.change_setting(on, "presume.template", "attended")
    bring_sessions(
        on,
        tmp_path,
        session("s1", "Ana López"),
        session("s2", "Ben Adeyemi"),
        session("s3", "Chloé Ng", status="no_show"),
        session("s4", "Dora Lind", status="attended"),
    )
    bring_meeting(on, tmp_path, meeting(*alone(["Ana López", "Chloé Ng"])))

    assert said(on) == {
        "s1": CAME,
        "s2": MISSED,
        "s3": ("no_show", "recorded"),
        "s4": ("attended", "recorded"),
    }
    assert {(q.client, q.why, q.report_says) for q in evidence.questions(on)} == {
        ("Chloé Ng", "contradiction", Outcome.ATTENDED),
        ("Dora Lind", "contradiction", Outcome.NO_SHOW),
    }


def test_undoing_a_report_leaves_the_log_as_it_was(
    on: Database, tmp_path: Path
) -> None:
    bring_sessions(on, tmp_path, session("s1", "Ana López"))
    before = log(on)
    import_id = bring_meeting(on, tmp_path, meeting(*alone(["Ana López"])))

    importing.undo(on, import_id, now=NOW)

    assert log(on) == before
    assert queries.rows(on, "from attendance_evidence") == []
    assert importing.verify(on) == []
