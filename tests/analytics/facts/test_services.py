"""How services end: guessed from the log, confirmed by the owner."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from analytics import facts
from analytics.errors import BadEntryError
from analytics.facts import services
from analytics.facts.services import FormerClient, ServiceEnd
from analytics.periods import AsOf
from analytics.store import entries
from tests.support.log import Slot, weekly, write

if TYPE_CHECKING:
    from analytics.store import Database

NOW = dt.datetime(2026, 6, 1)  # noqa: DTZ001 - UTC without a zone, as in the store
AS_OF = AsOf.end_of(dt.date(2026, 6, 1), "UTC")


@pytest.mark.parametrize(
    ("totals", "expected"),
    [
        pytest.param([], None, id="nobody"),
        pytest.param([6, 6, 6, 6, 6], 6, id="five at one number"),
        pytest.param([6, 6, 6, 6], None, id="four are too few"),
        pytest.param([6] * 5 + [1, 2, 3, 4, 5, 7, 8], 6, id="five of twelve"),
        pytest.param([6] * 5 + list(range(7, 16)), None, id="five of fourteen"),
        pytest.param([1] * 9 + [2] * 9, None, id="first visits are no programme"),
        pytest.param([1] * 9 + [2], 1, id="one session, nine of ten"),
        pytest.param([1] * 4, None, id="four who came once are too few"),
        pytest.param([6] * 5 + [10] * 5, 10, id="of two the larger"),
        pytest.param([4, 9, 12, 17, 23, 31, 8, 3], None, id="spread out"),
    ],
)
def test_guess(totals: list[int], expected: int | None) -> None:
    assert services.guess(totals) == expected


def test_services_are_told_by_name_with_their_histogram(database: Database) -> None:
    log: list[Slot] = []
    for number in range(5):
        log += [
            Slot(f"p{number}", f"2026-01-{day:02} 10:00", service="Six weeks")
            for day in range(1, 7)
        ]
    log += weekly("anna", "2026-05-04 10:00", 4)
    log += [Slot("nobody", "2026-01-05 10:00", service=None)]
    write(database, log)

    found = services.service_ends(database, AS_OF)

    assert found == [
        ServiceEnd("Coaching", "open_ended", None, None, None, 0, ()),
        ServiceEnd("Six weeks", "programme", 6, None, None, 5, ((6, 5),)),
    ]


def test_a_confirmed_service_counts_for_the_facts(database: Database) -> None:
    write(database, weekly("anna", "2026-01-05 10:00", 3))

    services.confirm_service(database, "Coaching", "programme", 3, NOW)

    completed = facts.client_facts(database, AS_OF)["is_programme_completed"]
    assert completed.tolist() == [True]
    (told,) = services.service_ends(database, AS_OF)
    assert (told.confirmed, told.confirmed_sessions) == ("programme", 3)


def test_the_owners_word_beats_the_files(database: Database) -> None:
    write(database, [Slot("anna", "2026-01-05 10:00", package_sessions=1)])

    services.confirm_service(database, "Coaching", "programme", 6, NOW)
    services.confirm_service(database, "Coaching", "open_ended", 6, NOW)

    completed = facts.client_facts(database, AS_OF)["is_programme_completed"]
    assert completed.tolist() == [False]
    (told,) = services.service_ends(database, AS_OF)
    assert (told.confirmed, told.confirmed_sessions) == ("open_ended", None)


@pytest.mark.parametrize(
    ("kind", "sessions", "message"),
    [
        ("package", 6, "either open_ended or a programme"),
        ("programme", None, "from 1 to 1000"),
        ("programme", 0, "from 1 to 1000"),
        ("programme", 1001, "from 1 to 1000"),
    ],
)
def test_nonsense_is_refused_and_nothing_kept(
    database: Database, kind: str, sessions: int | None, message: str
) -> None:
    write(database, weekly("anna", "2026-01-05 10:00", 3))

    with pytest.raises(BadEntryError, match=message):
        services.confirm_service(database, "Coaching", kind, sessions, NOW)

    assert services.service_ends(database, AS_OF)[0].confirmed is None


def test_former_clients_are_those_nobody_spoke_of(database: Database) -> None:
    write(
        database,
        [
            *weekly("anna", "2026-01-05 10:00", 3),
            *weekly("ben", "2026-02-02 10:00", 3),
            *weekly("cleo", "2026-02-02 10:00", 3),
            *weekly("dora", "2026-05-04 10:00", 4),
            Slot("emil", "2026-02-02 10:00", "no_show"),
        ],
        names={"ben": "Ben"},
    )
    entries.add_ending(database, "cleo", "completed", on=dt.date(2026, 3, 1), now=NOW)

    found = services.former_clients(database, AS_OF)

    assert found == [
        FormerClient("ben", "Ben", "Ada", "Coaching", 3, dt.date(2026, 2, 16)),
        FormerClient("anna", "anna", "Ada", "Coaching", 3, dt.date(2026, 1, 19)),
    ]


def test_an_empty_practice_has_no_services(database: Database) -> None:
    assert services.service_ends(database, AS_OF) == []
    assert services.former_clients(database, AS_OF) == []
