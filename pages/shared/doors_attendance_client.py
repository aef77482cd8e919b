"""The door to one client's sessions, remembered as those of `doors`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from analytics.attendance import story as stories
from analytics.reports import attendance_client, attendance_client_words
from pages.shared import doors, state

if TYPE_CHECKING:
    from analytics.charts.card import Card
    from analytics.periods import AsOf


@dataclass(frozen=True, eq=False)
class OneClient:
    """What the section shows of one client."""

    cards: tuple[Card, ...]
    agreed: tuple[tuple[str, str], ...]
    """Term and text; texts may hold what people typed."""


def one_client(client_id: str, *, dark: bool) -> OneClient:
    """Return the cards of one client's sessions, and what was agreed."""
    version = doors.database().data_version
    path = str(state.database_path())
    return _one_client(path, version, doors.as_of(), client_id, dark)


@st.cache_resource(show_spinner=False, max_entries=32)
def _one_client(
    path: str,
    version: int,
    at: AsOf,
    client_id: str,
    dark: bool,  # noqa: FBT001 - part of the key
) -> OneClient:
    del path, version
    story = stories.story(doors.database(), at, client_id)
    cards = (
        attendance_client.sessions(story, dark=dark),
        attendance_client.gaps(story, dark=dark),
        attendance_client.notice(story, dark=dark),
    )
    return OneClient(cards, tuple(attendance_client_words.agreed(story)))
