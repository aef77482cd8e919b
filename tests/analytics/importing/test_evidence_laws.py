"""What holds of meeting reports whatever comes: forgetting, order, undoing."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics import importing
from analytics.importing import evidence
from analytics.store import open_practice, privacy, queries
from tests.analytics.importing.evidence_steps import (
    CAME,
    Row,
    bring_meeting,
    bring_sessions,
    said,
    session,
)
from tests.analytics.importing.steps import NOW, bring, log
from tests.support.files import write_template
from tests.support.meetings import Meeting, alone, meeting, write_zoom

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

    from analytics.store import Database


def test_forgetting_a_client_takes_their_stays_along(
    on: Database, tmp_path: Path
) -> None:
    bring_sessions(on, tmp_path, session("s1", "Ana María López"))
    bring_meeting(
        on,
        tmp_path,
        meeting(*alone(["Ana Maria Lopez (she/her)"]), topic="Ana María López"),
    )
    ((client_id,),) = queries.rows(on, "select client_id from clients")

    privacy.forget(on, str(client_id), now=NOW)

    assert queries.rows(on, "select person_name from visits where role <> 'host'") == []
    assert (
        queries.rows(on, "from visit_sessions union all by name from visit_questions")
        == []
    )
    assert "López" not in str(queries.rows(on, "from visits"))


def test_forgetting_a_namesake_leaves_no_question_behind(
    on: Database, tmp_path: Path
) -> None:
    bring_sessions(
        on,
        tmp_path,
        session("s1", "Ana López", client_email="ana@mail.example"),
        session("s2", "Ana López", client_email="ana.lopez@mail.example"),
    )
    bring_meeting(on, tmp_path, meeting(*alone(["Ana López"])))
    assert len(evidence.questions(on)) == 2

    privacy.forget(on, evidence.questions(on)[0].client_id, now=NOW)
    evidence.refresh(on)

    assert said(on) == {"s2": CAME}
    assert evidence.questions(on) == []
    assert importing.verify(on) == []


NAMES = ("Ana López", "Ana", "Ben Adeyemi", "Chloé Ng")


@st.composite
def practices(draw: st.DrawFn) -> tuple[list[Row], list[Meeting]]:
    """Draw sessions of few people on few days, and meetings of some of them."""
    days = ("2026-11-03", "2026-11-10")
    rows = [
        session(
            f"s{number}",
            draw(st.sampled_from(NAMES)),
            starts_at=f"{draw(st.sampled_from(days))}T10:00",
            status=draw(st.sampled_from(["", "", "no_show", "cancelled"])),
        )
        for number in range(draw(st.integers(1, 6)))
    ]
    held = [
        meeting(
            *alone(draw(st.lists(st.sampled_from(NAMES), unique=True, max_size=3))),
            day=draw(st.sampled_from(["11/03/2026", "11/10/2026"])),
            topic=draw(st.sampled_from(["Coaching", "Ben Adeyemi"])),
        )
        for _ in range(draw(st.integers(1, 3)))
    ]
    return rows, held


def brought(
    parts: list[tuple[str, list[Row] | Meeting]],
) -> Iterator[tuple[Database, list[str]]]:
    with tempfile.TemporaryDirectory() as folder:
        database = open_practice(Path(folder) / "practice.duckdb")
        importing.change_setting(database, "evidence.zoom", "on")
        ids = []
        for name, part in parts:
            path = Path(folder) / f"{name}.csv"
            if isinstance(part, Meeting):
                write_zoom(path, part)
            else:
                write_template(path, part)
            ids.append(str(bring(database, path).import_id))
        yield database, ids
        database.close()


def whole_log(database: Database) -> dict[str, list[tuple[object, ...]]]:
    assert importing.verify(database) == []
    computed = ("attendance_evidence", "visit_questions", "visit_sessions")
    return log(database) | {
        name: queries.rows(database, f"from {name} order by all") for name in computed
    }


def order_and_undo_change_nothing(
    practice: tuple[list[Row], list[Meeting]], luck: random.Random, data: st.DataObject
) -> None:
    rows, held = practice
    parts: list[tuple[str, list[Row] | Meeting]] = [("sessions", rows)]
    parts += [(f"zoom{number}", one) for number, one in enumerate(held)]
    shuffled = list(parts)
    luck.shuffle(shuffled)
    gone = data.draw(st.integers(0, len(parts) - 1))

    logs = [
        whole_log(database)
        for kept in (parts, shuffled)
        for database, _ in brought(kept)
    ]
    assert logs[0] == logs[1]

    for database, ids in brought(shuffled):
        if ids.count(ids[gone]) == 1:
            importing.undo(database, ids[gone], now=NOW)
            kept = [p for p, i in zip(shuffled, ids, strict=True) if i != ids[gone]]
            assert [whole_log(database)] == [
                whole_log(other) for other, _ in brought(kept)
            ]


LAW = given(practices(), st.randoms(), st.data())(order_and_undo_change_nothing)


def test_order_and_undo_of_reports_and_sessions_change_nothing() -> None:
    # Each example makes whole practices, so a few are what a quick run affords.
    settings(max_examples=3)(LAW)()


@pytest.mark.slow
def test_order_and_undo_change_nothing_in_many_practices() -> None:
    settings(max_examples=100)(LAW)()
