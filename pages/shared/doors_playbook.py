"""The doors from the pages to the steps, the directory, and where clients book."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from analytics.playbook import due_steps, practice_steps
from analytics.store import booking_links as stored_links
from analytics.store import colleagues as stored_colleagues
from analytics.store import own_steps
from pages.shared import doors, state

if TYPE_CHECKING:
    from analytics.periods import AsOf
    from analytics.playbook.due_steps import DueStep
    from analytics.playbook.practice_steps import Playbook
    from analytics.playbook.step import Step
    from analytics.store.booking_links import BookingLink
    from analytics.store.colleagues import Colleague
    from analytics.store.own_steps import Stamp


def playbook() -> Playbook:
    """Return the steps of this practice; a file edited elsewhere is seen at once."""
    path = state.database_path()
    return _playbook(str(path), own_steps.stamp(path))


@st.cache_resource(show_spinner=False, max_entries=4)
def _playbook(path: str, stamp: Stamp) -> Playbook:
    del stamp
    return practice_steps.of(Path(path))


def step(key: str) -> Step | None:
    """Return a step or an extra word as this practice has it."""
    return playbook().steps.get(key)


def booking_links() -> list[BookingLink]:
    """Return where clients book."""
    return _booking_links(*doors.version())


@st.cache_resource(show_spinner=False, max_entries=4)
def _booking_links(path: str, version: int) -> list[BookingLink]:
    del path, version
    return stored_links.known(doors.database())


def link_for(coach: str | None, service: str | None) -> str:
    """Return where a client of a coach and a service books; empty without a link."""
    return stored_links.link_for(booking_links(), coach, service)


def colleagues() -> list[Colleague]:
    """Return the directory: colleagues, then support."""
    return _colleagues(*doors.version())


@st.cache_resource(show_spinner=False, max_entries=4)
def _colleagues(path: str, version: int) -> list[Colleague]:
    del path, version
    return stored_colleagues.known(doors.database())


def due() -> list[DueStep]:
    """Return the steps that somebody means to take, the first due first."""
    return _due(*doors.version(), doors.as_of())


@st.cache_resource(show_spinner=False, max_entries=4)
def _due(path: str, version: int, at: AsOf) -> list[DueStep]:
    del path, version
    return due_steps.due(doors.database(), at)
