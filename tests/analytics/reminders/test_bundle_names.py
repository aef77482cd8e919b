"""However a file, a log or a plan writes a strategy, it has one name."""

from __future__ import annotations

import pytest

from analytics.reminders.bundle_names import SIGN, Names, counted_hours
from analytics.store import bundles
from analytics.store.bundles import Strategy

TWO = Strategy("Two", bundles.steps(["email:3d", "text:24h"]))
ONE = Strategy("One", bundles.steps(["text:2h:personal"]))


@pytest.fixture
def names() -> Names:
    return Names([TWO, ONE])


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("two", "Two"),
        ("  TWO ", "Two"),
        ("email 3 days + text 1 day", "Two"),
        ("text:1d, e-mail:72h", "Two"),
        ("sms:2h:personal", "One"),
        ("text:4h", "text 4 hours"),
        ("None", "none"),
        ("no reminder", "none"),
        ("Newsletter", "Newsletter"),
    ],
)
def test_a_text_of_a_file_is_recognised(names: Names, said: str, name: str) -> None:
    assert names.said(said) == name


def test_the_same_text_in_other_letters_is_the_same(names: Names) -> None:
    assert {names.said("Weekly mail"), names.said("weekly  MAIL")} == {"Weekly mail"}


@pytest.mark.parametrize(
    ("key", "name"),
    [
        (f"email:70{SIGN}sms:25", "Two"),
        (f"email:50{SIGN}sms:25", "email 2 days + text 1 day"),
        ("sms:2", "One"),
        ("text:3", "text 4 hours"),
        ("sms:1", "text 1 hour"),
        ("pigeon:26", "pigeon 1 day"),
        ("reminder:30", "reminder 1 day"),
        (f"sms:23{SIGN}sms:27", "text 1 day"),
        # Only ticked: told by the ways alone.
        (f"email{SIGN}sms", "Two"),
        ("email", "email"),
    ],
)
def test_messages_of_a_log_make_a_bundle(names: Names, key: str, name: str) -> None:
    assert names.sent("", key) == name


def test_two_that_differ_in_words_only_are_not_told_apart_by_a_log() -> None:
    plain = Strategy("Plain", bundles.steps(["text:24h"]))
    cost = Strategy("Cost", bundles.steps(["text:24h:cost"]))

    both = Names([plain, cost])

    assert both.sent("", "text:24") == "text 1 day, in words not known"
    assert both.alike("", "text:24") == ["Plain", "Cost"]
    assert both.lead_hours("text 1 day, in words not known") == 24
    assert Names([cost]).sent("", "text:24") == "Cost"


def test_a_log_may_name_its_messages_itself(names: Names) -> None:
    assert names.sent("two", "email:70") == "Two"
    assert names.sent(f"b{SIGN}A", "email:70") == "A + b"
    assert names.lead_hours("A + b") == 72


def test_leads_are_those_of_the_steps_or_a_day(names: Names) -> None:
    for said in ("two", "newsletter", "none"):
        names.said(said)
    names.said("in a test", 48)

    assert names.lead_hours("Two") == 72
    assert names.lead_hours("none") == 0
    assert names.lead_hours("in a test") == 48
    assert (names.lead_hours("newsletter"), names.is_lead_known("newsletter")) == (
        24,
        False,
    )


@pytest.mark.parametrize(
    ("hours", "counted"),
    [(0, 0), (0.2, 1), (1.3, 1), (3, 4), (17, 12), (19, 24), (35, 24), (61, 72)],
)
def test_hours_are_counted_as_tools_do(hours: float, counted: int) -> None:
    assert counted_hours(hours) == counted
