"""The doors from the pages to analytics, each remembered while the data stay the same.

A cached answer is keyed by the practice's path and data version, so that an import
or an entry is seen at once and an old answer never. Frozen answers are shared, not
copied: no page changes one.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from analytics import attendance, exports, facts, importing, periods
from analytics.facts import entered, services
from analytics.reports import today as reports_today
from analytics.store import open_practice, people
from analytics.store import settings as stored_settings
from pages.shared import state

if TYPE_CHECKING:
    import datetime as dt

    import pandas as pd

    from analytics.contracts import ImportRecord, TodayList
    from analytics.facts.services import FormerClient, ServiceEnd
    from analytics.periods import AsOf
    from analytics.settings import Settings
    from analytics.store import Database


@st.cache_resource(show_spinner=False, max_entries=4)
def _opened(path: str) -> Database:
    return open_practice(Path(path))


def database() -> Database:
    """Return the open practice, the same for every visit.

    Raises
    ------
    PracticeError
        The file cannot be opened; asked again on the next rerun.
    """
    return _opened(str(state.database_path()))


def _version() -> tuple[str, int]:
    return str(state.database_path()), database().data_version


def settings() -> Settings:
    """Return the practice's settings."""
    return _settings(*_version())


@st.cache_resource(show_spinner=False, max_entries=4)
def _settings(path: str, version: int) -> Settings:
    del path, version
    return stored_settings.read(database())


def as_of() -> AsOf:
    """Return the moment up to which the files speak."""
    return facts.default_as_of(database(), state.now())


def imports() -> list[ImportRecord]:
    """Return the files that were imported, newest first."""
    return _imports(*_version())


@st.cache_resource(show_spinner=False, max_entries=4)
def _imports(path: str, version: int) -> list[ImportRecord]:
    del path, version
    found = importing.imports(database())
    return sorted(found, key=lambda record: record.imported_at, reverse=True)


def today() -> TodayList:
    """Return who may be worth a hello, whoever coaches them."""
    at = as_of()
    # To the hour: whether the data are old is a matter of days.
    hour = state.now().replace(minute=0, second=0)
    return _today(*_version(), at, max(hour, at.instant))


@st.cache_resource(show_spinner=False, max_entries=8)
def _today(path: str, version: int, at: AsOf, now: dt.datetime) -> TodayList:
    del path, version
    return reports_today.today(database(), at, now=now)


def clients() -> pd.DataFrame:
    """Return one row a client, as the command `clients` prints them."""
    return _clients(*_version(), as_of())


@st.cache_data(show_spinner=False, max_entries=4)
def _clients(path: str, version: int, at: AsOf) -> pd.DataFrame:
    del path, version
    return facts.client_list(database(), at)


def attended(by: str) -> pd.DataFrame:
    """Return what became of the sessions, one row a week, a coach and so on."""
    return _attended(*_version(), as_of(), by)


@st.cache_data(show_spinner=False, max_entries=16)
def _attended(path: str, version: int, at: AsOf, by: str) -> pd.DataFrame:
    del path, version
    return attendance.attendance(database(), at, by)


def local_today() -> dt.date:
    """Return today's date where the practice is."""
    return periods.local_day(state.now(), settings().zone_name)


def imports_in_force() -> list[ImportRecord]:
    """Return the imports that were not taken back, newest first."""
    return [record for record in imports() if record.undone_at is None]


def coaches() -> list[str]:
    """Return the coaches of this practice, by name."""
    return _coaches(*_version())


@st.cache_resource(show_spinner=False, max_entries=4)
def _coaches(path: str, version: int) -> list[str]:
    del path, version
    return people.coaches(database())


def tool_name(source: str) -> str:
    """Return what a source is called: the tool's name, or the owner's own word."""
    export = exports.of_tool(source)
    return export.name if export else source.removeprefix("mapped-")


def emails(client_ids: tuple[str, ...]) -> dict[str, str]:
    """Return the e-mail address of each of these clients who has one."""
    return _emails(*_version(), client_ids)


@st.cache_resource(show_spinner=False, max_entries=16)
def _emails(path: str, version: int, client_ids: tuple[str, ...]) -> dict[str, str]:
    del path, version
    return people.emails(database(), client_ids)


def answered() -> frozenset[str]:
    """Return the clients about whose ending somebody has said something."""
    return _answered(*_version(), as_of())


@st.cache_resource(show_spinner=False, max_entries=4)
def _answered(path: str, version: int, at: AsOf) -> frozenset[str]:
    del path, version
    return frozenset(entered.known(database(), at).endings)


def service_ends() -> list[ServiceEnd]:
    """Return how each service ends, by name."""
    return _service_ends(*_version(), as_of())


@st.cache_resource(show_spinner=False, max_entries=4)
def _service_ends(path: str, version: int, at: AsOf) -> list[ServiceEnd]:
    del path, version
    return services.service_ends(database(), at)


def former_clients() -> list[FormerClient]:
    """Return who went quiet and about whose ending nobody has said anything."""
    return _former_clients(*_version(), as_of())


@st.cache_resource(show_spinner=False, max_entries=4)
def _former_clients(path: str, version: int, at: AsOf) -> list[FormerClient]:
    del path, version
    return services.former_clients(database(), at)
