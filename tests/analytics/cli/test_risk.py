"""``backtest``, ``risk fit`` and ``risk prior`` as they are typed."""

from __future__ import annotations

import csv
import json
import shutil
from typing import TYPE_CHECKING

import pytest

from analytics.facts.bookings import NAMES as BOOKING_FEATURES
from analytics.risk import prior
from analytics.risk.missed import prior as missed_prior

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.analytics.cli.conftest import Ran

HEADER = [
    "as_of",
    "client_id",
    "days_since_last",
    "usual_gap_days",
    "probability",
    "rule_score",
    "model",
]


@pytest.fixture
def long(practice_of_the_test: Path, long_file: Path) -> Path:
    shutil.copyfile(long_file, practice_of_the_test)
    return practice_of_the_test


def days(first: str, last: str, *others: object) -> tuple[object, ...]:
    return "backtest", "--from", first, "--to", last, *others


@pytest.mark.usefixtures("long")
def test_backtest_writes_every_prediction(
    run: Callable[..., Ran], tmp_path: Path
) -> None:
    out = tmp_path / "predictions.csv"

    typed = days("2021-03-01", "2021-03-29", "--every", 14, "--predictions", out)
    found = run(*typed, "--json")

    assert found.code == 0
    with out.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    assert header == HEADER
    assert len(rows) == found.json["predictions"] > 20
    assert {row[0] for row in rows} == {"2021-03-01", "2021-03-15", "2021-03-29"}
    for row in rows:
        assert int(row[2]) >= 0
        assert float(row[3]) > 0
        assert 0 <= float(row[4]) <= 1
        assert row[6] in {"rule", "words", "percent"}


@pytest.mark.usefixtures("long")
def test_the_rule_s_score_is_the_ratio_or_a_hundredth_of_it(
    run: Callable[..., Ran], tmp_path: Path
) -> None:
    out = tmp_path / "predictions.csv"
    run(*days("2021-03-01", "2021-03-01", "--predictions", out))

    with out.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            ratio = int(row["days_since_last"]) / float(row["usual_gap_days"])
            shares = [ratio, ratio / 100]
            assert any(
                float(row["rule_score"]) == pytest.approx(share) for share in shares
            )


@pytest.mark.usefixtures("long")
def test_backtest_reports_the_model_beside_the_rules(run: Callable[..., Ran]) -> None:
    found = run(*days("2021-01-04", "2021-05-31", "--every", 28), "--json").json

    assert found["from"] == "2021-01-04"
    assert found["origins"] == sum(found["modes"].values()) == 6
    assert set(found["quality"]) == {"model", "rule_booking", "rule"}
    assert found["quality"]["model"]["auc"] > 0.7
    assert found["quality"]["rule"]["brier_skill"] is None
    assert found["ladder"]["lapsed_clients"] > 20
    assert 0 < found["base_rate"] < 1


@pytest.mark.usefixtures("long")
def test_backtest_for_a_person_is_a_table(run: Callable[..., Ran]) -> None:
    found = run(*days("2021-03-01", "2021-03-08"))

    assert "went quiet" in found.out
    assert "rule_booking" in found.out
    assert "On the last day:" in found.out


