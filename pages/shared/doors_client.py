"""The doors to a client's file, remembered as those of `doors`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import streamlit as st

from analytics.facts import agreements, goals, remember
from analytics.reports import attendance_client
from analytics.reports import client_file as reports
from analytics.selection import Selection
from analytics.store import people
from pages.shared import choice, doors, told_apart

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analytics.charts.card import Card
    from analytics.contracts import RankedClient
    from analytics.facts.agreements import Agreement
    from analytics.facts.goals import Goal
    from analytics.facts.remember import Line
    from analytics.periods import AsOf
    from analytics.reports.client_file import ClientFile


@dataclass(frozen=True)
class Everybody:
    """Who has a file, and how to find it."""

    labels: Mapping[str, str]
    """How each is called in a list, by id, in the order of the list of clients."""
    by_token: Mapping[str, str]
    """The id that an address means; former ids lead to the client they stand for."""


def everybody() -> Everybody:
    """Return who has a file, in the order of the list."""
    return _everybody(*doors.version(), doors.as_of(), choice.selection().coach)


@st.cache_resource(show_spinner=False, max_entries=8)
def _everybody(path: str, version: int, at: AsOf, coach: str | None) -> Everybody:
    del path, version, at
    listed = doors.clients()
    ids = {str(one): str(one) for one in listed["client_id"]}
    stand_for = {
        old: new
        for old, new in people.former_ids(doors.database()).items()
        if new in ids
    }
    has = Selection(coach=coach).has
    return Everybody(
        labels=told_apart.labels(listed[listed["coach"].map(has)]),
        by_token={choice.token(old): new for old, new in (stand_for | ids).items()},
    )


def row(client_id: str) -> Mapping[str, Any]:
    """Return a client's row of the list of clients; absent values are missing ones."""
    return _row(*doors.version(), doors.as_of(), client_id)


@st.cache_resource(show_spinner=False, max_entries=32)
def _row(path: str, version: int, at: AsOf, client_id: str) -> Mapping[str, Any]:
    del path, version, at
    listed = doors.clients()
    (found,) = listed[listed["client_id"] == client_id].to_dict("records")
    return {str(key): value for key, value in found.items()}


def client_file(client_id: str) -> ClientFile:
    """Return the past of a client: timeline, views, trail."""
    return _client_file(*doors.version(), doors.as_of(), client_id)


@st.cache_resource(show_spinner=False, max_entries=16)
def _client_file(path: str, version: int, at: AsOf, client_id: str) -> ClientFile:
    del path, version
    return reports.client_file(doors.database(), at, client_id)


def rhythm(client_id: str, *, dark: bool) -> Card:
    """Return the card of the gaps between a client's sessions."""
    return _rhythm(*doors.version(), doors.as_of(), client_id, dark)


@st.cache_resource(show_spinner=False, max_entries=16)
def _rhythm(
    path: str,
    version: int,
    at: AsOf,
    client_id: str,
    dark: bool,  # noqa: FBT001 - part of the key
) -> Card:
    del path, version, at
    return attendance_client.gaps(client_file(client_id).story, dark=dark)


def goals_of(client_id: str) -> tuple[Goal, ...]:
    """Return a client's goals, oldest first."""
    return _goals(*doors.version(), doors.as_of(), client_id)


@st.cache_resource(show_spinner=False, max_entries=16)
def _goals(path: str, version: int, at: AsOf, client_id: str) -> tuple[Goal, ...]:
    del path, version
    return goals.known(doors.database(), at, client_id).get(client_id, ())


def line(client_id: str) -> Line | None:
    """Return what to remember about a client."""
    return _line(*doors.version(), doors.as_of(), client_id)


@st.cache_resource(show_spinner=False, max_entries=16)
def _line(path: str, version: int, at: AsOf, client_id: str) -> Line | None:
    del path, version
    return remember.known(doors.database(), at, client_id).get(client_id)


def agreement(client_id: str, service: str | None) -> Agreement | None:
    """Return what is agreed with a client now, for the service they come to."""
    return _agreement(*doors.version(), doors.as_of(), client_id, service)


@st.cache_resource(show_spinner=False, max_entries=16)
def _agreement(
    path: str, version: int, at: AsOf, client_id: str, service: str | None
) -> Agreement | None:
    del path, version
    return agreements.known(doors.database(), at).in_force(client_id, service)


def ranked(client_id: str) -> RankedClient | None:
    """Return how a client stands on Today's order; ``None`` for who is in none."""
    return _ranked(*doors.version(), doors.as_of()).get(client_id)


@st.cache_resource(show_spinner=False, max_entries=4)
def _ranked(path: str, version: int, at: AsOf) -> Mapping[str, RankedClient]:
    del path, version, at
    return {client.client_id: client for client in doors.today().clients}
