"""What is found in an edited file of a step, and on which line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.playbook import STEPS
from analytics.playbook.check import check, check_bytes
from analytics.playbook.step import PREPARE
from analytics.playbook.step_file import Finding
from analytics.playbook.steps import shipped_text

HELLO = """step: say_hello
title: Say hello
kind: message
due_in_days: 1
subject: How are you?

## When

It is quiet.

## When not

They are away.

## Questions to ask

- How are you, really,
  on a day like this?
- What helps?

## Words: warm

Hi {first_name},

how are you, really?

{coach}
"""

HARD = f"""step: refer
title: Refer
kind: talk
due_in_days: 3

## When

Now.

## When not

Never.

## Outline

- {PREPARE}
- Talk.
"""


def found(text: str, key: str = "say_hello") -> list[tuple[int, str]]:
    """Return the findings."""
    return [(one.line, one.said) for one in check(text, key).findings]


def test_a_file_becomes_a_step() -> None:
    step = check(HELLO, "say_hello").step

    assert step is not None
    assert (step.title, step.kind, step.due_in_days) == ("Say hello", "message", 1)
    assert (step.when, step.when_not) == ("It is quiet.", "They are away.")
    assert step.questions == (
        "How are you, really, on a day like this?",
        "What helps?",
    )
    assert step.words == {"warm": "Hi {first_name},\n\nhow are you, really?\n\n{coach}"}


@pytest.mark.parametrize("ends", ["\r\n", "\r", "\n"])
def test_a_file_of_another_system_is_the_same_step(ends: str) -> None:
    content = b"\xef\xbb\xbf" + HELLO.replace("\n", ends).encode()

    assert check_bytes(content, "say_hello") == check(HELLO, "say_hello")


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("title: Say hello\n", "", 1, "The head does not say title."),
        ("title: Say hello", "title:", 2, "Nothing stands behind title."),
        ("subject: How are you?\n", "", 1, "The head does not say subject."),
        ("title:", "titel:", 2, "Did you mean title?"),
        ("kind: message", "kind: mesage", 3, "Did you mean message?"),
        ("kind: message", "kind: dance", 3, "Use one of: message, talk,"),
        ("due_in_days: 1", "due_in_days: soon", 4, "whole number of days from 0"),
        ("due_in_days: 1", "due_in_days: 400", 4, "from 0 to 60"),
        ("due_in_days: 1", "due_in_days: -1", 4, "from 0 to 60"),
        ("due_in_days: 1", "due_in_days: 1\ntitle: Twice", 5, "title is said twice."),
        ("step: say_hello", "step: refer", 1, "write step: say_hello"),
        ("step: say_hello", "Dear all", 1, "names nothing"),
        ("## When not", "## Whenn not", 11, "Did you mean When not?"),
        ("## When not", "## When", 11, "There are two sections When."),
        ("## When not\n", "", 1, "needs a section ## When not"),
        ("They are away.", "", 11, "Nothing stands under When not."),
        ("## When\n", "## \n", 7, "such as ## When"),
        ("## Words: warm", "## Words: very warm", 21, "in one word"),
        ("## Words: warm", "## Word: warm", 21, "Did you mean Words: warm?"),
        ("## Words: warm", "## Outline", 1, "A message needs words"),
        ("## Words: warm", "## Words by e-mail", 21, "has no section Words by e-mail"),
        ("## Words: warm", "# Words", 21, "A heading begins with two marks"),
        ("{first_name}", "{firstname}", 23, "Did you mean first_name?"),
        ("{first_name}", "{likelihood}", 23, "Nobody fills in {likelihood}"),
        ("{first_name}", "{}", 23, "Nobody fills in {}"),
        ("{first_name}", "{first_name", 23, "One { or } stands alone."),
        ("What helps?", "What helps {first_name}?", 19, "only in words to send"),
        ("really?\n", "<b>really</b>?\n", 25, "This is HTML: <b>"),
        ("really?\n", "really? <script>x\n", 25, "This is HTML: <script>"),
        ("really?\n", "really?&nbsp;\n", 25, "This is HTML: &nbsp;"),
        ("It is quiet.", "It <!-- x --> is.", 9, "This is HTML: <!"),
        ("really?\n", "\u202ereally?\n", 25, "cannot be seen"),
        ("really?\n", "real\x00ly?\n", 25, "cannot be seen"),
        ("It is quiet.", "q" * 501, 9, "501 letters, at most 500"),
        ("title: Say hello", "title: " + "q" * 61, 2, "61 letters, at most 60"),
        ("how are you", "q " * 1000 + "how", 21, "too long to send"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(
    old: str, new: str, line: int, said: str
) -> None:
    assert old in HELLO
    changed = HELLO.replace(old, new, 1)

    checked = check(changed, "say_hello")
    assert checked.step is None
    assert any(line == one.line and said in one.said for one in checked.findings), (
        checked.findings
    )


def test_a_very_long_file_is_refused() -> None:
    long = HELLO + "\n\n".join("Words." for _ in range(3000))

    assert (1, f"This file is too long: {len(long)} letters, at most 20000.") in found(
        long
    )


def test_another_encoding_is_refused_with_its_line() -> None:
    content = HELLO.replace("How are you, really", "Wie geht’s").encode("cp1252")

    checked = check_bytes(content, "say_hello")
    assert checked.step is None
    assert [(one.line, "UTF-8" in one.said) for one in checked.findings] == [(17, True)]


def test_unkind_words_are_a_hint_and_the_file_is_used() -> None:
    changed = HELLO.replace("how are you, really?", "we noticed you missed our date.")

    checked = check(changed, "say_hello")
    assert checked.step is not None
    assert {one.line for one in checked.findings} == {25}
    assert all(one.is_hint for one in checked.findings)
    assert "“noticed” says that somebody counted" in checked.findings[0].said


def test_a_hard_step_keeps_its_first_line_and_has_no_words_to_send() -> None:
    assert found(HARD, "refer") == []
    hurried = HARD.replace(f"- {PREPARE}\n", "")
    assert found(hurried, "refer") == [
        (14, f"The outline of this step begins with: {PREPARE}")
    ]
    written = HARD + "\n## Words: warm\n\nGoodbye.\n"
    assert found(written, "refer") == [(19, "A talk has no section Words: warm.")]


@pytest.mark.parametrize("key", ["last_review", "refer", "part_kindly", "worried"])
def test_a_talk_or_a_worry_never_becomes_a_message(key: str) -> None:
    letter = HELLO.replace("step: say_hello", f"step: {key}")

    checked = check(letter, key)

    assert checked.step is None
    kind = "checklist" if key == "worried" else "talk"
    # Nothing else is asked for that a message would need.
    assert checked.findings == (Finding(3, f"This step stays a {kind}."),)


@pytest.mark.parametrize("key", STEPS)
def test_a_file_cut_off_anywhere_never_breaks_the_check(key: str) -> None:
    text = shipped_text(key)

    for end in range(0, len(text), 37):
        check(text[:end], key)


@given(st.binary(max_size=400))
def test_any_bytes_give_findings_or_a_step(content: bytes) -> None:
    checked = check_bytes(content, "say_hello")

    assert checked.step is not None or checked.findings
    assert all(one.line >= 1 for one in checked.findings)


@given(st.text(alphabet="#:{}<>&;- \nabWhenot", max_size=200))
def test_any_markup_gives_findings_or_a_step(text: str) -> None:
    checked = check(HELLO + text, "say_hello")

    assert checked.step is not None or checked.findings
