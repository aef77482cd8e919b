"""Who may be written to, said case by case."""

from __future__ import annotations

import datetime as dt

import pytest

from analytics.facts.contacts import Contact, Remark
from analytics.facts.entered import Entry
from analytics.facts.may_write import may_be_written_to

DAY = dt.date(2026, 6, 1)


def ending(standing: str, **said: str | dt.date | bool) -> Entry:
    plain = Entry("ending", "anna", None, dt.date(2026, 1, 5), None, standing, None)
    return plain._replace(**said)  # type: ignore[arg-type]  # its fields


def step(key: str, on: dt.date, result: str | None = None) -> Contact:
    said_on = on if result else None
    return Contact(
        "e-1", "anna", key, None, on, None, None, None, None, result, said_on
    )


def remark(kind: str) -> Remark:
    return Remark("e-2", "anna", kind, None, None, DAY)


WELCOMED = [step("welcome_back", dt.date(2026, 1, 6))]


@pytest.mark.parametrize(
    ("of", "taken", "remarks", "hello", "welcome"),
    [
        pytest.param(None, [], [], "", "", id="with the practice"),
        pytest.param(
            ending("paused", may_contact=False),
            [],
            [],
            "asked not to be written to",
            "asked not to be written to",
            id="asked not to",
        ),
        pytest.param(None, [], [remark("worried")], "a talk", "a talk", id="worried"),
        pytest.param(
            None, [], [remark("wants_to_stop")], "persuades", "persuades", id="stop"
        ),
        pytest.param(None, [], [remark("why")], "", "", id="a reason alone"),
        pytest.param(
            None,
            [step("enough_for_now", DAY)],
            [],
            "now they rest",
            "now they rest",
            id="enough for now",
        ),
        pytest.param(
            None,
            [step("enough_for_now", DAY, "answered")],
            [],
            "",
            "",
            id="they answered the last note",
        ),
        pytest.param(
            ending("paused"),
            [],
            [],
            "",
            "would like to hear from you",
            id="paused, and nobody asked",
        ),
        pytest.param(
            ending("paused", until_date=DAY), [], [], "", "", id="paused until a day"
        ),
        pytest.param(
            ending("completed", may_contact=True, from_date=dt.date(2026, 4, 7)),
            [],
            [],
            "",
            "ended, or came to rest, less than eight weeks",
            id="just ended",
        ),
        pytest.param(
            ending("paused", may_return="no"),
            [],
            [],
            "",
            "do not come back",
            id="no return blocks a welcome",
        ),
        pytest.param(
            ending("completed"),
            [],
            [],
            "",
            "would like to hear from you",
            id="no consent is no welcome",
        ),
        pytest.param(
            ending("ended_by_client", may_contact=True), [], [], "", "", id="consent"
        ),
        pytest.param(
            ending("ended_by_coach", may_contact=True, may_return="no"),
            [],
            [],
            "",
            "do not come back",
            id="no return weighs more than consent",
        ),
        pytest.param(
            ending("handed_over", until_date=DAY), [], [], "", "", id="due back"
        ),
        pytest.param(
            ending("completed", may_contact=True),
            [step("celebrate", dt.date(2026, 4, 7))],
            [],
            "",
            "less than eight weeks",
            id="spaced",
        ),
        pytest.param(
            ending("completed", may_contact=True),
            [step("celebrate", dt.date(2026, 4, 6))],
            [],
            "",
            "",
            id="after eight weeks",
        ),
        pytest.param(
            ending("completed", may_contact=True),
            WELCOMED * 3,
            [],
            "",
            "three times",
            id="capped",
        ),
        pytest.param(
            ending("completed", may_contact=True),
            [step("welcome_back", dt.date(2026, 1, 4))] * 3,
            [],
            "",
            "",
            id="of an earlier ending",
        ),
    ],
)
def test_who_may_be_written_to(
    of: Entry | None,
    taken: list[Contact],
    remarks: list[Remark],
    hello: str,
    welcome: str,
) -> None:
    for is_welcome, why in ((False, hello), (True, welcome)):
        found = may_be_written_to(of, taken, remarks, DAY, is_welcome=is_welcome)
        assert found.is_allowed is not bool(why)
        assert why in found.why
