"""The doors to one client's sessions, remembered as those of `doors`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from analytics.attendance import story as stories
from analytics.reports import attendance_client, attendance_client_words
from analytics.selection import Selection
from pages.shared import choice, doors, told_apart

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analytics.charts.card import Card
    from analytics.periods import AsOf


@dataclass(frozen=True, eq=False)
class OneClient:
    """What the section shows of one client."""

    cards: tuple[Card, ...]
    agreed: tuple[tuple[str, str], ...]
    """Term and text; texts may hold what people typed."""


def names() -> Mapping[str, str]:
    """Return who can be chosen, by name as it may be seen, each name once."""
    return _names(*doors.version(), doors.as_of(), choice.selection().coach)


@st.cache_resource(show_spinner=False, max_entries=8)
def _names(path: str, version: int, at: AsOf, coach: str | None) -> Mapping[str, str]:
    del path, version, at
    everybody = doors.clients()
    has = Selection(coach=coach).has
    return told_apart.labels(everybody[everybody["coach"].map(has)])


def one_client(client_id: str, *, dark: bool) -> OneClient:
    """Return the cards of one client's sessions, and what was agreed."""
    return _one_client(*doors.version(), doors.as_of(), client_id, dark)


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
