"""``agreement`` and ``fees`` as they are typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.analytics.small_practice import ANNA, BELA

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.analytics.cli.conftest import Ran

    Run = Callable[..., Ran]


@pytest.fixture
def typed(run: Run, small_path: Path) -> Run:
    """Give a function that runs a command on the small practice, with ``--json``."""
    return lambda *words: run(*words, "--json", "--database", small_path)


def agree(typed: Run, *more: object) -> str:
    kept = typed(
        "agreement", "set", "--on", "2026-10-01", "--notice-hours", 48,
        "--no-show-fee", "45.50", "--currency", "eur", *more,
    )  # fmt: skip
    assert kept.code == 0
    return str(kept.json["agreement_id"])


def test_set_show_accept_decide_and_clear(typed: Run) -> None:
    kept = agree(typed, "--free-moves", 2, "--per", "quarter", "--excused", "Illness")
    (shown,) = typed("agreement", "show").json["agreements"]
    assert (shown["agreement_id"], shown["no_show_fee_cents"], shown["currency"]) == (
        kept,
        4550,
        "EUR",
    )
    assert set(shown["not_accepted"]) == {ANNA, BELA}

    accepted = typed("agreement", "accept", kept, ANNA, "--on", "2026-10-05").json
    assert accepted["accepted_on"] == "2026-10-05"
    own = typed("agreement", "show", "--client", ANNA).json
    assert own["agreement"]["accepted_on"] == "2026-10-05"
    assert (own["notice_hours"], own["notice_basis"]) == (48, "agreement")
    assert own["so_far"][0]["text"] == [
        "No move this quarter, two are free",
        "One missed this quarter",
    ]

    (fee,) = typed("fees").json["fees"]
    assert (fee["session_id"], fee["fee_cents"], fee["decision"]) == ("S-2", 4550, None)
    assert typed("fees", "--client", BELA).json["fees"] == []
    refused = typed("fees", "decide", "S-2", "waived")
    assert (refused.code, refused.json["error"][:9]) == (2, "Say in a ")
    made = typed("fees", "decide", "S-2", "waived", "--reason", "Goodwill").json
    assert typed("fees").json["fees"][0]["reason"] == "Goodwill"
    typed("fees", "clear", made["entry_id"])
    assert typed("fees").json["fees"][0]["decision"] is None

    assert typed("agreement", "clear", kept).json["cleared"] is True
    assert typed("agreement", "show").json == {"agreements": []}
    assert typed("fees").json == {"fees": []}


def test_a_move_of_their_own_stands_against_what_was_agreed(typed: Run) -> None:
    agree(typed, "--free-moves", 0, "--per", "year", "--client", BELA)

    (so_far,) = typed("agreement", "show", "--client", BELA).json["so_far"]

    assert (so_far["moves"], so_far["free_moves"]) == (1, 0)
    assert so_far["text"] == ["First move this year, none is free"]


def test_nothing_agreed_is_the_practices_rule(typed: Run) -> None:
    found = typed("agreement", "show", "--client", ANNA).json

    assert (found["agreement"], found["notice_hours"], found["notice_basis"]) == (
        None,
        24,
        "practice",
    )


def test_what_is_no_amount_is_refused(typed: Run) -> None:
    for amount in ("much", "1.234", "inf", "", "nan"):
        ran = typed("agreement", "set", "--no-show-fee", amount)

        assert ran.code == 2
        assert "A fee is an amount" in ran.json["error"]


def test_the_draft_is_a_sheet_with_both_sides_promises(typed: Run) -> None:
    agree(typed, "--client", ANNA, "--coach-commits", "Notes within two days")

    (sheet,) = typed("agreement", "show", "--client", ANNA, "--draft", "md").json[
        "drafts"
    ]

    for said in (
        "# Our agreement",
        "With Anna Zwirbelbach, from Thursday 1 October 2026 on.",
        "Notes within two days",
        "tell me at least 48 hours before",
        "A session that is missed costs 45.50 EUR.",
        "not legal advice",
    ):
        assert said in sheet


def test_fees_of_nobody_are_a_wrong_id(run: Run, small_path: Path) -> None:
    ran = run("fees", "--client", "nobody", "--database", small_path)

    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("There is no client with the id 'nobody'")


def test_a_person_can_read_it(run: Run, small_path: Path, typed: Run) -> None:
    assert "Nothing is agreed" in run("agreement", "show", "--database", small_path).out
    agree(typed)

    out = run("agreement", "show", "--database", small_path).out
    own = run("agreement", "show", "--client", ANNA, "--database", small_path).out
    fees = run("fees", "--database", small_path).out

    assert "everybody, from 2026-10-01 on: in force for 2, 2 not accepted" in out
    assert "48 hours of notice to cancel or move." in own
    assert "There is nothing to decide." in fees


def test_a_change_is_kept_looked_at_and_taken_back(typed: Run) -> None:
    made = typed("policy", "add", "a fee", "--on", "2026-11-01", "--coach", "Davi").json
    (listed,) = typed("policy", "list").json["changes"]
    assert (listed["what"], listed["coach"], listed["is_agreement"]) == (
        "a fee",
        "Davi",
        False,
    )

    shown = typed("policy", "show", made["entry_id"]).json
    assert shown["effects"] == dict.fromkeys(("missed", "cancelled", "moved", "left"))
    assert "too early to tell" in shown["text"]

    typed("policy", "clear", made["entry_id"])
    assert typed("policy", "list").json == {"changes": []}
    assert typed("policy", "show", made["entry_id"]).code == 2
