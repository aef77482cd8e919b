"""The doors from the pages to analytics, each remembered while the data stay the same.

A cached answer is keyed by the practice's path and data version, so that an import
or an entry is seen at once and an old answer never. Frozen answers are shared, not
copied: no page changes one.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from analytics import facts, importing, periods
from analytics import people as who
from analytics.exports import recognition
from analytics.facts import entered, services
from analytics.importing import evidence
from analytics.importing.changed import changed as what_changed
from analytics.quality import gaps as quality_gaps
from analytics.quality import marking, rates
from analytics.quality import questions as quality_questions
from analytics.reports import today as reports_today
from analytics.store import absences as stored_absences
from analytics.store import open_practice, people
from analytics.store import settings as stored_settings
from pages.shared import state

if TYPE_CHECKING:
    import datetime as dt

    import pandas as pd

    from analytics.contracts import ImportRecord, TodayList
    from analytics.facts.services import FormerClient, ServiceEnd
    from analytics.importing.changed import Changed
    from analytics.importing.evidence import Question as MeetingQuestion
    from analytics.importing.evidence import Shown as MeetingResult
    from analytics.people import (
        Answer,
        MissingBooking,
        MovedSession,
        SamePerson,
        SharedAddress,
    )
    from analytics.periods import AsOf
    from analytics.quality.gaps import SourceGaps
    from analytics.quality.questions import Question, Unvouched
    from analytics.quality.rates import Month
    from analytics.settings import Settings
    from analytics.store import Database
    from analytics.store.absences import Absence


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


def version() -> tuple[str, int]:
    """Return what an answer is remembered by: the practice's file and its data."""
    return str(state.database_path()), database().data_version


def settings() -> Settings:
    """Return the practice's settings."""
    return _settings(*version())


@st.cache_resource(show_spinner=False, max_entries=4)
def _settings(path: str, version: int) -> Settings:
    del path, version
    return stored_settings.read(database())


def as_of() -> AsOf:
    """Return the moment up to which the files speak."""
    return _as_of(*version(), state.now())


@st.cache_resource(show_spinner=False, max_entries=4)
def _as_of(path: str, version: int, now: dt.datetime) -> AsOf:
    # A page asks for it at every chart: within a second it is the same.
    del path, version
    return facts.default_as_of(database(), now)


def imports() -> list[ImportRecord]:
    """Return the files that were imported, newest first."""
    return _imports(*version())


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
    return _today(*version(), at, max(hour, at.instant))


@st.cache_resource(show_spinner=False, max_entries=8)
def _today(path: str, version: int, at: AsOf, now: dt.datetime) -> TodayList:
    del path, version
    return reports_today.today(database(), at, now=now)


def clients() -> pd.DataFrame:
    """Return one row a client, as the command `clients` prints them."""
    return _clients(*version(), as_of())


@st.cache_data(show_spinner=False, max_entries=4)
def _clients(path: str, version: int, at: AsOf) -> pd.DataFrame:
    del path, version
    return facts.client_list(database(), at)


def local_today() -> dt.date:
    """Return today's date where the practice is."""
    return periods.local_day(state.now(), settings().zone_name)


def imports_in_force() -> list[ImportRecord]:
    """Return the imports of sessions that were not taken back, newest first.

    Prices, reminders and lists alone make no practice to look at.
    """
    return [
        record
        for record in imports()
        if record.undone_at is None and record.kind == "sessions"
    ]


def coaches() -> list[str]:
    """Return the coaches of this practice, by name."""
    return _coaches(*version())


@st.cache_resource(show_spinner=False, max_entries=4)
def _coaches(path: str, version: int) -> list[str]:
    del path, version
    return people.coaches(database())


def service_names() -> list[str]:
    """Return the services of this practice, by name."""
    return _service_names(*version())


@st.cache_resource(show_spinner=False, max_entries=4)
def _service_names(path: str, version: int) -> list[str]:
    del path, version
    return people.services(database())


def tool_name(source: str) -> str:
    """Return what a source is called: the tool's name, or the owner's own word."""
    return recognition.tool_name(source) or source.removeprefix("mapped-")


def emails(client_ids: tuple[str, ...]) -> dict[str, str]:
    """Return the e-mail address of each of these clients who has one."""
    return _emails(*version(), client_ids)


@st.cache_resource(show_spinner=False, max_entries=16)
def _emails(path: str, version: int, client_ids: tuple[str, ...]) -> dict[str, str]:
    del path, version
    return people.emails(database(), client_ids)


def answered() -> frozenset[str]:
    """Return the clients about whose ending somebody has said something."""
    return _answered(*version(), as_of())


@st.cache_resource(show_spinner=False, max_entries=4)
def _answered(path: str, version: int, at: AsOf) -> frozenset[str]:
    del path, version
    return frozenset(entered.known(database(), at).endings)


def service_ends() -> list[ServiceEnd]:
    """Return how each service ends, by name."""
    return _service_ends(*version(), as_of())


@st.cache_resource(show_spinner=False, max_entries=4)
def _service_ends(path: str, version: int, at: AsOf) -> list[ServiceEnd]:
    del path, version
    return services.service_ends(database(), at)