@pytest.mark.usefixtures("long")
@pytest.mark.parametrize(
    "typed",
    [
        days("2021-03-01", "2021-02-01"),
        days("2021-03-01", "soon"),
        days("2031-03-01", "2031-04-01"),
        days("2021-03-01", "2021-03-08", "--predictions", "no/such/folder/out.csv"),
        days("2021-03-01", "2021-03-08", "--predictions", "."),
        days("2021-03-01", "2021-03-08", "--prior", "none.json"),
        ("risk", "fit", "--as-of", "yesterday"),
        ("risk", "prior", "--practices", 0),
        ("risk", "prior", "none.duckdb"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    run: Callable[..., Ran], typed: tuple[object, ...]
) -> None:
    found = run(*typed)

    assert found.code == 2
    assert found.err.count("\n") == 1
    assert "error of its own" not in found.err


def test_there_is_nothing_to_test_without_a_practice(run: Callable[..., Ran]) -> None:
    assert run(*days("2021-03-01", "2021-03-08")).code == 2


@pytest.mark.usefixtures("long")
def test_fit_shows_what_each_score_is_based_on(run: Callable[..., Ran]) -> None:
    found = run("risk", "fit", "--as-of", "2021-09-06", "--json").json

    assert found["ladder"]["mode"] == "percent"
    assert found["model"]["is_local"]
    scores = [client["probability"] for client in found["clients"]]
    assert scores == sorted(scores, reverse=True)
    for client in found["clients"]:
        low, high = client["interval"]
        assert 0 <= low <= client["probability"] <= high <= 1
        assert "in 10" in client["in_ten"]


@pytest.mark.usefixtures("long")
def test_fit_shows_no_percentages_that_are_not_earned(run: Callable[..., Ran]) -> None:
    found = run("risk", "fit", "--as-of", "2019-05-06", "--json").json

    assert found["ladder"]["mode"] == "rule"
    assert found["ladder"]["why"]
    assert {client["probability"] for client in found["clients"]} == {None}
    assert "rule." in run("risk", "fit", "--as-of", "2019-05-06").out


def test_prior_is_written_with_its_card(
    run: Callable[..., Ran], tmp_path: Path
) -> None:
    out = tmp_path / "prior.json"

    typed = ("risk", "prior", "--practices", 3, "--clients", 40, "--out", out)
    found = run(*typed, "--json")

    assert found.code == 0
    assert found.json["card"]["clients_each"] == 40
    read = prior.load(out)
    assert out.with_suffix(".md").read_text("utf-8") == prior.card_text(read)


def test_a_platform_learns_from_its_own_practices(
    run: Callable[..., Ran], long: Path, long_file: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.duckdb"
    shutil.copyfile(long_file, other)
    out = tmp_path / "own.json"

    found = run("risk", "prior", long, other, "--out", out, "--json").json

    assert found["card"]["source"].startswith("Real practices")
    assert json.loads(out.read_text("utf-8"))["card"]["practices"] == 2
    # The same people in two files are two practices' clients.
    assert found["card"]["clients_who_went_quiet"] % 2 == 0
    typed = days("2021-03-01", "2021-03-01", "--prior", out)
    assert run(*typed).code == 0


def test_a_prior_of_practices_without_bookings_knows_visits(
    run: Callable[..., Ran], long: Path, tmp_path: Path
) -> None:
    from analytics.store import open_practice  # noqa: PLC0415 - only here

    database = open_practice(long)
    with database.write() as cursor:
        cursor.execute("delete from sessions where outcome <> 'attended'")
        cursor.execute("update sessions set slot_known_at = starts_at")
    database.close()
    out = tmp_path / "own.json"

    assert run("risk", "prior", long, "--out", out).code == 0

    assert prior.load(out).visits is not None


class TestMissed:
    @pytest.mark.usefixtures("long")
    def test_fit_says_how_many_may_be_missed(self, run: Callable[..., Ran]) -> None:
        typed = ("risk", "fit", "--model", "missed", "--as-of", "2021-06-06")

        found = json.loads(run(*typed, "--json").out)
        said = run(*typed).out

        assert found["ladder"]["mode"] == "percent"
        assert found["expected_misses"]["n"] == len(found["bookings"]) > 5
        assert all(0 < one["probability"] < 1 for one in found["bookings"])
        assert found["record"]["auc_not_same_day"] is not None
        assert f"Of {len(found['bookings'])} bookings of the next seven days" in said
        assert "without those made on their own day" in said

    def test_fit_of_an_empty_practice_says_what_is_missing(
        self, run: Callable[..., Ran], practice_of_the_test: Path
    ) -> None:
        from analytics.store import open_practice  # noqa: PLC0415 - only here

        open_practice(practice_of_the_test).close()

        found = json.loads(run("risk", "fit", "--model", "missed", "--json").out)

        assert found["expected_misses"] is None
        assert found["bookings"] == []
        assert "so far 0 are" in found["ladder"]["why"]

    def test_a_prior_is_learned_from_invented_practices(
        self, run: Callable[..., Ran], tmp_path: Path
    ) -> None:
        out = tmp_path / "missed.json"
        typed = ("risk", "prior", "--model", "missed", "--practices", 2)

        found = run(*typed, "--clients", 30, "--out", out, "--json")

        assert json.loads(found.out)["card"]["practices"] == 2
        assert missed_prior.load(out).columns == BOOKING_FEATURES
        assert "whether an upcoming booking" in out.with_suffix(".md").read_text()

    def test_a_prior_is_learned_from_a_practice(
        self, run: Callable[..., Ran], long: Path, tmp_path: Path
    ) -> None:
        out = tmp_path / "missed.json"

        found = run("risk", "prior", long, "--model", "missed", "--out", out)

        assert found.code == 0
        assert "Real practices" in str(missed_prior.load(out).card["source"])

    def test_an_empty_practice_teaches_nothing(
        self, run: Callable[..., Ran], tmp_path: Path
    ) -> None:
        from analytics.store import open_practice  # noqa: PLC0415 - only here

        path = tmp_path / "empty.duckdb"
        open_practice(path).close()

        found = run("risk", "prior", path, "--model", "missed")

        assert found.code == 2
        assert "Nothing can be learned" in found.err
