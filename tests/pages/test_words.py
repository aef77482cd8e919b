"""Pages speak like a kind colleague: no page uses the words of the code."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, Final

import pytest

from tests.pages.screens import PAGES, ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.pages.screens import Screen

    Open = Callable[[str], Screen]

MEANS_THE_SAME: Final = ("risk", "churn", "probability", "likelihood")
"""Words that the table does not hold because the code hardly uses them alone."""


def words_of_the_code() -> re.Pattern[str]:
    """Return what finds the left column of the table of words in a page's text.

    ``low / raised / high`` is left whole: one by one these are everybody's words.
    """
    lines = (ROOT / "docs" / "definitions.md").read_text("utf-8").splitlines()
    first = lines.index("| in code | on a page |") + 2
    rows = itertools.takewhile(lambda line: line.startswith("|"), lines[first:])
    cells = [row.split("|")[1] for row in rows]
    terms = [term.strip() for cell in cells for term in re.split("[;·]", cell)]
    found = "|".join(re.escape(term) for term in (*terms, *MEANS_THE_SAME))
    return re.compile(rf"\b({found})\w*", re.IGNORECASE)


WORDS_OF_THE_CODE: Final = words_of_the_code()


def test_the_check_finds_a_word() -> None:
    for word in ("at risk", "Alerts", "drifted", "overruled", "playbook", "risky"):
        assert WORDS_OF_THE_CODE.search(f"This is {word}.")
    assert not WORDS_OF_THE_CODE.search("Driftline says hello to high hopes")


@pytest.mark.parametrize("page", PAGES)
def test_empty_practice(screen: Open, page: str) -> None:
    assert not WORDS_OF_THE_CODE.findall(screen(page).text)


@pytest.mark.usefixtures("one_client")
@pytest.mark.parametrize("page", PAGES)
def test_one_client(screen: Open, page: str) -> None:
    assert not WORDS_OF_THE_CODE.findall(screen(page).text)


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("page", PAGES)
def test_demo(screen: Open, page: str) -> None:
    text = screen(page).text

    assert not WORDS_OF_THE_CODE.findall(text)
    assert len(text) > 300
