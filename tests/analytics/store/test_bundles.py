"""What is written of a reminder is read as steps; the same steps are one strategy."""

from __future__ import annotations

import pytest

from analytics.errors import BadEntryError
from analytics.store import bundles
from analytics.store.bundles import Channel, Step, Wording


@pytest.mark.parametrize(
    ("typed", "step"),
    [
        ("email:3d:plain", Step(Channel.EMAIL, 4320, Wording.PLAIN)),
        ("E-Mail:72h", Step(Channel.EMAIL, 4320)),
        ("sms:30m:question", Step(Channel.TEXT, 30, Wording.QUESTION)),
        (" whatsapp : 1w : personal ", Step(Channel.MESSAGE, 10_080, Wording.PERSONAL)),
        ("phone:90m:cost", Step(Channel.CALL, 90, Wording.COST)),
    ],
)
def test_a_step_is_read_and_written_so_that_it_is_read_again(
    typed: str, step: Step
) -> None:
    assert bundles.step(typed) == step
    assert bundles.step(str(step)) == step


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "email",
        "email:",
        "email:soon",
        "email:0h",
        "email:61d",
        "email:-3d",
        "email:99999m:plain",
        "pigeon:3d",
        "email:3d:guilt",
        "email:3d:plain:twice",
        "email:²d",
    ],
)
def test_what_is_no_step_gets_a_sentence(typed: str) -> None:
    with pytest.raises(BadEntryError, match=r"is no reminder\. Write how"):
        bundles.steps(["text:24h", typed])


def test_a_bundle_has_each_step_once_and_the_earliest_first() -> None:
    one = bundles.steps(["text:24h", "email:3d", "sms:1d:plain"])
    other = bundles.steps(["email:72h:plain", "text:1d"])

    assert one == other
    assert [str(step) for step in one] == ["email:72h:plain", "text:24h:plain"]
    assert bundles.Strategy("x", one).lead_hours == 72


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ([], "none"),
        (["text:24h"], "text 1 day"),
        (["text:2h:personal", "email:3d"], "email 3 days + text 2 hours (personal)"),
        (["call:36h:cost"], "call 36 hours (states the cost)"),
        (["app:1m:question"], "app 1 minute (asks to confirm)"),
    ],
)
def test_a_bundle_has_a_name_in_words(typed: list[str], label: str) -> None:
    assert bundles.label(bundles.steps(typed)) == label
