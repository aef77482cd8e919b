"""Where and when, in words: the answers are made from the numbers."""

from __future__ import annotations

import pandas as pd
import pytest

from analytics.attendance.clustered import Clustered
from analytics.attendance.where import NOTHING, Groups
from analytics.intervals import wilson_interval
from analytics.reports import attendance_called_off, attendance_where


def rows(*counts: tuple[object, int, int]) -> pd.DataFrame:
    """Return a table of groups, each of as many clients as sessions: key, came, n."""
    ends = [wilson_interval(came, n) or (0.0, 1.0) for _, came, n in counts]
    return pd.DataFrame(
        {
            "key": pd.Series([key for key, _, _ in counts], dtype=object),
            "groups_pooled": [0] * len(counts),
            "attended": [came for _, came, _ in counts],
            "n": [n for _, _, n in counts],
            "clients": [n for _, _, n in counts],
            "attended_squared": [came for _, came, _ in counts],
            "attended_by_n": [came for _, came, _ in counts],
            "n_squared": [n for _, _, n in counts],
            "presumed": [0] * len(counts),
            "rate": [came / n for _, came, n in counts],
            "low": [low for low, _ in ends],
            "high": [high for _, high in ends],
        }
    )


def grouped(table: pd.DataFrame, presumed: int = 0, unknown: int = 0) -> Groups:
    came, n = int(table["attended"].sum()), int(table["n"].sum())
    everything = Clustered(came, n, n, came, came, n) if n else NOTHING
    return Groups(table, everything, presumed, unknown)


def cells(*counts: tuple[int, int, int, int]) -> Groups:
    """Return cells: weekday, hour, came, n."""
    table = rows(*((None, came, n) for _, _, came, n in counts))
    days = [day for day, _, _, _ in counts]
    hours = [hour for _, hour, _, _ in counts]
    return grouped(
        table.drop(columns=["key", "groups_pooled"]).assign(weekday=days, hour=hours)
    )


class TestWhen:
    def test_names_the_hour_that_stands_out(self) -> None:
        found = attendance_where.when(
            cells((1, 18, 27, 44), (2, 9, 95, 100), (3, 9, 96, 100)), "monday"
        )

        # 27 of 44; of the others 191 of 200.
        assert found.answer == (
            "Monday 18:00 stands out: 61% of 44 sessions were attended, 96% of all "
            "others."
        )
        assert found.table["label"].tolist()[0] == "Monday 18:00"
        assert found.basis.endswith(" The stronger the colour, the more were attended.")

    def test_says_so_where_none_does(self) -> None:
        found = attendance_where.when(
            cells((1, 18, 38, 44), (2, 9, 88, 100), (3, 9, 91, 100)), "monday"
        )

        assert found.answer == (
            "No hour stands out beyond chance: 89% of 244 sessions were attended."
        )

    def test_one_session_was_attended_and_not_were(self) -> None:
        found = attendance_where.when(cells((1, 18, 1, 1)), "monday")

        assert found.answer.endswith("another: 100% of 1 session was attended.")

    def test_says_so_where_there_are_too_few(self) -> None:
        found = attendance_where.when(cells((1, 18, 0, 9), (2, 9, 9, 9)), "monday")

        assert found.answer == (
            "Too little is known yet to tell one hour from another: 50% of 18 sessions "
            "were attended."
        )
        assert found.basis == "n = 18 sessions of 18 clients. Hatched: fewer than 10."

    def test_nothing_counted(self) -> None:
        found = attendance_where.when(cells(), "monday")

        assert found.answer == "No session has counted here."
        assert found.figure is None
        assert found.table.empty

    def test_names_three_of_many(self) -> None:
        bad = [(day, 18, 20, 100) for day in range(1, 6)]
        good = [(day, 9, 195, 200) for day in range(1, 8)]

        found = attendance_where.when(cells(*bad, *good), "monday")

        assert found.answer.startswith("These stand out from all others: ")
        assert found.answer.count("(20% of 100)") == 3
        assert found.answer.endswith(" and 2 more.")

    def test_basis_says_n_what_is_presumed_and_what_is_not_known(self) -> None:
        groups = grouped(rows(("Talk", 8, 10)), presumed=3, unknown=2)

        assert attendance_where.basis(groups) == (
            "n = 10 sessions of 10 clients. 3 of 8 attended are presumed. 2 more are "
            "not known."
        )


