"""Two files of one tool are one practice: appointments with their prices."""

from __future__ import annotations

import pytest

from analytics import importing
from analytics.store import Database, queries
from tests.analytics.importing.steps import bring, log
from tests.analytics.importing.test_samples import EXPORTED_AT, SAMPLES

PAIRS = {
    "cliniko": (
        ("cliniko.csv", "cliniko_invoices.csv"),
        {"…4001": 12_000, "…4002": 7_500, "…4009": 4_000},
    ),
    "jane": (("jane.csv", "jane_sales.csv"), {"…4101": 14_000, "…4105": 14_700}),
}


def priced(database: Database) -> dict[str, int]:
    found = queries.rows(
        database,
        "select session_id, price_cents from sessions where price_cents is not null",
    )
    return {
        f"…{str(session).split(':')[1].split('-')[0][-4:]}": int(str(cents))
        for session, cents in found
    }


@pytest.mark.parametrize("tool", PAIRS)
@pytest.mark.parametrize("is_reversed", [False, True])
def test_prices_find_their_sessions_in_either_order(
    tool: str, is_reversed: bool, database: Database
) -> None:
    files, expected = PAIRS[tool]

    for name in reversed(files) if is_reversed else files:
        bring(database, SAMPLES / name, exported_at=EXPORTED_AT)

    assert priced(database) == expected
    assert {record.source for record in importing.imports(database)} == {tool}
    assert importing.verify(database) == []


def test_cliniko_says_which_reminders_were_sent(database: Database) -> None:
    bring(database, SAMPLES / "cliniko.csv", exported_at=EXPORTED_AT)

    found = queries.rows(
        database,
        "select channel, status, count(*) from reminders group by all order by all",
    )

    assert found == [
        ("email", "not_sent", 2),
        ("email", "sent", 9),
        ("sms", "not_sent", 2),
        ("sms", "sent", 9),
    ]


def test_mindbodys_two_reports_never_count_a_late_cancellation_twice(
    database: Database,
) -> None:
    bring(database, SAMPLES / "mindbody.csv", exported_at=EXPORTED_AT)
    before = log(database)["sessions"]

    report = bring(
        database, SAMPLES / "mindbody_cancellations.csv", exported_at=EXPORTED_AT
    )

    assert report.new == len(log(database)["sessions"]) - len(before) == 3
    late = "select count(*) from sessions where outcome = 'late_cancelled'"
    assert queries.rows(database, late) == [(1,)]
