"""What people enter: kept as said, refused in words, taken back, parked by an undo."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import pytest

from analytics import importing
from analytics.contracts import Standing
from analytics.errors import BadEntryError, ClientNotFoundError
from analytics.facts import entered
from analytics.periods import AsOf
from analytics.store import entries
from tests.analytics.small_practice import ANNA, BELA, NOW, fill

if TYPE_CHECKING:
    from pathlib import Path

    from analytics.store import Database

MONDAY = dt.date(2026, 11, 16)
ADVENT = dt.date(2026, 12, 1)


def test_entry_of_each_kind_is_listed_oldest_first(small: Database) -> None:
    ending = entries.add_ending(
        small,
        ANNA,
        "paused",
        on=MONDAY,
        until=ADVENT,
        reason=" sabbatical ",
        now=NOW,
    )
    later = NOW + dt.timedelta(minutes=1)
    absence = entries.add_absence(small, ANNA, MONDAY, ADVENT, why="at sea", now=later)
    later += dt.timedelta(minutes=1)
    follow_up = entries.add_follow_up(
        small, ANNA, step="say_hello", on=MONDAY, channel="phone", now=later
    )
    later += dt.timedelta(minutes=1)
    aside = entries.set_aside(
        small, ANNA, from_date=MONDAY, until_date=ADVENT, reason="exams", now=later
    )
    listed = entries.entries(small, ANNA)
    assert [(e.entry_id, e.kind, e.what, e.reason) for e in listed] == [
        (ending, "endings", "paused", "sabbatical"),
        (absence, "absences", "away", "at sea"),
        (follow_up, "follow_ups", "say_hello", None),
        (aside, "set_asides", "set_aside", "exams"),
    ]
    assert (listed[0].from_date, listed[0].until_date) == (MONDAY, ADVENT)
    assert listed[0].entered_at == NOW
    assert entries.entries(small, BELA) == []


def test_id_is_e_and_twelve_hex_digits(small: Database) -> None:
    first, second = (
        entries.add_ending(small, ANNA, "active", on=MONDAY, now=NOW) for _ in range(2)
    )
    assert re.fullmatch("e-[0-9a-f]{12}", first)
    assert first != second


@pytest.mark.parametrize("standing", list(Standing))
def test_every_standing_of_the_contract_is_kept(
    small: Database, standing: Standing
) -> None:
    entries.add_ending(small, ANNA, standing, on=MONDAY, now=NOW)
    assert entries.entries(small, ANNA)[0].what == standing.value


@pytest.mark.parametrize("typed", ["handed-over", " Handed_Over "])
def test_standing_may_be_typed_loosely(small: Database, typed: str) -> None:
    entries.add_ending(small, ANNA, typed, on=MONDAY, to_whom="Davi", now=NOW)
    assert entries.entries(small, ANNA)[0].what == "handed_over"


@pytest.mark.parametrize(
    ("standing", "on", "until", "said"),
    [
        ("gone", MONDAY, None, "'gone' is not a standing. Use one of: active, "),
        ("paused", MONDAY, MONDAY, "The last date has to come after the first"),
        ("completed", MONDAY, ADVENT, "Only a pause has a day of return"),
        ("paused", dt.date(1926, 11, 23), None, "1926-11-23 cannot be right"),
        ("paused", MONDAY, dt.date(2206, 1, 1), "2206-01-01 cannot be right"),
    ],
)
def test_what_cannot_be_meant_is_refused_and_nothing_kept(
    small: Database,
    standing: str,
    on: dt.date,
    until: dt.date | None,
    said: str,
) -> None:
    with pytest.raises(BadEntryError, match=re.escape(said)):
        entries.add_ending(small, ANNA, standing, on=on, until=until, now=NOW)
    assert entries.entries(small, ANNA) == []


def test_unknown_client_is_refused(small: Database) -> None:
    with pytest.raises(ClientNotFoundError, match="no client with the id 'C-9'"):
        entries.add_absence(small, "C-9", MONDAY, ADVENT, now=NOW)
    with pytest.raises(ClientNotFoundError):
        entries.clear_ending(small, "C-9", now=NOW)


def test_empty_reason_and_step_are_asked_for(small: Database) -> None:
    with pytest.raises(BadEntryError, match="in a few words why"):
        entries.set_aside(
            small, ANNA, from_date=MONDAY, until_date=ADVENT, reason=" ", now=NOW
        )
    with pytest.raises(BadEntryError, match="which step"):
        entries.add_follow_up(small, ANNA, step="", on=MONDAY, now=NOW)


def test_pasted_file_is_no_reason(small: Database) -> None:
    with pytest.raises(BadEntryError, match="at most 2000 letters"):
        entries.add_absence(small, ANNA, MONDAY, ADVENT, why="x" * 2001, now=NOW)


def test_hostile_text_is_kept_as_it_is(small: Database) -> None:
    typed = '=HYPERLINK("http://x")\'; drop table clients; --'
    entries.add_absence(small, ANNA, MONDAY, ADVENT, why=typed, now=NOW)
    assert entries.entries(small, ANNA)[0].reason == typed


def test_withdrawing_marks_the_entry_once(small: Database) -> None:
    entry_id = entries.add_ending(small, ANNA, "completed", on=MONDAY, now=NOW)
    entries.withdraw(small, entry_id, now=NOW)
    entries.withdraw(small, entry_id, now=NOW + dt.timedelta(days=1))
    assert entries.entries(small, ANNA)[0].withdrawn_at == NOW


def test_withdrawing_what_is_not_there_is_refused(small: Database) -> None:
    with pytest.raises(BadEntryError, match="no such entry"):
        entries.withdraw(small, "e-000000000000", now=NOW)


def test_clearing_takes_back_every_standing_and_nothing_else(
    small: Database,
) -> None:
    for standing in ("paused", "completed"):
        entries.add_ending(small, ANNA, standing, on=MONDAY, now=NOW)
    entries.add_ending(small, BELA, "completed", on=MONDAY, now=NOW)
    absence = entries.add_absence(small, ANNA, MONDAY, ADVENT, now=NOW)
    assert entries.clear_ending(small, ANNA, now=NOW) == 2
    assert entries.clear_ending(small, ANNA, now=NOW) == 0
    open_ = [e.entry_id for e in entries.entries(small, ANNA) if not e.withdrawn_at]
    assert open_ == [absence]
    assert entries.entries(small, BELA)[0].withdrawn_at is None


def test_undoing_the_import_parks_entries_and_importing_again_brings_them_back(
    small: Database, tmp_path: Path
) -> None:
    entries.add_ending(small, ANNA, "completed", on=MONDAY, now=NOW)
    [record] = importing.imports(small)
    importing.undo(small, record.import_id, now=NOW)
    with pytest.raises(ClientNotFoundError):
        entries.add_ending(small, ANNA, "active", on=MONDAY, now=NOW)
    assert len(entries.entries(small, ANNA)) == 1
    fill(small, tmp_path)
    assert entries.entries(small, ANNA)[0].what == "completed"


def test_entering_raises_the_data_version(small: Database) -> None:
    before = small.data_version
    entries.add_ending(small, ANNA, "completed", on=MONDAY, now=NOW)
    assert small.data_version > before


def test_a_time_with_a_colleague_has_a_day_of_return(small: Database) -> None:
    entries.add_ending(small, ANNA, "handed_over", on=MONDAY, until=ADVENT, now=NOW)
    assert entries.entries(small, ANNA)[0].until_date == ADVENT


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"decided_by": "the cat"}, "'the cat' is not somebody who decided"),
        ({"may_return": "perhaps"}, "'perhaps' is not an answer to a return"),
        ({"may_return": "terms"}, "on what terms they may come back"),
    ],
)
def test_how_it_ended_is_said_in_known_words(
    small: Database, said: dict[str, str], message: str
) -> None:
    with pytest.raises(BadEntryError, match=message):
        entries.add_ending(
            small,
            ANNA,
            "completed",
            on=MONDAY,
            now=NOW,
            **said,  # type: ignore[arg-type]  # texts
        )
    assert entries.entries(small, ANNA) == []


def test_terms_given_alone_say_that_there_are_some(small: Database) -> None:
    how = {"terms": "a new goal first", "may_contact": True, "decided_by": "Both"}
    entries.add_ending(small, ANNA, "completed", on=MONDAY, now=NOW, **how)  # type: ignore[arg-type]  # its fields
    known = entered.known(small, AsOf.end_of(ADVENT, "UTC"))
    ending = known.endings[ANNA]
    assert (ending.may_return, ending.terms) == ("terms", "a new goal first")
    assert (ending.may_contact, ending.decided_by) == (True, "both")
    history = entered.standings(small, AsOf.end_of(ADVENT, "UTC"), ANNA)
    assert history == {ANNA: [ending]}
    assert entered.standings(small, AsOf.end_of(ADVENT, "UTC"), BELA) == {}
