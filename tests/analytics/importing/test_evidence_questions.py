"""What meeting reports leave open is asked, answered, taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from analytics import importing
from analytics.importing import evidence
from analytics.store import outcomes, queries
from tests.analytics.importing.evidence_steps import (
    CAME,
    NOT_KNOWN,
    TODAY,
    bring_meeting,
    bring_sessions,
    said,
    session,
    shown,
)
from tests.analytics.importing.steps import NOW
from tests.support.meetings import alone, meeting

if TYPE_CHECKING:
    from pathlib import Path

    from analytics.importing.evidence import Question
    from analytics.store import Database


def asked(database: Database) -> Question:
    """Return the only question."""
    (question,) = evidence.questions(database)
    return question


def test_two_clients_of_one_name_are_asked_about_and_not_guessed(
    on: Database, tmp_path: Path
) -> None:
    bring_sessions(
        on,
        tmp_path,
        session("s1", "Ana López", client_email="ana@mail.example"),
        session("s2", "Ana López", client_email="ana.lopez@mail.example"),
    )
    bring_meeting(on, tmp_path, meeting(*alone(["Ana López"])))

    assert said(on) == {"s1": NOT_KNOWN, "s2": NOT_KNOWN}
    found = evidence.questions(on)
    assert [(q.session_id, q.why) for q in found] == [
        ("s1", "several"),
        ("s2", "several"),
    ]

    evidence.answer(on, found[1], "yes", on=TODAY, now=NOW)

    assert said(on)["s2"] == CAME
    assert shown(on, "s2")[-1] == "person"


def test_a_namesake_without_a_session_then_is_no_question(
    on: Database, tmp_path: Path
) -> None:
    bring_sessions(
        on,
        tmp_path,
        session("s1", "Ana López", client_email="ana@mail.example"),
        session(
            *("s2", "Ana López"),
            client_email="ana.lopez@mail.example",
            starts_at="2026-11-12T10:00",
        ),
    )
    bring_meeting(on, tmp_path, meeting(*alone(["Ana López"])))

    assert said(on) == {"s1": CAME, "s2": NOT_KNOWN}


@pytest.mark.parametrize(
    "called", ["Ana", "Ana Maria", "Ana's iPhone", "iPhone", "Sam"]
)
def test_who_cannot_be_told_for_certain_is_asked(
    on: Database, tmp_path: Path, called: str
) -> None:
    bring_sessions(on, tmp_path, session("s1", "Ana María López"))
    bring_meeting(on, tmp_path, meeting(*alone([called])))

    assert said(on)["s1"] == NOT_KNOWN
    assert asked(on).seen_as == called


def test_an_answer_can_be_taken_back(on: Database, tmp_path: Path) -> None:
    bring_sessions(on, tmp_path, session("s1", "Ana López"))
    bring_meeting(on, tmp_path, meeting(*alone(["Sam"])))
    question = asked(on)

    entry_id = evidence.answer(on, question, "yes", on=TODAY, now=NOW)
    assert said(on)["s1"] == CAME
    assert evidence.questions(on) == []

    evidence.take_back(on, entry_id, now=NOW)
    assert said(on)["s1"] == NOT_KNOWN
    assert asked(on) == question


def test_a_no_says_that_it_was_somebody_else(on: Database, tmp_path: Path) -> None:
    bring_sessions(on, tmp_path, session("s1", "Ana López"))
    bring_meeting(on, tmp_path, meeting(*alone(["Ana López"])))
    assert said(on)["s1"] == CAME
    ((meeting_key, person_id),) = queries.rows(
        on, "select meeting_key, person_id from visit_sessions"
    )
    with on.write() as cursor:
        cursor.execute(
            "insert into visit_matches values ('e-1', 's1', 'c-1', $1, $2, 'no', "
            "date '2026-11-11', timestamp '2026-11-11 08:00', null)",
            [meeting_key, person_id],
        )
    importing.change_setting(on, "evidence.zoom", "on")

    assert said(on)["s1"] == NOT_KNOWN


def test_an_answer_waits_while_its_report_is_undone(
    on: Database, tmp_path: Path
) -> None:
    bring_sessions(on, tmp_path, session("s1", "Ana López"))
    held = meeting(*alone(["Sam"]))
    import_id = bring_meeting(on, tmp_path, held)
    evidence.answer(on, asked(on), "yes", on=TODAY, now=NOW)

    importing.undo(on, import_id, now=NOW)
    assert said(on)["s1"] == NOT_KNOWN

    bring_meeting(on, tmp_path, held)
    assert said(on)["s1"] == CAME


def test_what_somebody_said_of_a_session_is_not_asked_again(
    on: Database, tmp_path: Path
) -> None:
    bring_sessions(on, tmp_path, session("s1", "Ana López", status="no_show"))
    bring_meeting(on, tmp_path, meeting(*alone(["Ana López"])))
    question = asked(on)

    outcomes.confirm(
        on, [outcomes.Said(question.session_id, "attended")], on=TODAY, now=NOW
    )

    assert evidence.questions(on) == []
