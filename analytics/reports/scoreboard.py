"""*How right were we?* in sentences and tables, for the page and the command line.

Everything is worked out from a stored record; nothing is computed anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from analytics.periods import day_of_number

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from analytics.risk.record import Outlook, Record, Tally

WHATS = {
    "went_quiet": "Went quiet",
    "still_here": "Still here",
    "came_back": "Came back after contact",
    "finished": "Finished",
    "away": "Away",
    "not_known": "Not known yet",
}
"""What happened, in the words of a page."""

FEWEST_CAUGHT = 4
"""With fewer no quartiles are said."""

FEWEST_IN_TEN = 10
"""Of fewer, a share is said in figures."""

NAMES_COLUMNS = (
    "client_id",
    "named_on",
    "listed_as",
    "what",
    "happened_on",
    "days_before",
    "is_settled",
    "is_stored",
)

_TENTHS = {0: "None", 10: "All"}
_WEEK = 7
_MOST_WEEKS = 6
_YEAR_WEEKS = 50


def headline(record: Record) -> str:
    """Return the page's first sentence."""
    ours = record.ours
    if not record.weeks:
        return "There is no past week to look back at yet."
    if not ours.names:
        return f"In the past {_span(record)} no name would have stood on the list."
    if not ours.settled:
        return f"{_counted(ours.names)} so far; how they go on is not known yet."
    went = "nobody" if not ours.quiet else f"{ours.quiet:,}"
    return (
        f"Of {_counted(ours.settled)} in the past {_span(record)}, {went} went quiet."
    )


def caught(record: Record) -> str:
    """Return how many of those who went quiet were named, and how early."""
    ours = record.ours
    if not ours.drifts:
        return "Nobody went quiet in that time whom a list could have named."
    found = f"{in_ten(ours.caught, ours.drifts)} who went quiet were named"
    if ours.drifts >= FEWEST_IN_TEN:
        found += f" ({ours.caught:,} of {ours.drifts:,})"
    if ours.lead_days is None or ours.caught < FEWEST_CAUGHT:
        return f"{found}."
    return f"{found}, half of them {earlier(ours.lead_days[1])}."


def earlier(days: float) -> str:
    """Return a lead over the rule's day in words."""
    whole = round(abs(days))
    if not whole:
        return "by the day on which a rule of thumb would have noticed"
    side = "or more before" if days > 0 else "or less after"
    unit = "day" if whole == 1 else "days"
    return f"{whole} {unit} {side} a rule of thumb would have noticed"


def in_ten(count: int, total: int) -> str:
    """Return a share as ``9 in 10``; of nine or fewer as figures.

    Raises
    ------
    ZeroDivisionError
        Of nothing there is no share.
    """
    if total < FEWEST_IN_TEN:
        return f"{count} of {total}"
    tenths = round(10 * count / total)
    return _TENTHS.get(tenths) or f"{tenths} in 10"


def basis(record: Record) -> str:
    """Return what the first sentence rests on, and how sure it is."""
    ours, said = record.ours, []
    if record.first_day is not None:
        first = day_of_number(record.first_day)
        said.append(
            f"{record.weeks:,} weekly lists since {first.day} {first:%B %Y}, each from "
            "what was known on its day."
        )
    if ours.precision is not None:
        low, high = ours.precision
        said.append(f"The true share may be anything from {low:.0%} to {high:.0%}.")
    if open_names := ours.names - ours.settled:
        said.append(
            f"How {_counted(open_names, 'more name')} went on is not known yet."
        )
    if ours.quiet:
        said.append(_confirmed(ours))
    return " ".join(said)


def names(record: Record) -> pd.DataFrame:
    """Return one row a name that a list showed, the latest first.

    Returns
    -------
    pandas.DataFrame
        `NAMES_COLUMNS`: ``named_on`` and ``happened_on`` are dates (the second may be
        missing), ``what`` of `WHATS`, ``days_before`` the days before the rule's day,
        missing unless the client went quiet.
    """
    rows = [
        (
            one.client_id,
            day_of_number(one.day),
            one.listed_as,
            one.what_happened,
            date(one.happened_on_day),
            None if one.rule_day is None else one.rule_day - one.day,
            one.is_settled,
            one.is_stored,
        )
        for one in record.names
        if one.listed_as is not None
    ]
    return pd.DataFrame(rows, columns=list(NAMES_COLUMNS)).astype(
        {"days_before": "Int64"}
    )


def missed(record: Record) -> pd.DataFrame:
    """Return one row a client who went quiet and was not named, the latest first.

    Returns
    -------
    pandas.DataFrame
        ``client_id``, ``last_session`` and ``rule_day`` (dates).
    """
    rows = [
        (one.client_id, date(one.happened_on_day), date(one.rule_day))
        for one in record.names
        if one.listed_as is None
    ]
    return pd.DataFrame(rows, columns=["client_id", "last_session", "rule_day"])


