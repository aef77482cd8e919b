"""The look at the days ahead: from what was known then, and from nothing later."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import asdict
from typing import TYPE_CHECKING

import pytest

from analytics.facts import bookings
from analytics.periods import AsOf
from analytics.risk.missed import based_on, looking, prior, stored
from analytics.store import entries
from tests.analytics.risk.test_rolling import cut, shuffle
from tests.support.log import Slot, ahead, weekly, write

if TYPE_CHECKING:
    import pandas as pd

    from analytics.risk.missed.week import Week
    from analytics.store import Database

AT = AsOf.end_of(dt.date(2021, 6, 6), "UTC")
NOW = dt.datetime(2022, 1, 3, 12)  # noqa: DTZ001 - UTC without a zone, as in the store


def look(database: Database, at: AsOf = AT) -> Week:
    return looking.look(database, at, prior.load())


def told(week: Week) -> str:
    """All that a look says, as a text that can be compared."""
    card = stored.card(week)
    rows = [asdict(one) for one in stored.booking_scores(week)]
    return repr((rounded(card), rounded(rows), week.rung.mode, week.rung.why))


def rounded(value: object) -> object:
    if isinstance(value, float):
        return round(value, 9)
    if isinstance(value, dict):
        return {key: rounded(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [rounded(inner) for inner in value]
    return value


@pytest.fixture
def seen(long: Database) -> Week:
    return look(long)


def test_it_says_how_many_and_how_likely(seen: Week) -> None:
    assert seen.rung.mode == "percent"
    assert seen.expected is not None
    assert seen.expected.n == len(seen.bookings) > 5
    chances = [one.probability for one in seen.bookings if one.probability is not None]
    assert seen.expected.expected == pytest.approx(sum(chances))
    assert 0.03 < sum(chances) / len(chances) < 0.3
    for one in seen.bookings:
        assert one.interval is not None
        assert one.probability is not None
        assert 0 < one.interval[0] < one.probability < one.interval[1] < 1
        assert AT.seconds < one.start_s <= AT.seconds + 8 * 86_400


def test_the_groups_add_up_to_the_likelihood(seen: Week) -> None:
    for one in seen.bookings:
        assert one.starts_at is not None
        assert one.probability is not None
        logit = one.starts_at + sum(part.adds for part in one.based_on)
        assert one.probability == pytest.approx(1 / (1 + math.exp(-logit)))
        assert {part.group for part in one.based_on} == set(based_on.GROUPS)


def test_its_record_tells_same_day_bookings_apart(seen: Week) -> None:
    record = seen.record
    assert record is not None
    assert record.misses > 30
    assert record.auc is not None
    assert record.auc_not_same_day is not None
    assert record.auc != record.auc_not_same_day


def test_a_log_cut_at_the_moment_says_the_same(long: Database) -> None:
    whole = told(look(long))

    cut(long, AT)

    assert told(look(long)) == whole


def test_shuffling_what_came_after_changes_nothing(long: Database) -> None:
    whole = told(look(long))

    shuffle(long, AT)

    assert told(look(long)) == whole


def test_a_leak_on_purpose_is_caught(
    long: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = bookings.rows

    def leaking(*given: object) -> pd.DataFrame:
        """Put how often a client ever misses in the place of a feature."""
        rows = honest(*given)  # type: ignore[arg-type]  # what it is given
        with long.read() as cursor:
            ever = cursor.execute(
                "select client_id, avg((outcome = 'no_show')::int) as share "
                "from sessions group by client_id"
            ).df()
        shares = ever.set_index("client_id")["share"]
        return rows.assign(miss_history=rows["client_id"].map(shares))

    monkeypatch.setattr(bookings, "rows", leaking)
    whole = told(look(long))

    cut(long, AT)

    assert told(look(long)) != whole


def test_who_asked_not_to_be_scored_is_neither_shown_nor_learned_from(
    long: Database, seen: Week
) -> None:
    client_id = seen.bookings[0].client_id
    entries.ask_not_to_score(long, client_id, on=AT.day, now=NOW)

    again = look(long)

    assert client_id not in {one.client_id for one in again.bookings}
    assert again.fitted.bookings < seen.fitted.bookings


def test_without_times_of_booking_these_are_not_looked_at(long: Database) -> None:
    with long.write() as cursor:
        cursor.execute(
            "update sessions set slot_known_at = starts_at, booked_at = null"
        )

    found = look(long)

    assert not found.fitted.shows_leads
    names = found.fitted.scorer.columns
    weights = dict(zip(names, found.fitted.scorer.weights[1:], strict=True))
    own = prior.load()
    # Nothing was learned of it: the prior's numbers stand, and add nothing.
    for name in ("is_same_day", "log_lead", "lead_months"):
        assert weights[name] == pytest.approx(own.coef[own.columns.index(name)])


class TestBadLogs:
    """Odd practices say what is missing, and give no missing number."""

    def look(self, database: Database, slots: list[Slot], day: str) -> Week:
        write(database, slots, exported="2026-06-01 12:00")
        found = look(database, AsOf.end_of(dt.date.fromisoformat(day), "UTC"))
        assert "nan" not in told(found).lower()
        return found

    def test_an_empty_one(self, database: Database) -> None:
        found = self.look(database, [], "2026-03-09")

        assert found.bookings == ()
        assert found.expected is None
        assert "so far 0 are" in found.rung.why

    def test_one_client(self, database: Database) -> None:
        slots = [
            *weekly("c", "2026-01-05 10:00", 9),
            ahead("c", "2026-03-12 10:00", "2026-03-01 10:00"),
        ]

        found = self.look(database, slots, "2026-03-09")

        (booking,) = found.bookings
        assert booking.probability is None
        assert found.expected is None
        assert found.rung.mode == "rule"

    def test_everybody_comes(self, database: Database) -> None:
        slots = [s for n in range(12) for s in weekly(f"c{n}", "2025-06-02 10:00", 40)]

        assert "so far 0 are" in self.look(database, slots, "2026-03-02").rung.why

    def test_nobody_ever_comes(self, database: Database) -> None:
        slots = [
            Slot(s.client, s.starts, "no_show", booked="2025-05-01 10:00")
            for n in range(12)
            for s in weekly(f"c{n}", "2025-06-02 10:00", 40)
        ]

        found = self.look(database, slots, "2026-02-01")

        # There is no week in which anybody came, so there is nothing to look back on.
        assert found.rung.mode == "rule"

    def test_two_years_without_anybody(self, database: Database) -> None:
        slots = [
            slot
            for n in range(9)
            for first in ("2023-06-05 10:00", "2025-12-01 10:00")
            for slot in weekly(f"c{n}", first, 10)
        ]

        assert self.look(database, slots, "2026-02-09").rung.mode == "rule"

    def test_ten_thousand_on_one_day(self, database: Database) -> None:
        slots = [
            Slot(
                f"c{n % 50}",
                "2026-03-04 10:00",
                "no_show" if n % 7 == 0 else "attended",
                session=f"s{n}",
                booked="2026-02-20 10:00",
            )
            for n in range(10_000)
        ]

        found = self.look(
            database, [*weekly("c0", "2026-01-05 10:00", 8), *slots], "2026-03-09"
        )

        assert found.fitted.bookings == 10_000
