"""The facts' SQL stays within what DuckDB and Spark read alike.

These are the constructs on which the two were seen to differ, or that only one of them
knows; a fact that needs one belongs in ``engine/``. `test_spark.py` runs all of it on
both, where there is a Java; this one says at once, and on which line, what it was.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from analytics.facts import facts

FOLDER = Path(facts.__file__).parent
PORTABLE = sorted(FOLDER.glob("*.sql"))

FORBIDDEN = {
    "a cast with ::": r"::",
    "integer division with //": r"//",
    "qualify": r"\bqualify\b",
    "an interval": r"\binterval\b",
    "a date or time function": r"\b(date_\w+|datediff|epoch\w*|strftime|strptime|"
    r"to_timestamp|unix_timestamp|extract|age|make_\w+|now|current_\w+)\s*\(",
    "a date literal": r"\b(date|time|timestamp)\s+'",
    "a list or a struct": r"[\[\]{}]",
    "a lambda": r"->",
    "ignore nulls": r"\bignore\s+nulls\b",
    "arg_max": r"\barg_(max|min)\b",
    "group or order by all": r"\bby\s+all\b",
    "exclude or replace of columns": r"\*\s*(exclude|except|replace)\b",
    "a semi or anti join": r"\b(semi|anti|asof|positional)\s+join\b",
    "a macro": r"\bmacro\b",
    "limit": r"\blimit\b",
    # Spark reads 1.5 as a decimal and cuts quotients at six digits.
    "a decimal literal": r"(?<![\w.])\d+\.\d+(?!e)",
    "ilike": r"\bilike\b",
    "a quoted identifier": r'"',
    "a backtick": r"`",
    "a position in group or order by": r"\b(group|order)\s+by\s+\d+\s*[,)\n]",
}

VALUES = {"as_of_s", "as_of_day", "as_of_week_day"}


def code(path: Path) -> str:
    """The file without its comments, in lower case."""
    return re.sub(r"--[^\n]*", "", path.read_text("utf-8")).lower()


@pytest.mark.parametrize("path", PORTABLE, ids=lambda path: path.name)
def test_a_fact_uses_nothing_that_one_engine_alone_knows(path: Path) -> None:
    text = code(path)

    found = [name for name, pattern in FORBIDDEN.items() if re.search(pattern, text)]

    assert not found


@pytest.mark.parametrize("path", PORTABLE, ids=lambda path: path.name)
def test_a_fact_divides_by_floating_point_numbers_only(path: Path) -> None:
    divisors = re.findall(r"/\s*(\(.*|[\w.]+)", code(path))

    assert all("e0" in divisor for divisor in divisors)


@pytest.mark.parametrize("path", PORTABLE, ids=lambda path: path.name)
def test_a_fact_is_told_its_moment_and_nothing_else(path: Path) -> None:
    assert set(re.findall(r"\$(\w+)", code(path))) <= VALUES


@pytest.mark.parametrize("path", PORTABLE, ids=lambda path: path.name)
def test_a_fact_says_its_grain_first_and_ends_on_a_bare_select(path: Path) -> None:
    text = path.read_text("utf-8")

    assert text.startswith("-- One row a ")
    assert text.endswith("\nselect * from final\n")


def test_every_file_is_a_fact_and_every_fact_a_file() -> None:
    named = {path for path in facts.FACTS.values() if path.parent == FOLDER}

    assert named == set(PORTABLE)


def test_a_fact_selects_only_from_facts_before_it() -> None:
    order = list(facts.FACTS)

    for position, fact in enumerate(order):
        named = facts.needed(code(facts.FACTS[fact])) - {fact}
        assert named <= set(order[:position])


@pytest.mark.parametrize(
    "broken",
    [
        "select start_s::bigint from s",
        "select 7 // 2",
        "select * from s qualify row_number() over () = 1",
        "select start_at - interval 1 day from s",
        "select date_diff('day', a, b) from s",
        "select epoch(a) from s",
        "select 1.5 * a from s",
        "select [1, 2]",
        "select a from s order by 1\n",
    ],
)
def test_the_check_sees_what_it_is_for(broken: str) -> None:
    assert any(re.search(pattern, broken) for pattern in FORBIDDEN.values())
