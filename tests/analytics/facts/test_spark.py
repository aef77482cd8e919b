"""Every fact is the same on DuckDB and on Spark, text for text.

The log is small and has every case that the facts tell apart. Spark runs on this
machine alone, without its web page and without a network; its facts are built one from
the other, as a platform would build them. Needs Java (Debian and Ubuntu:
`default-jre-headless`); without it the tests are left out, with CI=true they fail.
"""

from __future__ import annotations

import math
import os
import re
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from analytics.facts import facts, features, silences
from analytics.periods import AsOf, day_of_number
from analytics.store import open_practice, queries
from analytics.store import settings as stored_settings
from tests.support import every_case

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    import pandas as pd
    from pyspark.sql import SparkSession

    from analytics.store import Database

# Spark says of itself that it has not been tried with this pandas, which it is given
# no table of.
pytestmark = pytest.mark.filterwarnings(
    "ignore:PySpark does not yet fully support pandas:FutureWarning"
)

NO_JAVA = (
    "There is no Java here (java on the PATH, or JAVA_HOME); Debian and Ubuntu: "
    "sudo apt-get install default-jre-headless"
)

PORTABLE = [name for name, path in facts.FACTS.items() if path.parent.name == "facts"]
GIVEN = [name for name in facts.FACTS if name.endswith("_s")]
"""What an engine makes of its own tables; the same rows are given to both."""

NOW = AsOf.end_of(day_of_number(18_690), "UTC")
ORIGINS = [NOW.days_earlier(days) for days in (350, 210, 120, 60, 0)]

Row = tuple[Any, ...]

# Hundreds of small queries: starting fast counts for more than running fast. The last
# three keep all of it on this machine.
SPARK = {
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.shuffle.partitions": "2",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
}


@dataclass(frozen=True)
class Table:
    """A fact as one engine made it."""

    columns: list[str]
    rows: list[Row]


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SparkSession]:
    """Start Spark with two threads, once for this file."""
    if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        if os.environ.get("CI") == "true":
            pytest.fail(NO_JAVA)
        pytest.skip(NO_JAVA)
    from pyspark.sql import SparkSession  # noqa: PLC0415 - takes seconds

    folder = tmp_path_factory.mktemp("spark")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
        builder = SparkSession.builder.master("local[2]").appName("driftline")
        builder = builder.config("spark.local.dir", str(folder / "local"))
        builder = builder.config("spark.sql.warehouse.dir", str(folder / "warehouse"))
        for key, value in SPARK.items():
            builder = builder.config(key, value)
        session = builder.getOrCreate()
    session.sparkContext.setLogLevel("OFF")
    yield session
    session.stop()
    _let_go_of_java()


def _let_go_of_java() -> None:
    """End the machine that Spark ran in, which else lives as long as the tests."""
    from pyspark import SparkContext  # noqa: PLC0415 - takes seconds

    gateway = SparkContext._gateway
    assert gateway is not None
    SparkContext._gateway = SparkContext._jvm = None
    gateway.shutdown()
    gateway.proc.stdin.close()
    gateway.proc.wait(timeout=60)


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    opened = open_practice(tmp_path_factory.mktemp("practice") / "practice.duckdb")
    every_case.write(opened)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def given(practice: Database) -> dict[str, pd.DataFrame]:
    """What both engines start from: the tables with epoch seconds, and the moments."""
    tables = {
        name: facts.select(practice, NOW, f"select * from {name}")  # noqa: S608 - a fact
        for name in GIVEN
    }
    away = every_case.days_away(NOW.day_number)
    return {
        **tables,
        "origins": features._origins(ORIGINS, features.HORIZON),
        "days_away": away.astype(silences.NO_ABSENCE.dtypes),
    }


@pytest.fixture(scope="module")
def on_duckdb(practice: Database, given: dict[str, pd.DataFrame]) -> dict[str, Table]:
    found = {}
    with practice.read() as cursor:
        for name, table in given.items():
            cursor.register(name, table)
        for fact in PORTABLE:
            text = facts.composed(
                f"select * from {fact}",  # noqa: S608 - a fact
                given=frozenset(GIVEN),
            )
            result = cursor.execute(text, _values(practice, text) or None)
            columns = [column for column, *_ in result.description or ()]
            found[fact] = Table(columns, result.fetchall())
    return found


