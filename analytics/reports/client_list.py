"""The list of clients: one row a client with all that the page shows and sorts by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from analytics.contracts import Standing
from analytics.facts import clients as client_facts
from analytics.facts import entered, no_scoring
from analytics.facts.standing import Place
from analytics.periods import day_of_number
from analytics.reports import (
    client_list_gaps,
    client_list_groups,
    client_list_told,
    today_model,
)
from analytics.risk import rule

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from analytics.facts.clients import Client
    from analytics.facts.entered import Entered
    from analytics.facts.standing import Where
    from analytics.periods import AsOf
    from analytics.reports.client_list_gaps import Came
    from analytics.store import Database

COLUMNS: Final = (
    "sessions_ahead",
    "first_attended_on",
    "gap_trend",
    "gap_trend_gaps",
    "homework_done",
    "homework_of",
    "last_contact_on",
    "last_contact_by",
    "is_answered",
    "answer_due_on",
    "word",
    "may_be_written_to",
    "is_welcome_back",
    "is_new",
    "is_never_came",
)
"""What the list has beyond `facts.client_list`."""

YES_OR_NO: Final = ("may_be_written_to", "is_welcome_back", "is_new", "is_never_came")
"""Those that are true or false of everybody."""


def client_list(database: Database, as_of: AsOf) -> pd.DataFrame:
    """Return one row a client with a session known by the as-of, ordered by name.

    Returns
    -------
    pandas.DataFrame
        The columns of `facts.client_list`, then those of `COLUMNS`. ``gap_trend`` is
        ``longer``, ``as_usual`` or ``shorter`` (absent with fewer than four gaps) and
        ``gap_trend_gaps`` how many gaps it rests on. After ``homework_done`` of the
        last ``homework_of`` sessions with homework all of it was done (absent without
        any). ``last_contact_by`` is ``coach`` or ``client`` where somebody said;
        ``answer_due_on`` the day by which an answer would have been kind, once it has
        come. ``word`` is ``low``, ``raised`` or ``high``, of active clients only.
    """
    listed = client_facts.clients(database, as_of)
    known = entered.known(database, as_of)
    places = client_facts.where_all(database, as_of, listed, known)
    came = client_list_gaps.came(database, as_of)
    said = client_list_told.told(database, as_of)
    table = client_facts.table(listed, places)
    more = {
        "sessions_ahead": [client.sessions_ahead for client in listed],
        **_of_rhythm(listed, came, known),
        **client_list_told.homework(database, as_of, listed),
        **client_list_told.contacts(said, listed),
        "word": _words(database, as_of, listed, places),
        **client_list_told.may_be_written_to(said, listed, places),
        **_of_groups(listed, places, came, as_of),
    }
    yes_or_no = dict.fromkeys(YES_OR_NO, "bool")
    return table.join(pd.DataFrame(more, table.index).astype(yes_or_no))


def _of_rhythm(
    listed: Sequence[Client], came: Mapping[str, Came], known: Entered
) -> dict[str, object]:
    coaches = {client.client_id: client.coach for client in listed}
    trends = client_list_gaps.trends(came, coaches, known)
    gaps = [
        came[one].count_earlier_gaps + client_list_gaps.LAST_GAPS if trend else None
        for one, trend in zip(coaches, trends, strict=True)
    ]
    return {
        "first_attended_on": [_first_day(came.get(one)) for one in coaches],
        "gap_trend": pd.Series(trends, dtype="object"),
        "gap_trend_gaps": pd.Series(gaps, dtype="Int64"),
    }


def _first_day(came: Came | None) -> dt.date | None:
    return None if came is None else day_of_number(came.first_day)


def _words(
    database: Database,
    as_of: AsOf,
    listed: Sequence[Client],
    places: Sequence[Where],
) -> pd.Series[str]:
    """Return how quiet the active clients are, in the words of Today.

    Who asked not to be scored has none.
    """
    by_rule = rule.ranked(listed, places)
    run = today_model.newest(database, as_of)
    is_earned = run is not None and run.model.mode != "rule"
    said = today_model.current(by_rule, run) if run and is_earned else {}
    asked = no_scoring.clients(database, as_of)
    words = {
        one.where.client_id: one.word for one in today_model.in_order(by_rule, said)
    }
    found = [
        None if one.client_id in asked else words.get(one.client_id) for one in listed
    ]
    return pd.Series(found, dtype="object")


def _of_groups(
    listed: Sequence[Client],
    places: Sequence[Where],
    came: Mapping[str, Came],
    as_of: AsOf,
) -> dict[str, object]:
    pairs = list(zip(listed, places, strict=True))
    return {
        "is_new": [
            place.standing == Standing.ACTIVE
            and client_list_groups.is_new(
                client.sessions_attended, came.get(client.client_id), as_of.day_number
            )
            for client, place in pairs
        ],
        "is_never_came": [
            place.place is Place.NEVER_CAME and place.ending is None
            for _client, place in pairs
        ],
    }
