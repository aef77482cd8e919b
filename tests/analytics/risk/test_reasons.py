"""Reasons: only what is true, with the sessions behind it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from analytics.periods import AsOf
from analytics.risk import evidence
from analytics.risk.evidence import Evidence
from analytics.risk.evidence import Slot as Seen
from analytics.risk.reasons import Rhythm, reasons
from tests.support.log import Slot, write

if TYPE_CHECKING:
    from analytics.store import Database

OUTCOMES = {
    "a": "attended",
    "n": "no_show",
    "e": "no_show",
    "l": "late_cancelled",
    "c": "cancelled",
    "b": "cancelled_by_coach",
    "m": "rescheduled",
    "u": "unknown",
}


def of(letters: str) -> Evidence:
    """Evidence from letters, oldest first."""
    slots = [
        Seen(f"s{number}", OUTCOMES[letter], letter == "e")
        for number, letter in enumerate(letters, start=1)
    ]
    return Evidence(tuple(reversed(slots)))


def rhythm(
    days: int = 19,
    gap: float | None = 7.0,
    attended: int = 12,
    *,
    is_booked: bool = False,
    is_last_unknown: bool = False,
) -> Rhythm:
    return Rhythm(
        days_since_last=days,
        last_session_id="s0",
        own_gap_days=gap,
        sessions_attended=attended,
        is_booked=is_booked,
        is_last_unknown=is_last_unknown,
    )


def texts(told: Rhythm, seen: Evidence, *, shows_bookings: bool = True) -> list[str]:
    found = reasons(told, seen, shows_bookings=shows_bookings)
    return [reason.text for reason in found]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        pytest.param(
            rhythm(), "19 days since the last session, usually 7.", id="known rhythm"
        ),
        pytest.param(
            rhythm(days=1, gap=1.2),
            "1 day since the last session, usually 1.",
            id="one day",
        ),
        pytest.param(
            rhythm(gap=13.6),
            "19 days since the last session, usually 14.",
            id="a gap is told in whole days",
        ),
        pytest.param(
            rhythm(attended=2), "19 days since the last session.", id="little known"
        ),
        pytest.param(rhythm(gap=None), "19 days since the last session.", id="no gap"),
        pytest.param(
            rhythm(is_last_unknown=True),
            "19 days since the last session known to have happened, usually 7.",
            id="a later one is not known",
        ),
    ],
)
def test_the_silence_is_told_first_with_the_session_it_began_with(
    told: Rhythm, expected: str
) -> None:
    first = reasons(told, of("a"), shows_bookings=True)[0]

    assert (first.text, first.sessions) == (expected, ("s0",))


@pytest.mark.parametrize(
    ("told", "shows", "expected"),
    [
        (rhythm(), True, ["Nothing booked."]),
        (rhythm(), False, ["No booking in the data."]),
        (rhythm(is_booked=True), True, []),
    ],
)
def test_an_empty_diary_is_told_as_far_as_the_data_show_it(
    told: Rhythm, shows: bool, expected: list[str]
) -> None:
    assert texts(told, of("a"), shows_bookings=shows)[1:] == expected


@pytest.mark.parametrize(
    ("letters", "expected", "sessions"),
    [
        pytest.param("aaaan", "Missed the last one.", ("s5",), id="one"),
        pytest.param("aaann", "Missed the last two.", ("s5", "s4"), id="two"),
        pytest.param("aaanm", "Missed the last one.", ("s4",), id="a move between"),
        pytest.param(
            "aancn", "Missed the last two.", ("s5", "s3"), id="called off between"
        ),
        pytest.param("aaane", "Missed the last one.", ("s4",), id="excused"),
        pytest.param("aaall", "Cancelled the last two late.", ("s5", "s4"), id="late"),
        pytest.param(
            "aanln",
            "Missed or cancelled late the last three.",
            ("s5", "s4", "s3"),
            id="both",
        ),
        pytest.param(
            "mmaam", "Moved three of the last five.", ("s5", "s2", "s1"), id="moved"
        ),
        pytest.param(
            "clcaa", "Cancelled three of the last five.", ("s3", "s2", "s1"), id="off"
        ),
    ],
)
def test_habits_are_told_with_their_sessions(
    letters: str, expected: str, sessions: tuple[str, ...]
) -> None:
    found = evidence.habits(of(letters))

    assert [(reason.text, reason.sessions) for reason in found] == [
        (expected, sessions)
    ]


@pytest.mark.parametrize(
    "letters",
    [
        pytest.param("aaaaa", id="came"),
        pytest.param("nnnna", id="came last"),
        pytest.param("aannu", id="the last is not known"),
        pytest.param("ammaa", id="moved two of five"),
        pytest.param("mmm", id="too few slots for a habit"),
        pytest.param("bbbbb", id="the coach called off"),
        pytest.param("", id="nothing"),
    ],
)
def test_nothing_is_told_without_cause(letters: str) -> None:
    assert evidence.habits(of(letters)) == []


class TestOfClients:
    AS_OF = AsOf.end_of(dt.date(2026, 2, 1), "UTC")

    def test_reads_the_last_five_slots_that_have_begun(
        self, database: Database
    ) -> None:
        write(
            database,
            [
                *(
                    Slot("anna", f"2026-01-{n:02} 10:00", "no_show", session=f"s{n}")
                    for n in range(2, 9)
                ),
                Slot("anna", "2026-01-09 10:00", "cancelled", session="s9"),
                Slot(
                    "anna",
                    "2026-02-09 10:00",
                    "cancelled",
                    "recorded",
                    "2026-01-01 09:00",
                ),
                Slot("ben", "2026-01-09 10:00"),
            ],
        )

        found = evidence.of_clients(database, self.AS_OF, ["anna"])

        assert list(found) == ["anna"]
        assert [slot.session_id for slot in found["anna"].slots] == [
            "s9",
            "s8",
            "s7",
            "s6",
            "s5",
        ]

    def test_knows_nothing_of_a_stranger(self, database: Database) -> None:
        assert evidence.of_clients(database, self.AS_OF, ["nobody"]) == {
            "nobody": evidence.NOTHING
        }
