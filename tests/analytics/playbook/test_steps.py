"""The shipped steps: complete, kind, and filled in for one client."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.playbook import EXTRA_WORDS, STEPS, Blanks, Step, wording
from analytics.playbook.check import check
from analytics.playbook.step import BLANKS, HARD, PREPARE, first_name
from analytics.playbook.steps import GROUPS, shipped_text

ALL = {**STEPS, **EXTRA_WORDS}

ANNA = Blanks(
    "Anna Weber",
    "Ada",
    booking_link="https://example.org/ada",
    day="on Thursday",
    promise="send the reading list",
)

LADDER = """
    say_hello understand_why what_i_owe_you stay_in_touch change_slot
    offer_another_coach revisit_agreement new_goal look_at_record last_review refer
    part_kindly pause accept_stop worried enough_for_now let_be welcome_back celebrate
    suggest_next_booking look_forward talk_about_it smaller_goal review_goal
""".split()

BELIEFS = re.compile(
    r"\b(god|bless\w*|pray\w*|heaven\w*|faith|sacred|holy|church|spirit\w*|soul\w*|"
    r"karma|universe|angel\w*|amen|miracle\w*)\b",
    re.IGNORECASE,
)

STERNER = re.compile(
    r"\b(commit|must|need to|have to|warning|sorry|alert|miss\w*)\b",
    re.IGNORECASE,
)


def everything(step: Step) -> str:
    """Return all text of a step."""
    return "\n".join(
        [
            *(step.title, step.subject, step.when, step.when_not, step.by_email),
            *(*step.questions, *step.outline, *step.words.values()),
        ]
    )


def for_a_client(step: Step) -> str:
    """Return all that a client may read."""
    return "\n".join([step.subject, step.by_email, *step.words.values()])


def test_every_step_of_the_ladder_is_shipped_in_the_order_in_which_it_is_read() -> None:
    assert set(STEPS) == set(LADDER)
    assert [*STEPS, *EXTRA_WORDS] == [key for keys in GROUPS.values() for key in keys]


@pytest.mark.parametrize("key", ALL)
def test_a_shipped_file_has_nothing_to_find(key: str) -> None:
    assert check(shipped_text(key), key).findings == ()


@pytest.mark.parametrize("key", ALL)
def test_words_are_kind(key: str) -> None:
    said = for_a_client(ALL[key])

    assert not list(wording.found(said))
    assert not STERNER.findall(said)
    assert not re.search(r"[\d%!]", said)
    assert not BELIEFS.findall(everything(ALL[key]))


@pytest.mark.parametrize(
    "said",
    [
        "You are likely to stop.",
        "Your attendance rate fell.",
        "There is a 40 % chance.",
        "7 of 12 came back.",
        "Clients like you stop here.",
        "We noticed your pattern.",
        "You missed our session.",
        "I was disappointed.",
        "Only a few places left.",
        "This is your last chance.",
        "You must tell me.",
        "Other clients manage.",
        "The fee will be charged.",
        "You never answer.",
        "I waited for you.",
    ],
)
def test_what_no_client_should_read_is_found(said: str) -> None:
    assert list(wording.found(said))


@pytest.mark.parametrize("key", ALL)
def test_a_step_is_complete(key: str) -> None:
    step = ALL[key]

    assert step.step == key
    assert step.when.endswith(".")
    assert step.when_not.endswith(".")
    assert 0 <= step.due_in_days <= 7
    if step.kind == "message":
        assert {"warm", "short"} < set(step.tones)
        assert step.tones[0] == "warm"
        assert step.subject
    else:
        assert not step.words
        assert not step.subject
    assert bool(step.outline) == (
        step.kind in {"talk", "checklist"}
        or key in {"revisit_agreement", "new_goal", "look_at_record"}
    )


@pytest.mark.parametrize("key", ALL)
def test_every_tone_addresses_and_signs(key: str) -> None:
    for tone, words in ALL[key].words.items():
        draft = ALL[key].draft(ANNA, tone)
        assert re.match(r"(Hi|Dear) Anna,", draft), tone
        assert draft.endswith("\nAda"), tone
        assert not re.search(r"[{}]", draft), tone
        assert set(re.findall(r"\{(\w*)\}", words)) <= set(BLANKS)


def test_a_hard_step_is_a_talk_that_begins_with_a_moment_for_oneself() -> None:
    assert {key for key in STEPS if STEPS[key].is_hard} == HARD
    for key in HARD:
        assert STEPS[key].kind == "talk"
        assert STEPS[key].outline[0] == PREPARE
        assert STEPS[key].due_in_days > 1
        assert STEPS[key].draft(ANNA) == ""
        assert STEPS[key].email_draft(ANNA).startswith("Dear Anna,")


def test_a_worry_has_no_words_to_send_and_no_money() -> None:
    worried = STEPS["worried"]

    assert worried.kind == "checklist"
    assert (worried.draft(ANNA), worried.drafts(ANNA)) == ("", {})
    assert worried.email_draft(ANNA) == ""
    assert any("support contacts" in line for line in worried.outline)


def test_a_hello_opens_with_how_they_are() -> None:
    for text in STEPS["say_hello"].drafts(ANNA).values():
        assert re.search(r"how (are you|you are)", text.lower())
        assert "http" not in text


def test_a_line_whose_blank_is_empty_is_left_out() -> None:
    step = STEPS["suggest_next_booking"]

    assert "pick a time yourself: https://example.org/ada" in step.draft(ANNA)
    bare = step.draft(Blanks("Anna", None))
    assert "pick a time" not in bare
    assert "\n\n\n" not in bare
    assert bare.endswith("Warm wishes,")


def test_what_is_owed_is_named_once() -> None:
    step = STEPS["what_i_owe_you"]

    found = step.draft(ANNA._replace(promise="the reading list.\nAnd more."))
    assert "still with me: the reading list. And more." in found
    assert "still with me" not in step.draft(ANNA._replace(promise=""))


def test_an_unknown_tone_gives_the_usual_words() -> None:
    step = STEPS["say_hello"]

    assert step.draft(ANNA, "grim") == step.draft(ANNA) == step.draft(ANNA, "warm")
    assert step.draft(ANNA, "short") != step.draft(ANNA, "warm")


@pytest.mark.parametrize("key", EXTRA_WORDS)
def test_an_extra_word_says_when_the_booking_is(key: str) -> None:
    assert all("on Thursday" in text for text in ALL[key].drafts(ANNA).values())


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Anna Weber", "Anna"),
        ("Weber, Anna Maria", "Anna"),
        ("Dr. Anna Weber", "Anna"),
        ("Prof. Dr. Anna Weber", "Anna"),
        ("  Łucja   Nowak ", "Łucja"),
        ("李 明", "李"),
        ("Mary-Jane O'Neil", "Mary-Jane"),
        ("Weber,", "Weber"),
        ("", "there"),
        ("anna@example.org", "there"),
        ("+41 79 000 00 00", "there"),
        ("c-0123456789ab", "there"),
        ("<img src=x>", "there"),
        ("=HYPERLINK(1)", "there"),
        ("\u202eannA", "annA"),
        ("An\x1b[31mna", "An"),
        ("Anna\nWeber", "Anna"),
        ("{coach}", "{coach}"),
    ],
)
def test_first_name(name: str, expected: str) -> None:
    assert first_name(name) == expected


def test_blanks_in_a_name_are_not_filled() -> None:
    draft = STEPS["say_hello"].draft(Blanks("{coach}", "Ada"))

    assert draft.startswith("Hi {coach},")


@given(st.text(max_size=60), st.none() | st.text(max_size=60), st.text(max_size=60))
def test_any_name_gives_one_clean_line_of_address(
    name: str, coach: str | None, promise: str
) -> None:
    draft = STEPS["what_i_owe_you"].draft(Blanks(name, coach, promise=promise))

    lines = STEPS["what_i_owe_you"].draft(ANNA).splitlines()
    assert len(draft.split("\n")) <= len(lines)
    assert all(mark == "\n" or mark.isprintable() for mark in draft)
    assert len(draft.split("\n")[0]) <= len("Hi ,") + 40
