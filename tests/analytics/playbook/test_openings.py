"""The first question of a session: one rule after the other, in kind words."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from analytics.playbook import openings
from analytics.playbook.openings import Before

NOTHING = Before(
    sessions_attended=9,
    owed=None,
    is_after_a_break=False,
    is_last_held=True,
    done=None,
    undone=None,
    goal=None,
)
RULES: dict[str, dict[str, Any]] = {
    "first_session": {"sessions_attended": 0},
    "i_owe": {"owed": "the notes"},
    "after_a_break": {"is_after_a_break": True},
    "not_held": {"is_last_held": False},
    "done": {"done": "one page"},
    "open": {"undone": "one call"},
    "goal": {"goal": "to sing {promise}"},
    "any_other": {},
}


@pytest.mark.parametrize("key", RULES)
def test_each_rule_has_its_question(key: str) -> None:
    found = openings.opening(replace(NOTHING, **RULES[key]))

    assert found.key == key
    assert found.question.count("?") == 1
    told = RULES[key].get("owed") or RULES[key].get("done") or RULES[key].get("undone")
    assert str(told or "") in found.question
    assert "{promise}" not in found.question.replace("to sing {promise}", "")


def test_the_first_rule_that_holds_decides() -> None:
    before = NOTHING
    for key in reversed(RULES):
        before = replace(before, **RULES[key])
        assert openings.opening(before).key == key


def test_a_practice_may_have_words_of_its_own() -> None:
    own = openings.parsed("Ours.\n\n## any_other\n\nWhere shall\nwe begin?\n")

    assert openings.opening(NOTHING, own).question == "Where shall we begin?"
    assert list(openings.shipped()) == list(RULES)


@pytest.mark.parametrize(
    "content",
    [
        None,
        b"",
        b"no heading at all",
        b"## another_key\n\nHm?\n",
        b"## any_other\n\n\n## goal\n",
        b"## any_other\n\n" + b"x" * 401,
    ],
)
def test_a_file_that_cannot_be_used_breaks_nothing(content: bytes | None) -> None:
    assert openings.own(content) == {}


def test_the_rest_of_a_file_with_a_broken_part_is_used() -> None:
    content = b"\xef\xbb\xbf## goal \r\n\r\n\xff How now?\r\n\r\n## other\r\nHm?"

    assert openings.own(content) == {"goal": "\ufffd How now?"}


def test_the_words_judge_nobody() -> None:
    for text in openings.shipped().values():
        assert not re.search(
            r"(?i)\b(fail|late|missed|why did|should have|again|excuse|you did not)",
            text,
        ), text