class TestBy:
    def test_names_the_service_that_stands_out(self) -> None:
        groups = grouped(
            rows(("Coaching", 190, 200), ("Talk", 61, 85), ("Walk", 60, 64))
        )

        found = attendance_where.by("service", groups, "monday")

        assert found.answer == (
            "Talk stands out: 72% of 85 sessions were attended, 95% of all others."
        )

    def test_of_two_groups_one_is_named_once(self) -> None:
        groups = grouped(rows((1, 30, 50), (2, 480, 500)))

        found = attendance_where.by("nth", groups, "monday")

        assert found.answer == (
            "The first session stands out: 60% of 50 sessions were attended, 96% of "
            "all others."
        )

    def test_says_so_where_there_is_no_difference(self) -> None:
        groups = grouped(rows((0, 18, 20), (24, 44, 50), (72, 90, 100)))

        found = attendance_where.by("lead", groups, "monday")

        assert found.answer == (
            "No difference beyond chance: 89% of 170 sessions were attended."
        )
        assert found.table["label"].tolist() == [
            "less than a day",
            "1 to 3 days",
            "3 to 7 days",
        ]

    def test_what_was_entered_afterwards_is_never_named(self) -> None:
        groups = grouped(rows((-1, 5, 50), (24, 95, 100), (72, 95, 100)))

        found = attendance_where.by("lead", groups, "monday")

        assert "entered afterwards" not in found.answer
        assert "entered afterwards" in found.table["label"].tolist()

    @pytest.mark.parametrize(
        ("grouping", "said"),
        [
            ("length", "The files do not say how long sessions were."),
            ("lead", "The files do not say when sessions were booked."),
            ("service", "The files name no services."),
        ],
    )
    def test_what_no_file_tells_is_no_chart(self, grouping: str, said: str) -> None:
        found = attendance_where.by(grouping, grouped(rows((None, 8, 10))), "monday")

        assert found.answer == said
        assert found.figure is None
        assert found.table.empty

    def test_one_service_is_nothing_to_compare(self) -> None:
        found = attendance_where.by("service", grouped(rows(("Talk", 8, 10))), "monday")

        assert "of one service" in found.answer
        assert found.figure is None

    def test_pooled_groups_say_how_many_they_are(self) -> None:
        table = rows(("Coaching", 90, 100), (None, 8, 10))
        groups = grouped(table.assign(groups_pooled=[0, 4]))

        found = attendance_where.by("service", groups, "monday")

        assert found.table["label"].tolist() == ["Coaching", "other (4 services)"]

    @pytest.mark.parametrize(
        ("week_start", "labels"),
        [("monday", ["Monday", "Sunday"]), ("sunday", ["Sunday", "Monday"])],
    )
    def test_weekdays_stand_as_the_week_begins(
        self, week_start: str, labels: list[str]
    ) -> None:
        found = attendance_where.by(
            "weekday", grouped(rows((1, 8, 10), (7, 8, 10))), week_start
        )

        assert found.table["label"].tolist() == labels

    def test_nothing_counted(self) -> None:
        for grouping in attendance_where.KINDS:
            found = attendance_where.by(grouping, grouped(rows()), "monday")
            assert found.answer == "No session has counted here."
            assert found.figure is None


@pytest.mark.parametrize(
    ("attended", "n", "said"),
    [(0, 5, "0%"), (5, 5, "100%"), (999, 1000, "99%"), (1, 1000, "1%"), (2, 3, "67%")],
)
def test_only_all_are_a_hundred_per_cent(attended: int, n: int, said: str) -> None:
    assert attendance_where.percent(attended, n) == said


def called_off(*counts: tuple[str, int | None, int, int]) -> pd.DataFrame:
    columns = ["who", "notice_from_hours", "sessions", "late"]
    return pd.DataFrame(counts, columns=columns).astype({"notice_from_hours": "Int64"})


class TestCalledOff:
    ROWS = called_off(
        ("client", 0, 5, 5),
        ("client", 12, 4, 4),
        ("client", 48, 20, 0),
        ("coach", 48, 7, 0),
        ("not_known", -2, 1, 1),
        ("not_known", None, 3, 0),
    )

    def test_who(self) -> None:
        found = attendance_called_off.who_called_off(self.ROWS)

        assert found.answer == (
            "Of 40 sessions called off, clients called off 29 and coaches 7; of 4 "
            "nobody can tell."
        )
        assert found.table["n"].tolist() == [29, 7, 4]
        assert found.table["share"].tolist() == [29 / 40, 7 / 40, 0.1]

    def test_notice_leaves_the_coachs_out(self) -> None:
        found = attendance_called_off.notice(self.ROWS, 24)

        assert found.answer == (
            "Of 33 sessions that clients called off, 10 were late: less than 24 hours "
            "before; of 3 nobody can tell when."
        )
        assert found.table["label"].tolist() == [
            "less than 2 hours",
            "12 to 24 hours",
            "2 to 7 days",
            "late, time not known",
            "nobody can tell",
        ]
        assert found.table["n"].tolist() == [5, 4, 20, 1, 3]

    def test_where_notice_is_agreed_late_is_what_was_agreed(self) -> None:
        found = attendance_called_off.notice(self.ROWS, 24, is_agreed=True)

        assert (
            "10 were late: less than agreed, or than 24 hours where nothing is;"
            in found.answer
        )

    def test_nobody_can_tell(self) -> None:
        untold = called_off(("not_known", None, 3, 0))

        who = attendance_called_off.who_called_off(untold)
        notice = attendance_called_off.notice(untold, 24)

        assert who.answer == "Of none of 3 sessions called off can anybody tell."
        assert notice.answer == (
            "The files do not say when clients called their sessions off."
        )
        assert (who.figure, notice.figure) == (None, None)

    def test_nothing_was_called_off(self) -> None:
        nothing = called_off()

        who = attendance_called_off.who_called_off(nothing)
        notice = attendance_called_off.notice(nothing, 24)

        assert who.answer == "No session was called off here."
        assert notice.answer == "No client called a session off here."
        assert (who.figure, notice.figure) == (None, None)
