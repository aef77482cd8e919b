"""`import` of prices and reminders: the keys, the sentence, the history."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.analytics.cli.conftest import Ran

SAMPLES = Path(__file__).parents[3] / "data" / "samples"
AT = ("--exported-at", "2026-06-16T08:00:00Z", "--timezone", "Australia/Melbourne")


def test_prices_before_their_sessions(run: Callable[..., Ran]) -> None:
    ran = run("import", SAMPLES / "cliniko_invoices.csv", *AT, "--json")
    [entry] = ran.json["files"]
    [told] = entry["others"]
    assert (entry["kind"], told["kind"]) == ("prices", "prices")
    assert (told["matched"], told["targets"]) == (0, 0)
    assert told["unmatched"] == told["rows"] == entry["accepted"] > 0
    assert told["sentence"].endswith("belong to sessions that no file shows yet")
    assert {"who", "at", "why"} <= told["unmatched_rows"][0].keys()
    [record] = run("imports", "--json").json["imports"]
    assert record["kind"] == "prices"
    assert "prices" in run("imports").out


def test_the_lines_for_a_person_say_what_belongs_to_what(
    run: Callable[..., Ran],
) -> None:
    log = run("import", SAMPLES / "cliniko.csv", *AT)
    assert "reminders for" in log.out
    invoices = run("import", SAMPLES / "cliniko_invoices.csv", *AT)
    assert "prices for" in invoices.out
    prices = [s["price_cents"] for s in run("sessions", "--json").json["sessions"]]
    assert 12000 in prices


def test_a_practice_without_sessions_is_empty_not_stale(
    run: Callable[..., Ran],
) -> None:
    run("import", SAMPLES / "cliniko_invoices.csv", *AT)
    today = run("today", "--json").json
    assert (today["data_as_of"], today["clients"]) == (None, [])
