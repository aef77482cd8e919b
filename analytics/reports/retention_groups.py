"""Clients of different kinds beside each other, as cards that warn of what they show.

Coaches are no kind: nobody is ranked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from analytics.charts import retention as charts
from analytics.charts.card import Card, Column
from analytics.reports import retention_words as words
from analytics.reports.retention import MONTHS
from analytics.retention.groups import FEW_CLIENTS, FEW_ENDINGS
from analytics.retention.lives import days_of
from analytics.words import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from analytics.retention.groups import By, Comparison, Group, Pair

HOW_COMPARED: Final = """
A client's kind is what was known when they began: the service and the tool of the first
session, or when that was. Every ending that nobody confirmed counts as not kept. The
**difference** is that of the curves on the chosen month, with its 95 % interval;
**chance** is the log-rank test of the whole curves. Where more than two are compared,
each pair's chance is corrected for their number (Holm).

A difference does not say why: other people choose other services. Fewer than
20 clients or 5 endings are too few to lean on, and the more comparisons one
looks at, the likelier that one of them differs by chance. More in
docs/definitions.md, *Do clients stay?*
"""


def compared(
    found: Comparison,
    by: By,
    month: int,
    names: Mapping[str, str],
    *,
    is_chosen: bool = False,
    dark: bool = False,
) -> list[Card]:
    """Return the groups as one card, and as a second their pairs if there are many.

    Parameters
    ----------
    names
        What each group is called.
    is_chosen
        Whether somebody chose this comparison after seeing others.
    """
    cards = [
        Card(
            key=f"groups-{by}",
            question=f"Do some stay longer, by {words.BY[by]}?",
            answer=answer(found, month, names),
            basis=" ".join(_basis(found, names, is_chosen=is_chosen)),
            definition=HOW_COMPARED,
            alt=(
                f"One curve for each {words.BY[by]}: the share still there by months "
                "since the first session, drawn with different dashes."
            ),
            figure=charts.side_by_side(found, names, dark=dark),
            table=_months(found, names),
            columns=(
                Column("group", words.BY[by].capitalize()),
                Column("month", "Months", "count"),
                Column("watched", "Watched", "count"),
                Column("share", "Still clients", "share"),
                Column("low", "from", "share"),
                Column("high", "to", "share"),
            ),
        )
    ]
    if len(found.pairs) > 1:
        cards.append(_pairs(found, by, month, names))
    return cards


def answer(found: Comparison, month: int, names: Mapping[str, str]) -> str:
    """Return what is seen on the chosen month, as a sentence."""
    if not found.groups:
        return "There are too few clients for a comparison."
    if len(found.groups) == 1:
        (group,) = found.groups
        return f"There is one kind to look at: {names[group.name]}."
    after = words.SPANS[month]
    shares = [
        f"{words.in_100(point.value)} in 100 ({names[group.name]})"
        for group in found.groups
        if (point := group.curve.at(found.day)) is not None
    ]
    if len(shares) < 2:
        return f"Not enough clients were watched for {after} to compare them."
    said = f"After {after}, {', '.join(shares)} are still with you"
    if len(found.groups) > 2:
        return f"{said}."
    (pair,) = found.pairs
    return f"{said}; {_apart(pair)}."


def _apart(pair: Pair) -> str:
    if pair.low is None or pair.high is None:
        return "how far they truly lie apart cannot be told"
    low, high = (round(100 * end) for end in (pair.low, pair.high))
    if low > 0 or high < 0:
        least, most = sorted((abs(low), abs(high)))
        return f"the true difference is {least} to {most} points"
    return (
        f"the true difference may be anything from {_signed(low)} to {_signed(high)} "
        "points, so there may be none"
    )


def _signed(points: int) -> str:
    return f"{points:+d}".replace("-", "−") if points else "0"


def _basis(
    found: Comparison, names: Mapping[str, str], *, is_chosen: bool
) -> Iterator[str]:
    """Yield what the sentence rests on, and every warning that holds."""
    sizes = [
        f"{names[group.name]} {group.clients:,}, {group.endings:,} not kept"
        for group in found.groups
    ]
    if sizes:
        yield f"n: {'; '.join(sizes)}."
    if found.p is not None:
        yield words.by_chance(found.p)
    if small := [names[group.name] for group in found.groups if group.is_small]:
        yield (
            f"Too few to lean on (it takes {FEW_CLIENTS} clients and {FEW_ENDINGS} "
            f"endings): {', '.join(small)}."
        )
    if found.left_out:
        more = counted(found.left_out, "more kind is", "more kinds are")
        yield f"{more} not drawn: too few clients, or too many lines."
    if is_chosen:
        yield (
            "You chose this comparison after looking at another: of several, one "
            "differs by chance sooner or later."
        )


def _months(found: Comparison, names: Mapping[str, str]) -> pd.DataFrame:
    rows = [row for group in found.groups for row in _of_group(group, names)]
    columns = ["group", "month", "watched", "share", "low", "high"]
    return pd.DataFrame(rows, columns=columns).astype(
        dict.fromkeys(columns[3:], "float64")
    )


def _of_group(group: Group, names: Mapping[str, str]) -> Iterator[tuple[object, ...]]:
    for month in MONTHS:
        point = group.curve.at(days_of(month))
        if point is not None and point.at_risk:
            share, low, high, watched = point
            yield names[group.name], month, watched, share, low, high


def _pairs(found: Comparison, by: By, month: int, names: Mapping[str, str]) -> Card:
    table = pd.DataFrame(
        [
            (names[a], names[b], difference, low, high, p, p_holm)
            for a, b, difference, low, high, p, p_holm in found.pairs
        ],
        columns=["first", "second", "difference", "low", "high", "p", "p_holm"],
    ).astype(dict.fromkeys(["difference", "low", "high", "p", "p_holm"], "float64"))
    differing = table[table["p_holm"] < 0.05]
    return Card(
        key=f"pairs-{by}",
        question="Which of them differ?",
        answer=_differing(differing),
        basis=(
            f"{counted(len(table), 'pair')}; differences after "
            f"{words.SPANS[month]}, chance corrected for the number of pairs (Holm)."
        ),
        definition=HOW_COMPARED,
        alt="",
        figure=None,
        table=table,
        columns=(
            Column("first", "One"),
            Column("second", "The other"),
            Column("difference", "Apart", "share"),
            Column("low", "from", "share"),
            Column("high", "to", "share"),
            Column("p", "By chance", "share"),
            Column("p_holm", "Corrected", "share"),
        ),
    )


def _differing(pairs: pd.DataFrame) -> str:
    if pairs.empty:
        return "No two of them differ by more than chance would explain."
    named = [
        f"{first} and {second}"
        for first, second in zip(pairs["first"], pairs["second"], strict=True)
    ]
    return f"More than chance would explain: {', '.join(named)}."