def meeting_questions() -> list[MeetingQuestion]:
    """Return what meeting reports leave open, latest sessions first."""
    return _meeting_questions(*version())


@st.cache_resource(show_spinner=False, max_entries=4)
def _meeting_questions(path: str, version: int) -> list[MeetingQuestion]:
    del path, version
    return evidence.questions(database())


def meeting_results(at_most: int) -> list[MeetingResult]:
    """Return what meeting reports show of sessions, the latest first."""
    return _meeting_results(*version(), at_most)


@st.cache_resource(show_spinner=False, max_entries=4)
def _meeting_results(path: str, version: int, at_most: int) -> list[MeetingResult]:
    del path, version
    return evidence.shown(database(), at_most=at_most)


def former_clients() -> list[FormerClient]:
    """Return who went quiet and about whose ending nobody has said anything."""
    return _former_clients(*version(), as_of())


@st.cache_resource(show_spinner=False, max_entries=4)
def _former_clients(path: str, version: int, at: AsOf) -> list[FormerClient]:
    del path, version
    return services.former_clients(database(), at)


def who_came(at_most: int) -> list[Question]:
    """Return the sessions whose answer would change most, the weightiest first."""
    return _who_came(*version(), as_of(), at_most)


@st.cache_resource(show_spinner=False, max_entries=8)
def _who_came(path: str, version: int, at: AsOf, at_most: int) -> list[Question]:
    del path, version
    return quality_questions.questions(database(), at, at_most=at_most)


def just_held() -> tuple[dt.date, list[Unvouched]]:
    """Return the last working day, and what has begun since and is not marked."""
    # To the minute: a session is there to be marked once it has begun.
    return _just_held(*version(), as_of(), state.now().replace(second=0))


@st.cache_resource(show_spinner=False, max_entries=4)
def _just_held(
    path: str, version: int, at: AsOf, now: dt.datetime
) -> tuple[dt.date, list[Unvouched]]:
    del path, version
    return marking.just_held(database(), at, now=now)


def months_with_unknown() -> list[Month]:
    """Return the months with sessions nobody knows of, the widest range first."""
    return _months_with_unknown(*version(), as_of())


@st.cache_resource(show_spinner=False, max_entries=4)
def _months_with_unknown(path: str, version: int, at: AsOf) -> list[Month]:
    del path, version
    return rates.months(database(), at).with_unknown()


def unknown_of_month(month: dt.date) -> list[Unvouched]:
    """Return the sessions of a month nobody knows of, the newest first."""
    first = periods.day_number(month)
    found = quality_questions.unvouched(database(), as_of(), from_day=first)
    return [one for one in found if rates.month_of(one.start_day) == month]


def gaps() -> list[SourceGaps]:
    """Return what each source does not say."""
    return _gaps(*version(), as_of())


@st.cache_resource(show_spinner=False, max_entries=4)
def _gaps(path: str, version: int, at: AsOf) -> list[SourceGaps]:
    del path, version
    return quality_gaps.gaps(database(), at)


def absences() -> list[Absence]:
    """Return the absences that were not taken back, the latest return first."""
    return _absences(*version())


@st.cache_resource(show_spinner=False, max_entries=4)
def _absences(path: str, version: int) -> list[Absence]:
    del path, version
    return stored_absences.absences(database())


def changed() -> Changed:
    """Return what changed since the last export of each tool."""
    return _changed(*version())


@st.cache_resource(show_spinner=False, max_entries=4)
def _changed(path: str, version: int) -> Changed:
    del path, version
    return what_changed(database())


def same_people() -> list[SamePerson]:
    """Return who may be one person under two ids, the likeliest first."""
    return _same_people(*version())


@st.cache_resource(show_spinner=False, max_entries=4)
def _same_people(path: str, version: int) -> list[SamePerson]:
    del path, version
    return who.same_people(database())


def shared_addresses() -> list[SharedAddress]:
    """Return who may be two people under one address."""
    return _shared_addresses(*version())


@st.cache_resource(show_spinner=False, max_entries=4)
def _shared_addresses(path: str, version: int) -> list[SharedAddress]:
    del path, version
    return who.shared_addresses(database())


def missing_bookings() -> list[MissingBooking]:
    """Return the bookings that a newer export leaves out, the latest start first."""
    return _missing_bookings(*version())


@st.cache_resource(show_spinner=False, max_entries=4)
def _missing_bookings(path: str, version: int) -> list[MissingBooking]:
    del path, version
    return who.missing_bookings(database())


def moved_sessions() -> list[MovedSession]:
    """Return the sessions that were moved, the newest first."""
    return _moved_sessions(*version())


@st.cache_resource(show_spinner=False, max_entries=4)
def _moved_sessions(path: str, version: int) -> list[MovedSession]:
    del path, version
    return who.moved_sessions(database())


def answers() -> list[Answer]:
    """Return what was answered about people and moves, the newest first."""
    return _answers(*version())


@st.cache_resource(show_spinner=False, max_entries=4)
def _answers(path: str, version: int) -> list[Answer]:
    del path, version
    return who.answers(database())
