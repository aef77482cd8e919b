"""Where and when sessions are attended: by weekday and hour, service and length."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from analytics import importing
from analytics.attendance import where
from analytics.periods import AsOf
from analytics.selection import EVERYTHING, Selection
from tests.support.log import Slot, weekly, write

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from analytics.store import Database

# Sunday 1 March 2026, all of it.
SUNDAY = AsOf.end_of(dt.date(2026, 3, 1), "UTC")


def keyed(table: pd.DataFrame, *columns: str) -> dict[Any, tuple[Any, ...]]:
    """Return some columns of a table by its key."""
    rows = table[list(columns)].itertuples(index=False, name=None)
    return dict(zip(table["key"], rows, strict=True))


def groups(
    database: Database, selection: Selection = EVERYTHING
) -> Mapping[str, where.Groups]:
    return where.by_groups(database, SUNDAY, selection)


def tell(database: Database, column: str, values: Mapping[str, object]) -> None:
    """Let the file have said something of sessions, by id."""
    with database.write() as cursor:
        for session_id, value in values.items():
            cursor.execute(
                f"update sessions set {column} = $value where session_id = $id",  # noqa: S608 - own names
                {"value": value, "id": session_id},
            )


class TestHeat:
    def test_counts_what_counts_in_each_weekday_and_hour(
        self, database: Database
    ) -> None:
        monday = "2026-02-23 08:"
        write(
            database,
            [
                Slot("a", f"{monday}00"),
                Slot("a", f"{monday}30", "attended", "presumed"),
                Slot("b", f"{monday}15", "no_show"),
                Slot("c", f"{monday}20", "no_show", is_excused=True),
                Slot("c", f"{monday}40", "cancelled"),
                Slot("c", f"{monday}45", "rescheduled"),
                Slot("c", f"{monday}50", "unknown"),
                Slot("c", "2026-02-22 23:59", "late_cancelled"),
            ],
        )

        found = where.heat(database, SUNDAY, EVERYTHING)

        names = ["weekday", "hour", "n", "attended", "clients"]
        assert found.table[names].to_numpy().tolist() == [
            [1, 8, 3, 2, 2],
            [7, 23, 1, 0, 1],
        ]
        # Of client a 2 of 2, of b 0 of 1: the sums over clients.
        sums = ["attended_squared", "attended_by_n", "n_squared"]
        assert found.table[sums].iloc[0].tolist() == [4, 4, 5]
        assert (found.everything.n, found.everything.attended) == (4, 2)
        assert (found.presumed, found.unknown) == (1, 1)

    def test_goes_by_the_local_clock_when_the_clocks_change_at_midnight(
        self, database: Database
    ) -> None:
        # In Santiago 00:00 of Sunday 6 September 2026 is 01:00; before it 23:00 is -4.
        log = [Slot("a", "2026-09-05 23:30"), Slot("a", "2026-09-06 01:00")]
        write(database, log, zone_name="America/Santiago")
        as_of = AsOf.end_of(dt.date(2026, 9, 7), "America/Santiago")

        found = where.heat(database, as_of, EVERYTHING).table

        cells = list(zip(found["weekday"], found["hour"], strict=True))
        assert cells == [(6, 23), (7, 1)]

    def test_follows_the_practice_into_another_zone(self, small: Database) -> None:
        as_of = AsOf.end_of(dt.date(2026, 11, 16), "Europe/Zurich")
        # On Mondays at ten, once attended and once missed.
        zurich = where.heat(small, as_of, EVERYTHING).table
        assert zurich[["weekday", "hour", "n"]].to_numpy().tolist() == [[1, 10, 2]]

        importing.change_setting(small, "timezone", "Pacific/Auckland")

        auckland = where.heat(small, as_of, EVERYTHING).table
        assert auckland[["weekday", "hour", "n"]].to_numpy().tolist() == [[1, 22, 2]]

    def test_nobody_is_counted_in_an_empty_practice(self, database: Database) -> None:
        found = where.heat(database, SUNDAY, EVERYTHING)

        assert found.table.empty
        assert found.everything == where.NOTHING
        assert (found.presumed, found.unknown) == (0, 0)


class TestSelection:
    LOG = (
        Slot("a", "2026-01-05 10:00", coach="Ada", service="Talk"),
        Slot("b", "2026-02-02 10:00", coach="Bo", service="Talk"),
        Slot("b", "2026-02-09 10:00", coach="Bo", service="Coaching"),
    )

    EXPECTED = (
        (EVERYTHING, 3),
        (Selection(coach="Bo"), 2),
        (Selection(service="Talk"), 2),
        (Selection(coach="Bo", service="Talk"), 1),
        (Selection(from_day=dt.date(2026, 2, 2)), 2),
        (Selection(until_day=dt.date(2026, 2, 9)), 2),
        # Five weeks after the last session a is with the practice no more.
        (Selection(standing="active"), 2),
        (Selection(standing="paused"), 0),
        (Selection(coach="Nobody"), 0),
    )

    def test_every_count_holds_to_it(self, database: Database) -> None:
        write(database, self.LOG, exported="2026-02-10 10:00")
        as_of = AsOf.end_of(dt.date(2026, 2, 10), "UTC")

        for selection, n in self.EXPECTED:
            assert where.heat(database, as_of, selection).everything.n == n
            by = where.by_groups(database, as_of, selection)
            found = {name: int(one.table["n"].sum()) for name, one in by.items()}
            assert found == dict.fromkeys(where.GROUPINGS, n)

    def test_what_was_called_off_too(self, database: Database) -> None:
        write(database, [Slot("a", "2026-02-02 10:00", "cancelled", coach="Bo")])

        found = where.called_off(database, SUNDAY, Selection(coach="Bo"))
        assert found["sessions"].tolist() == [1]
        assert where.called_off(database, SUNDAY, Selection(coach="Ada")).empty

    def test_a_first_session_before_it_makes_later_ones_of_the_rest(
        self, database: Database
    ) -> None:
        write(
            database,
            [Slot("z", "2025-01-06 10:00"), *weekly("a", "2026-01-05 10:00", 4)],
        )

        found = groups(database, Selection(from_day=dt.date(2026, 1, 12)))

        assert keyed(found["nth"].table, "n") == {2: (3,)}


class TestGroups:
    def test_services_stand_by_size_and_those_without_last(
        self, database: Database
    ) -> None:
        write(
            database,
            [
                *weekly("a", "2025-09-01 10:00", 10),
                *weekly("b", "2025-09-02 10:00", 12),
                Slot("c", "2026-02-02 10:00", service=None),
            ],
        )
        tell(
            database, "service", {f"b@{day:%Y-%m-%d} 10:00": "Talk" for day in weeks()}
        )

        found = groups(database)["service"].table

        assert found["key"].tolist() == ["Talk", "Coaching", None]
        assert found["n"].tolist() == [12, 10, 1]

    def test_small_services_are_one_and_it_is_said_of_how_many(
        self, database: Database
    ) -> None:
        write(
            database,
            [
                *weekly("a", "2025-09-01 10:00", 10),
                Slot("b", "2026-02-02 10:00", service="Talk"),
                Slot("b", "2026-02-03 10:00", "no_show", service="Walk"),
                Slot("c", "2026-02-04 10:00", service="Walk"),
            ],
        )

        found = groups(database)["service"].table

        assert found["key"].tolist() == ["Coaching", None]
        assert found["groups_pooled"].tolist() == [0, 2]
        assert found["n"].tolist() == [10, 3]
        # A client of two small services is one client.
        assert found["clients"].tolist() == [1, 2]

    def test_a_single_small_service_keeps_its_name(self, database: Database) -> None:
        write(database, [Slot("a", "2026-02-23 10:00", service="Talk")])

        found = groups(database)["service"].table

        assert keyed(found, "groups_pooled", "n") == {"Talk": (0, 1)}

    def test_lengths_stand_in_their_order(self, database: Database) -> None:
        write(
            database,
            [
                *weekly("a", "2025-09-01 10:00", 10),
                *weekly("b", "2025-09-02 10:00", 11),
            ],
        )
        for client, minutes in (("a", 60), ("b", 45)):
            with database.write() as cursor:
                cursor.execute(
                    "update sessions set duration_minutes = $minutes "
                    "where client_id = $client",
                    {"minutes": minutes, "client": client},
                )

        assert keyed(groups(database)["length"].table, "n") == {45: (11,), 60: (10,)}

    def test_weekdays_and_hours(self, database: Database) -> None:
        write(database, [Slot("a", "2026-02-23 08:00"), Slot("a", "2026-03-01 20:59")])

        found = groups(database)

        assert keyed(found["weekday"].table, "n") == {1: (1,), 7: (1,)}
        assert keyed(found["hour"].table, "n") == {8: (1,), 20: (1,)}

    def test_lead_time_is_of_the_booking_or_its_last_move(
        self, database: Database
    ) -> None:
        at = "2026-02-23 10:00"
        booked = {
            None: None,
            -1: "2026-02-23 10:01",
            0: at,
            24: "2026-02-22 10:00",
            72: "2026-02-20 10:00",
            168: "2026-02-16 10:00",
            336: "2026-02-09 10:00",
            672: "2026-01-26 10:00",
        }
        log = [Slot(f"c{key}", at, booked=time) for key, time in booked.items()]
        # Its slot was chosen when it was moved there.
        log.append(Slot("moved", at, booked="2026-01-26 10:00"))
        write(database, log)
        tell(database, "moved_at", {f"moved@{at}": "2026-02-23 08:00"})

        found = keyed(groups(database)["lead"].table, "n")

        assert found == {key: (2,) if key == 0 else (1,) for key in booked}
        assert list(found) == [-1, 0, 24, 72, 168, 336, 672, None]

    def test_a_first_session_is_one_only_after_the_log_has_begun(
        self, database: Database
    ) -> None:
        write(
            database,
            [
                # Came when the log begins, perhaps before.
                *weekly("old", "2026-01-05 10:00", 2),
                # 28 days later, within the horizon, and 29.
                Slot("near", "2026-02-02 10:00"),
                Slot("new", "2026-02-03 10:00", "no_show"),
                Slot("new", "2026-02-09 10:00"),
                # Called off, so that it is no first session; the next one is.
                Slot("late", "2026-02-10 10:00", "cancelled"),
                Slot("late", "2026-02-17 10:00"),
            ],
        )

        found = groups(database)["nth"].table

        assert keyed(found, "n", "attended") == {1: (2, 1), 2: (2, 2), None: (2, 2)}

    def test_an_empty_practice_has_none(self, database: Database) -> None:
        found = groups(database)

        assert set(found) == set(where.GROUPINGS)
        assert all(one.table.empty for one in found.values())

    def test_what_happens_afterwards_changes_nothing(self, database: Database) -> None:
        log = weekly("a", "2026-02-02 10:00", 4)
        write(database, log)
        before = groups(database)["service"].table.to_dict("records")
        later = Slot("a", "2026-03-09 10:00", "no_show", booked="2026-03-05 10:00")
        write(database, [later])

        assert groups(database)["service"].table.to_dict("records") == before


class TestCalledOff:
    def test_notice_lies_between_the_cancellation_and_the_start(
        self, database: Database
    ) -> None:
        ended = {
            -1: ("2026-02-23 10:01", "late_cancelled"),
            0: ("2026-02-23 08:30", "late_cancelled"),
            2: ("2026-02-23 08:00", "late_cancelled"),
            12: ("2026-02-22 22:00", "late_cancelled"),
            24: ("2026-02-22 10:00", "cancelled"),
            48: ("2026-02-21 10:00", "cancelled"),
            168: ("2026-02-16 10:00", "cancelled"),
        }
        write(
            database,
            [
                Slot(f"c{key}", "2026-02-23 10:00", outcome, ended=at)
                for key, (at, outcome) in ended.items()
            ],
        )

        found = where.called_off(database, SUNDAY, EVERYTHING)

        assert found["notice_from_hours"].tolist() == list(ended)
        assert found["late"].tolist() == [1, 1, 1, 1, 0, 0, 0]

    def test_who_did_and_what_nobody_can_tell(self, database: Database) -> None:
        write(
            database,
            [
                Slot("a", "2026-02-23 10:00", "cancelled", session="by client"),
                Slot("a", "2026-02-24 10:00", "cancelled_by_coach", session="by coach"),
                Slot("a", "2026-02-25 10:00", "late_cancelled", session="late"),
                Slot("a", "2026-02-26 10:00", "cancelled", session="untold"),
                Slot("a", "2026-02-26 11:00", "rescheduled"),
                Slot("a", "2026-02-26 12:00"),
            ],
        )
        tell(database, "cancelled_by", {"by client": "client"})
        tell(database, "cancelled_at", {"late": None, "untold": None})

        found = where.called_off(database, SUNDAY, EVERYTHING)

        rows = found.astype(object).where(found.notna(), None)
        assert rows.to_dict("records") == [
            {"who": "client", "notice_from_hours": 0, "sessions": 1, "late": 0},
            {"who": "coach", "notice_from_hours": 0, "sessions": 1, "late": 0},
            {"who": "not_known", "notice_from_hours": -2, "sessions": 1, "late": 1},
            {"who": "not_known", "notice_from_hours": None, "sessions": 1, "late": 0},
        ]


def weeks() -> list[dt.date]:
    """Return the Tuesdays from 2 September 2025 on, as many as a test has."""
    return [dt.date(2025, 9, 2) + dt.timedelta(days=7 * week) for week in range(12)]
