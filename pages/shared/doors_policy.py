"""The doors to what was agreed, and what follows from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from analytics.facts import agreements as facts_agreements
from analytics.policy import changed, overview
from analytics.policy import fees as policy_fees
from analytics.reports import policy as reports
from pages.shared import doors, state

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analytics.charts.card import Card
    from analytics.facts.agreements import Against, Agreement, Agreements
    from analytics.periods import AsOf
    from analytics.policy.changed import Dated
    from analytics.policy.fees import Line
    from analytics.policy.overview import InForce


def agreements() -> Agreements:
    """Return what had been agreed, and who accepted it."""
    return _agreements(*doors.version(), doors.as_of())


@st.cache_resource(show_spinner=False, max_entries=4)
def _agreements(path: str, version: int, at: AsOf) -> Agreements:
    del path, version
    return facts_agreements.known(doors.database(), at)


def coming() -> Sequence[Agreement]:
    """Return the agreements whose day is still to come, the next first."""
    return _coming(*doors.version(), doors.as_of())


@st.cache_resource(show_spinner=False, max_entries=4)
def _coming(path: str, version: int, at: AsOf) -> Sequence[Agreement]:
    del path, version
    return facts_agreements.coming(doors.database(), at)


def in_force() -> Sequence[InForce]:
    """Return the agreements in force: everybody's, the services', the clients'."""
    return _in_force(*doors.version(), doors.as_of())


@st.cache_resource(show_spinner=False, max_entries=4)
def _in_force(path: str, version: int, at: AsOf) -> Sequence[InForce]:
    del path, version, at
    return overview.in_force(doors.clients(), agreements())


def against(client_id: str) -> Sequence[Against]:
    """Return what a client moved and missed, against what was agreed."""
    return _against(*doors.version(), doors.as_of(), client_id)


@st.cache_resource(show_spinner=False, max_entries=32)
def _against(path: str, version: int, at: AsOf, client_id: str) -> Sequence[Against]:
    del path, version
    found = facts_agreements.against(
        doors.database(), at, agreements(), client_id=client_id
    )
    return found.get(client_id, ())


def fees(client_id: str | None = None) -> Sequence[Line]:
    """Return the sessions about whose fee somebody may decide, or has decided."""
    return _fees(*doors.version(), doors.as_of(), client_id)


@st.cache_resource(show_spinner=False, max_entries=32)
def _fees(path: str, version: int, at: AsOf, client_id: str | None) -> Sequence[Line]:
    del path, version
    return policy_fees.lines(doors.database(), at, client_id=client_id)


def changes() -> Sequence[Dated]:
    """Return the days on which a rule was changed, the newest first."""
    return _changes(*doors.version(), doors.as_of())


@st.cache_resource(show_spinner=False, max_entries=4)
def _changes(path: str, version: int, at: AsOf) -> Sequence[Dated]:
    del path, version
    return changed.dated(doors.database(), at)


def changed_card(change: Dated) -> Card:
    """Return the card of what changed at a day."""
    at, dark = doors.as_of(), state.is_dark()
    return _changed_card(*doors.version(), at, change, dark=dark)


@st.cache_resource(show_spinner=False, max_entries=8)
def _changed_card(
    path: str, version: int, at: AsOf, change: Dated, *, dark: bool
) -> Card:
    del path, version
    return reports.changed(changed.effect(doors.database(), at, change), dark=dark)
