"""The tables of *How right were we?*: past names, who was not named, and the rule."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from analytics.reports.scoreboard import WHATS
from pages.shared import view, words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from analytics.risk.record import Ranking, Record, Tally
    from pages.shared.view import View

HEADS: Final = ("Client", "Named on", "What happened", "Against the rule")

MISSED_HEADS: Final = ("Client", "Last came", "The rule would have noticed on")

SIDES: Final = ("This list", "Rule of thumb")

ORDERS: Final = {
    "model": "This list",
    "rule_booking": "Rule of thumb",
    "rule": "Days since the last session alone",
}
"""What is compared, by the names in a record."""


def names(rows: pd.DataFrame) -> str:
    """Return past names as HTML.

    Parameters
    ----------
    rows
        Of `analytics.reports.scoreboard.names`, with the client's ``name``.
    """
    if rows.empty:
        return '<p class="dl-soft">Nobody fits.</p>'
    seen = view.current()
    body = "".join(_name(row, seen) for row in rows.to_dict("records"))
    return _table("Names of the past year", HEADS, body, "dl-names")


def missed(rows: pd.DataFrame) -> str:
    """Return who went quiet unnamed as HTML.

    Parameters
    ----------
    rows
        Of `analytics.reports.scoreboard.missed`, with the client's ``name``.
    """
    seen = view.current()
    body = "".join(
        f'<tr><th scope="row" class="dl-name">{seen.name(row["name"])}</th>'
        f"<td>{words.short_day(row['last_session'], today=seen.today)}</td>"
        f"<td>{words.short_day(row['rule_day'], today=seen.today)}</td></tr>"
        for row in rows.to_dict("records")
    )
    return _table("Who went quiet and was not named", MISSED_HEADS, body)


def compared(record: Record) -> str:
    """Return what this list and the rule of thumb achieved, as HTML."""
    ours, rule = _figures(record.ours), _figures(record.rule)
    body = "".join(
        f'<tr><th scope="row">{label}</th><td>{one}</td><td>{other}</td></tr>'
        for (label, one), (_label, other) in zip(ours, rule, strict=True)
    )
    return _table("This list and a rule of thumb", ("Figure", *SIDES), body)


def orders(record: Record) -> str:
    """Return how well each order put first who went quiet, as HTML."""
    body = "".join(
        f'<tr><th scope="row">{label}</th><td>{_order(one, is_early=False)}</td>'
        f"<td>{_order(one, is_early=True)}</td></tr>"
        for kind, label in ORDERS.items()
        if (one := record.rankings.get(kind)) is not None
    )
    heads = ("Order", "Right, of 100 pairs", "While the silence is short")
    return _table("Which order was right", heads, body)


def thirds(rows: pd.DataFrame) -> str:
    """Return what was expected and what happened, by thirds, as HTML."""
    body = "".join(
        f'<tr><th scope="row">{row["third"]}</th><td>{row["said"]:.0%}</td>'
        f"<td>{row['happened']:.0%}</td><td>{row['low']:.0%} to {row['high']:.0%}</td>"
        f"<td>{row['looks']:,} looks at {words.counted(row['clients'], 'client')}</td>"
        "</tr>"
        for row in rows.to_dict("records")
    )
    heads = ("Third", "Expected", "Went quiet", "May be", "n")
    return _table("What was expected and what happened", heads, body)


def _name(row: Mapping[Any, Any], seen: View) -> str:
    listed = "by this list" if row["listed_as"] == "model" else "by the rule"
    shown = ", really shown" if row["is_stored"] else ""
    cells = (
        words.short_day(row["named_on"], today=seen.today)
        + f'<br><span class="dl-soft">{listed}{shown}</span>',
        _what(row, seen),
        _earlier(row["days_before"]),
    )
    data = "".join(
        f'<td data-head="{head}"{" class=dl-no" if cell == "–" else ""}>{cell}</td>'
        for head, cell in zip(HEADS[1:], cells, strict=True)
    )
    return (
        f'<tr><th scope="row" class="dl-name">{seen.name(row["name"])}</th>{data}</tr>'
    )


def _what(row: Mapping[Any, Any], seen: View) -> str:
    what = WHATS[row["what"]]
    day = row["happened_on"]
    if pd.isna(day):
        return what
    said = words.short_day(day, today=seen.today)
    when = {
        "went_quiet": f"last came {said}",
        "still_here": f"came {said}",
        "came_back": f"came {said}",
    }.get(row["what"], f"since {said}")
    so_far = "" if row["is_settled"] else "; too early to count"
    return f'{what}<br><span class="dl-soft">{when}{so_far}</span>'


def _earlier(days: Any) -> str:  # noqa: ANN401 - a cell, perhaps missing
    if pd.isna(days):
        return "–"
    if not days:
        return "the same day"
    said = words.counted(abs(int(days)), "day")
    return f"{said} {'earlier' if days > 0 else 'later'}"


def _figures(tally: Tally) -> Sequence[tuple[str, str]]:
    quartiles = tally.lead_days
    return (
        ("Names in the past year", f"{tally.names:,}"),
        ("Of these, known how they went on", f"{tally.settled:,}"),
        ("Went quiet", _share(tally.quiet, tally.settled, tally.precision)),
        ("Named of those who went quiet", _share(tally.caught, tally.drifts)),
        (
            "Named before the rule of thumb’s day",
            _share(tally.before_rule, tally.drifts),
        ),
        ("Named by the last session", _share(tally.by_last, tally.drifts)),
        (
            "Days before that day, the middle half",
            "–" if quartiles is None else _middle_half(*quartiles),
        ),
    )


def _middle_half(low: float, middle: float, high: float) -> str:
    return f"{middle:.0f} ({low:.0f} to {high:.0f})".replace("-", "−")


def _share(count: int, total: int, interval: tuple[float, float] | None = None) -> str:
    if not total:
        return "–"
    said = f"{count:,} of {total:,} ({count / total:.0%})"
    if interval is None:
        return said
    low, high = interval
    return f'{said}<br><span class="dl-soft">may be {low:.0%} to {high:.0%}</span>'


def _order(one: Ranking, *, is_early: bool) -> str:
    value = one.early_auc if is_early else one.auc
    interval = one.early_interval if is_early else one.auc_interval
    if value is None:
        return "–"
    may_be = (
        ""
        if interval is None
        else f' <span class="dl-soft">({interval[0]:.0%} to {interval[1]:.0%})</span>'
    )
    return f"{100 * value:.0f}{may_be}".replace("%", "")


def _table(label: str, heads: Sequence[str], body: str, kind: str = "") -> str:
    cells = "".join(f'<th scope="col">{head}</th>' for head in heads)
    return (
        f'<div class="dl-scroll" tabindex="0" role="region" aria-label="{label}">'
        f'<table class="dl-table dl-past {kind}">'
        f'<caption class="dl-unseen">{label}</caption>'
        f"<thead><tr>{cells}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def for_a_file(rows: pd.DataFrame) -> pd.DataFrame:
    """Return past names with the names as shown and days as text."""
    seen = view.current()
    return rows.assign(
        name=rows["name"].map(seen.plain_name), what=rows["what"].map(WHATS)
    ).drop(columns=["client_id"])
