"""The one chart of the Monday page, drawn as an SVG that needs nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analytics.reports.digest_weeks import Week

WIDTH: Final = 640
HEIGHT: Final = 148
_LEFT: Final = 34
_TOP: Final = 8
_BOTTOM: Final = 108
"""Where nothing was attended."""
_BAR: Final = 24

_FRAME: Final = (
    '<svg class="chart" viewBox="0 0 {width} {height}" role="img" '
    'aria-label="{alt}" xmlns="http://www.w3.org/2000/svg">'
    '<defs><pattern id="open-week" width="6" height="6" '
    'patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<path class="hatch" d="M0 0V6"/></pattern></defs>{inside}</svg>'
)


def chart(weeks: Sequence[Week]) -> str:
    """Return the share attended of each week, with its interval and its n.

    A bar is as high as the share; the line through its top is the interval; the week
    that is not over is hatched. A week in which nothing counts has a dash.
    """
    step = (WIDTH - _LEFT) / max(len(weeks), 1)
    columns = "".join(
        _column(week, _LEFT + step * place + step / 2, is_named=place % 2 == 0)
        for place, week in enumerate(weeks)
    )
    return _FRAME.format(
        width=WIDTH, height=HEIGHT, alt=_alt(weeks), inside=f"{_axis()}{columns}"
    )


def _axis() -> str:
    return "".join(
        f'<path class="grid" d="M{_LEFT} {_y(share):.1f}H{WIDTH}"/>'
        f'<text class="tick" x="{_LEFT - 5}" y="{_y(share) + 3:.1f}" '
        f'text-anchor="end">{share:.0%}</text>'
        for share in (0.0, 0.5, 1.0)
    )


def _column(week: Week, middle: float, *, is_named: bool) -> str:
    day = f"{week.first_day.day} {week.first_day:%b}"
    label = (
        _text(middle, _BOTTOM + 14, f"n {week.n}")
        + _text(middle, _BOTTOM + 27, day if is_named or week.is_open else "")
        + (_text(middle, _BOTTOM + 38, "not over") if week.is_open else "")
    )
    if week.rate is None or week.interval is None:
        return _text(middle, _BOTTOM - 4, "–") + label
    left, top = middle - _BAR / 2, _y(week.rate)
    low, high = week.interval
    fill = "open" if week.is_open else "over"
    return (
        f'<rect class="{fill}" x="{left:.1f}" y="{top:.1f}" width="{_BAR}" '
        f'height="{_BOTTOM - top:.1f}"/>'
        f'<path class="interval" d="M{middle:.1f} {_y(low):.1f}V{_y(high):.1f}'
        f"M{middle - 4:.1f} {_y(low):.1f}h8"
        f'M{middle - 4:.1f} {_y(high):.1f}h8"/>{label}'
    )


def _text(x: float, y: float, said: str) -> str:
    if not said:
        return ""
    return f'<text class="tick" x="{x:.1f}" y="{y}" text-anchor="middle">{said}</text>'


def _y(share: float) -> float:
    return _BOTTOM - share * (_BOTTOM - _TOP)


def _alt(weeks: Sequence[Week]) -> str:
    said = "; ".join(
        f"week of {week.first_day.day} {week.first_day:%b}: {_said(week)}"
        for week in weeks
    )
    return f"Share attended by week. {said}."


def _said(week: Week) -> str:
    over = ", not over" if week.is_open else ""
    if week.rate is None:
        return f"nothing counts{over}"
    return f"{week.rate:.0%} of {week.n}{over}"
