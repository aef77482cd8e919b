"""The doors to what was agreed, and what follows from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from analytics.facts import agreements as facts_agreements
from analytics.policy import fees as policy_fees
from analytics.policy import overview
from analytics.store import policy_changes
from pages.shared import doors

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from analytics.facts.agreements import Against, Agreement, Agreements
    from analytics.periods import AsOf
    from analytics.policy.fees import Line
    from analytics.policy.overview import InForce
    from analytics.store.policy_changes import Change


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


def against() -> Mapping[str, Sequence[Against]]:
    """Return what clients moved and missed, against what was agreed."""
    return _against(*doors.version(), doors.as_of())


@st.cache_resource(show_spinner=False, max_entries=4)
def _against(path: str, version: int, at: AsOf) -> Mapping[str, Sequence[Against]]:
    del path, version
    return facts_agreements.against(doors.database(), at, agreements())


def fees() -> Sequence[Line]:
    """Return the sessions about whose fee somebody may decide, or has decided."""
    return _fees(*doors.version(), doors.as_of())


@st.cache_resource(show_spinner=False, max_entries=4)
def _fees(path: str, version: int, at: AsOf) -> Sequence[Line]:
    del path, version
    return policy_fees.lines(doors.database(), at)


def changes() -> Sequence[Change]:
    """Return the days on which somebody said that a rule was changed."""
    return _changes(*doors.version(), doors.as_of())


@st.cache_resource(show_spinner=False, max_entries=4)
def _changes(path: str, version: int, at: AsOf) -> Sequence[Change]:
    del path, version
    return policy_changes.known(doors.database(), at.entry_day)