def leads(record: Record) -> pd.DataFrame:
    """Return how many who went quiet were named how long before the rule's day.

    Returns
    -------
    pandas.DataFrame
        One row a week, the latest first: ``weeks`` (0 is the week after the rule's day,
        1 the one before it), ``label``, ``clients``. Of a client's names the first
        counts.
    """
    first: dict[tuple[str, int | None], int] = {}
    for one in record.names:
        if one.listed_as is not None and one.rule_day is not None:
            key = (one.client_id, one.happened_on_day)
            first[key] = max(first.get(key, -(10**6)), one.rule_day - one.day)
    weeks = pd.Series([_weeks(days) for days in first.values()], dtype="int64")
    counts = weeks.value_counts()
    span = range(weeks.min(), weeks.max() + 1) if len(weeks) else range(0)
    return pd.DataFrame(
        {
            "weeks": list(span),
            "label": [_week_label(week) for week in span],
            "clients": [int(counts.get(week, 0)) for week in span],
        }
    )


def thirds(record: Record) -> pd.DataFrame:
    """Return what was said and what happened, the least likely third first.

    Returns
    -------
    pandas.DataFrame
        ``third``, ``said``, ``happened``, ``low``, ``high`` (0 to 1), ``looks`` and
        ``clients``.
    """
    labels = ("Least likely", "In between", "Most likely")
    rows = [
        (label, one.said, one.happened, *one.interval, one.looks, one.clients)
        for label, one in zip(labels, record.thirds, strict=False)
    ]
    columns = ["third", "said", "happened", "low", "high", "looks", "clients"]
    return pd.DataFrame(rows, columns=columns)


def card(held: Mapping[str, Any]) -> list[str]:
    """Return what a model's card says of how it was made, a sentence each.

    Parameters
    ----------
    held
        The card as stored; what it does not hold is not said.
    """
    data, fit = held.get("data", {}), held.get("fit", {})
    said = []
    if data.get("first_day") is not None:
        first = day_of_number(data["first_day"])
        said.append(
            f"{data['sessions_attended']:,} sessions of {data['clients_who_came']:,} "
            f"clients since {first.day} {first:%B %Y}; {data['active_clients']:,} are "
            f"active, {data['lapsed_clients']:,} have gone quiet so far."
        )
    if fit.get("is_local") is False:
        said.append("So far it knows other practices only, not this one's past.")
    if fit.get("shows_bookings") is False:
        said.append("The data show no bookings, so it goes by who came when.")
    if fit.get("speaks") == "boosted trees":
        said.append(
            "Boosted trees have been right more often on this practice's past, so the "
            "likelihood is theirs; what it is based on is that of the plain sum."
        )
    source = held.get("prior", {}).get("source")
    if source:
        said.append(_from_others(str(source)))
    return [*said, *fit.get("shifts", ()), *fit.get("missing", ())]


def _from_others(source: str) -> str:
    """Return where the rest comes from; where a file of ours lies says nothing here."""
    told = source.split(" (", maxsplit=1)[0]
    return f"What this practice's own past leaves open comes from: {told}."


def outlook(of: Outlook) -> str:
    """Return why there are no percentages yet, what is missing and roughly when."""
    if of.mode == "percent":
        return "This practice's own past supports percentages."
    said = [of.why]
    if of.ready_on_day is not None:
        ready = day_of_number(of.ready_on_day)
        said.append(
            f"In the last year {_people(of.lapsed_last_year)} went quiet. If that goes "
            f"on, there will be enough around {ready:%B %Y}."
        )
    elif not of.lapsed_last_year:
        said.append("Nobody went quiet in the last year, so nobody can say when.")
    return " ".join(part for part in said if part)


def date(day: int | None) -> dt.date | None:
    """Return the date of a day number, if there is one."""
    return None if day is None else day_of_number(day)


def _span(record: Record) -> str:
    """Return how far the lists reach back."""
    if record.weeks >= _YEAR_WEEKS:
        return "year"
    return "week" if record.weeks == 1 else f"{record.weeks} weeks"


def _confirmed(ours: Tally) -> str:
    if ours.quiet_confirmed == ours.quiet:
        return "Somebody has said of all who went quiet that they did."
    if not ours.quiet_confirmed:
        return "How these silences ended, nobody has said."
    nobody = ours.quiet - ours.quiet_confirmed
    return f"How {nobody:,} of these {ours.quiet:,} silences ended, nobody has said."


def _counted(count: int, noun: str = "name") -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _people(count: int) -> str:
    return "one person" if count == 1 else f"{count:,} people"


def _weeks(days: int) -> int:
    """Return whole weeks before the rule's day; 0 and below are on it or after."""
    return max(-_MOST_WEEKS, min(_MOST_WEEKS, -(-days // _WEEK)))


def _week_label(week: int) -> str:
    """Return how many weeks before or after the rule's day; the last ones hold more."""
    more = "+" if abs(week) >= _MOST_WEEKS else ""
    return f"{week}{more} before" if week > 0 else f"{1 - week}{more} after"
