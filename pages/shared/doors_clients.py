"""The doors that only the list of clients needs, remembered as those of `doors`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from analytics.reports import client_list
from analytics.store import saved_views
from pages.shared import choice, doors

if TYPE_CHECKING:
    import pandas as pd

    from analytics.periods import AsOf
    from analytics.store.saved_views import SavedView


def everybody() -> pd.DataFrame:
    """Return one row a client, with ``token``, the letters that stand for them."""
    return _everybody(*doors.version(), doors.as_of())


@st.cache_resource(show_spinner=False, max_entries=4)
def _everybody(path: str, version: int, at: AsOf) -> pd.DataFrame:
    del path, version
    found = client_list.client_list(doors.database(), at)
    return found.assign(token=found["client_id"].map(choice.token))


def saved() -> dict[str, SavedView]:
    """Return the saved views, by the letters that stand for them in an address."""
    return {choice.token(view.name): view for view in _saved(*doors.version())}


@st.cache_resource(show_spinner=False, max_entries=4)
def _saved(path: str, version: int) -> list[SavedView]:
    del path, version
    return saved_views.views(doors.database())
