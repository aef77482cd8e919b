"""Saved views: kept, renamed, changed, deleted and put back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from analytics.errors import BadEntryError
from analytics.store import privacy, saved_views
from tests.support.log import utc, weekly, write

if TYPE_CHECKING:
    from analytics.store import Database

NOW = utc("2026-02-16 20:00")


def names(database: Database) -> list[str]:
    """Return the names of the views."""
    return [view.name for view in saved_views.views(database)]


def test_views_are_kept_by_name(database: Database) -> None:
    for name in ("to call", "  All\tof  them ", "À la fin"):
        saved_views.save(database, name, "{}", now=NOW)

    assert names(database) == ["All of them", "to call", "À la fin"]


def test_a_view_is_changed_renamed_deleted_and_put_back(database: Database) -> None:
    saved_views.save(database, "one", "1", now=NOW)
    assert saved_views.change(database, "one", "2", now=NOW).definition == "1"
    assert saved_views.rename(database, "one", "ONE") == "ONE"

    before = saved_views.delete(database, "ONE")
    assert names(database) == []
    saved_views.save(database, before.name, before.definition, now=before.saved_at)

    assert saved_views.views(database) == [before]
    assert before.definition == "2"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "Give the view a name"),
        (" \t\n", "Give the view a name"),
        ("x" * 61, "too long"),
        ("ONE", "view of that name"),
    ],
)
def test_a_name_is_refused(database: Database, name: str, said: str) -> None:
    saved_views.save(database, "one", "1", now=NOW)
    saved_views.save(database, "two", "2", now=NOW)

    with pytest.raises(BadEntryError, match=said):
        saved_views.save(database, name, "3", now=NOW)
    with pytest.raises(BadEntryError, match=said):
        saved_views.rename(database, "two", name)

    assert names(database) == ["one", "two"]


def test_a_view_that_went_in_another_tab(database: Database) -> None:
    for action in (
        lambda: saved_views.delete(database, "gone"),
        lambda: saved_views.rename(database, "gone", "new"),
        lambda: saved_views.change(database, "gone", "1", now=NOW),
    ):
        with pytest.raises(BadEntryError, match="no such view any more"):
            action()


def test_not_more_than_one_can_find_again(database: Database) -> None:
    for number in range(saved_views.MOST):
        saved_views.save(database, f"v{number}", "", now=NOW)

    with pytest.raises(BadEntryError, match="50 views already"):
        saved_views.save(database, "one more", "", now=NOW)


def test_forgetting_a_client_takes_the_name_out_of_views(database: Database) -> None:
    write(database, weekly("c-1", "2026-01-05 10:00", 2), names={"c-1": "Rosa Duarte"})
    look = '{"searched": "Rosa Duarte"}'
    saved_views.save(database, "like Rosa Duarte", look, now=NOW)

    privacy.forget(database, "c-1", now=NOW)

    (view,) = saved_views.views(database)
    assert "Rosa" not in view.name + view.definition
