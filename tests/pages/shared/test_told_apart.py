"""Clients who read alike, in every list from which one of them is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

from analytics import importing
from pages.shared import told_apart
from tests.pages.conftest import weekly

if TYPE_CHECKING:
    from collections.abc import Callable

    from analytics.contracts import ImportReport
    from analytics.store import Database
    from tests.pages.screens import Screen

    Open = Callable[[str], Screen]

PICKERS = {
    "attendance": "client-chosen",
    "clients": "report-client",
    "settings": "about-client",
}


def test_a_number_stands_behind_those_that_are_alike() -> None:
    ids, shown = pd.Series(["1", "2", "3", "4"]), pd.Series(["A", "B", "A", "A"])

    assert told_apart.each_once(ids, shown) == {
        "1": "A",
        "2": "B",
        "3": "A · 2",
        "4": "A · 3",
    }


def test_an_empty_practice_has_nobody_to_choose(screen: Open) -> None:
    picker = screen("settings").at.selectbox(key="absent-who")

    assert picker.options == ["The whole practice is closed"]


def test_of_nobody_there_is_no_name() -> None:
    none = pd.Series([], dtype=str)

    assert told_apart.each_once(none, none) == {}


@pytest.mark.parametrize(("page", "key"), PICKERS.items())
def test_two_of_the_same_initials_can_both_be_chosen(
    screen: Open,
    import_rows: Callable[..., ImportReport],
    database: Database,
    page: str,
    key: str,
) -> None:
    importing.change_setting(database, "initials", "on")
    import_rows(*weekly("Rosa Duarte"), *weekly("Rolf Dahl", client="c2"))
    opened = screen(page)
    chosen = {}
    for client_id in ("c1", "c2"):
        picker = opened.at.selectbox(key=key)
        assert len(set(picker.options)) == len(picker.options)
        picker.set_value(client_id).run()
        chosen[client_id] = opened.at.selectbox(key=key).value

    assert chosen == {"c1": "c1", "c2": "c2"}


def test_the_one_of_the_same_initials_is_away_who_was_chosen(
    screen: Open, import_rows: Callable[..., ImportReport], database: Database
) -> None:
    importing.change_setting(database, "initials", "on")
    import_rows(
        *weekly("Rosa Duarte"), *weekly("Rolf Dahl", client="c2", last_days_ago=14)
    )
    picker = screen("settings").at.selectbox(key="absent-who")

    own = [option for option in picker.options if option.startswith("R. D.")]
    assert own == ["R. D., last came 2 Nov", "R. D., last came 26 Oct"]
