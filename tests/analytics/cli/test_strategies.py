"""The diary of reminders and the tap *sent*, as they are typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.analytics.cli.conftest import Ran

pytestmark = pytest.mark.usefixtures("small_path")


def test_past_changes_are_typed_and_listed(run: Callable[..., Ran]) -> None:
    first = run(
        *("strategies", "add", "--name", "none", "--from", "2026-01-01", "--json"),
    ).json
    assert (first["strategy"], first["until_date"]) == ("none", None)
    changed = run(
        *("strategies", "change", first["entry_id"], "--on", "2026-03-01"),
        *("--steps", "email:3d", "text:24h", "--name", "Two", "--json"),
    ).json
    run("strategies", "stop", changed["entry_id"], "--on", "2026-10-01")

    found = run("strategies", "list", "--json").json

    assert [
        (one["strategy"], one["from_date"], one["until_date"]) for one in found["diary"]
    ] == [("Two", "2026-03-01", "2026-10-01"), ("none", "2026-01-01", "2026-03-01")]
    assert found["strategies"] == [
        {
            "strategy": "Two",
            "steps": [
                {"channel": "email", "lead_hours": 72, "wording": "plain"},
                {"channel": "text", "lead_hours": 24, "wording": "plain"},
            ],
        }
    ]
    shown = run("strategies", "list").out
    assert "2026-03-01" in shown
    assert "Two: email 3 days + text 1 day" in shown


def test_an_entry_for_a_service_and_a_coach_is_taken_back(
    run: Callable[..., Ran],
) -> None:
    made = run(
        *("strategies", "add", "--from", "2026-01-01", "--until", "2026-02-01"),
        *(
            "--service",
            "Coaching",
            "--coach",
            "Marit",
            "--steps",
            "sms:2h:question",
            "--json",
        ),
    ).json
    assert made["strategy"] == "text 2 hours (asks to confirm)"
    assert (made["service"], made["coach"]) == ("Coaching", "Marit")

    assert run("strategies", "clear", made["entry_id"], "--json").json["cleared"]

    assert "The diary is empty" in run("strategies", "list").out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("add", "--from", "2026-01-01"), "Say what is sent"),
        (("add", "--from", "2026-01-01", "--name", "Two"), "No strategy is called"),
        (("add", "--from", "2026-01-01", "--steps", "pigeon:3d"), "is no reminder"),
        (("add", "--from", "1 May", "--steps", "text:2h"), "1 May"),
        (("add", "--steps", "text:2h"), "--from"),
        (("stop", "e-9", "--on", "2026-01-01"), "no such entry"),
        (("define", "--name", "none", "--steps", "text:2h"), "nothing is sent"),
    ],
)
def test_a_slip_is_one_sentence(
    run: Callable[..., Ran], words: tuple[str, ...], said: str
) -> None:
    ran = run("strategies", *words)

    assert ran.code == 2
    assert said in ran.err
    assert run("strategies", "list", "--json").json["diary"] == []


def test_entries_that_overlap_are_refused(run: Callable[..., Ran]) -> None:
    run("strategies", "add", "--from", "2026-01-01", "--steps", "text:2h")

    ran = run("strategies", "add", "--from", "2026-05-01", "--name", "none")

    assert ran.code == 2
    assert "the diary says 'text 2 hours' for the same sessions already" in ran.err


def test_what_was_sent_is_kept_and_taken_back(run: Callable[..., Ran]) -> None:
    run("strategies", "define", "--name", "a word", "--steps", "message:24h:personal")

    kept = run(
        *("reminders", "sent", "S-2", "--strategy", "A word"),
        *("--on", "2026-11-08", "--json"),
    ).json
    assert (kept["session_id"], kept["strategy"]) == ("S-2", "a word")
    assert kept["on_date"] == "2026-11-08"
    assert run("reminders", "sent", "S-2", "--clear", "--json").json["cleared"] == 1
    assert "Nothing had been said" in run("reminders", "sent", "S-2", "--clear").out


def test_a_reminder_for_a_session_that_has_begun_is_refused(
    run: Callable[..., Ran],
) -> None:
    run("strategies", "define", "--name", "a word", "--steps", "message:24h:personal")

    ran = run("reminders", "sent", "S-2", "--strategy", "a word")

    assert ran.code == 2
    assert "has begun already" in ran.err