@pytest.fixture(scope="module")
def on_spark(
    spark: SparkSession,
    practice: Database,
    given: dict[str, pd.DataFrame],
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[str, Table]:
    folder = tmp_path_factory.mktemp("tables")
    for name, table in given.items():
        path = folder / f"{name}.parquet"
        _write(practice, table, path)
        spark.read.parquet(str(path)).createOrReplaceTempView(name)
    found = {}
    for fact in PORTABLE:
        text = queries.text_of(facts.FACTS[fact])
        values = _values(practice, text)
        made = spark.sql(re.sub(r"\$(\w+)", r":\1", text), args=values)
        # Later facts read the rows; else they would plan and run all of it anew.
        made = made.localCheckpoint()
        made.createOrReplaceTempView(fact)
        found[fact] = Table(made.columns, [tuple(row) for row in made.collect()])
    return found


def _values(practice: Database, text: str) -> dict[str, object]:
    moment = facts.moment(NOW, stored_settings.read(practice))
    return {name: moment[name] for name in set(re.findall(r"\$(\w+)", text))}


def _write(practice: Database, table: pd.DataFrame, path: Path) -> None:
    with practice.read() as cursor:
        cursor.register("written", table)
        cursor.execute(f"copy written to '{path}' (format parquet)")


# -- the facts -----------------------------------------------------------------


@pytest.mark.parametrize("fact", PORTABLE)
def test_a_fact_is_the_same_on_both(
    fact: str, on_duckdb: dict[str, Table], on_spark: dict[str, Table]
) -> None:
    assert len(on_duckdb[fact].rows) > 0
    assert on_spark[fact].columns == on_duckdb[fact].columns
    assert difference(on_duckdb[fact].rows, on_spark[fact].rows) is None


def difference(first: Sequence[Row], second: Sequence[Row]) -> str | None:
    """Say where two tables differ, rows in any order; ``None`` where they do not.

    Numbers with a fraction may differ in their last digits, since the engines add in
    another order and have their logarithms from different libraries.
    """
    if len(first) != len(second):
        return f"{len(first)} rows and {len(second)}"
    for one, other in zip(
        sorted(first, key=_key), sorted(second, key=_key), strict=True
    ):
        if not all(map(_is_same, one, other)):
            return f"{one}\n{other}"
    return None


def _key(row: Row) -> list[str]:
    """Sort by what has to be equal first, so that a last digit moves no row."""
    exact = [str(value) for value in row if not isinstance(value, float)]
    return exact + [f"{value:.6f}" for value in row if isinstance(value, float)]


def _is_same(one: object, other: object) -> bool:
    if isinstance(one, float) and isinstance(other, float):
        return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-12)
    return type(one) is type(other) and one == other


@pytest.mark.parametrize(
    "other",
    [
        [(1, "a", 0.5), (2, "b", 0.25)],
        [(1, "a", 0.5), (2, "b", 0.25), (3, None, 0.1 + 1e-7)],
        [(1, "a", 0.5), (2, "b", 0.25), (3, "", 0.1)],
        [(1, "a", 0.5), (2, "b", 0.25), (3.0, None, 0.1)],
        [(1, "a", 0.5), (2, "b", 0.25), (2, "b", 0.25)],
    ],
)
def test_the_comparison_sees_what_it_is_for(other: list[Row]) -> None:
    rows: list[Row] = [(3, None, 0.1), (1, "a", 0.5), (2, "b", 0.25)]

    assert difference(rows, list(reversed(rows))) is None
    assert difference(rows, other) is not None


def test_the_log_has_every_case(
    given: dict[str, pd.DataFrame], on_duckdb: dict[str, Table]
) -> None:
    def values(fact: str, column: str) -> set[object]:
        table = on_duckdb[fact]
        place = table.columns.index(column)
        return {row[place] for row in table.rows}

    assert values("session_facts", "outcome") == every_case.OUTCOMES
    assert values("session_facts", "outcome_basis") == every_case.BASES
    for column in ("is_excused", "is_late_unknown", "is_home_currency"):
        assert values("session_facts", column) == {True, False}
    for column in ("coach", "service", "price_cents", "sessions_planned"):
        assert None in values("session_facts", column)
    assert values("client_facts", "is_programme_completed") == {True, False}
    assert values("client_features", "is_booked") == {True, False}
    assert values("client_labels", "went_quiet") == {0, 1, None}
    assert values("client_features", "as_of_day") == {one.day_number for one in ORIGINS}
    assert {0, 1, 4} <= values("client_features_told", "promises_due")
    assert {0, 1, 2, 3} <= values("client_features_told", "count_views")
    assert values("client_features_told", "contact_answered") == {-1.0, 0.0, 1.0}
    assert {0, 1, 2} <= values("client_features", "notices_known")
    assert len(given["days_away"]) > 0
