"""The one chart of the Monday page, drawn as an SVG that needs nothing else."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING, Final

from analytics.charts import theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analytics.reports.digest_weeks import Week

WIDTH: Final = 640
HEIGHT: Final = 156
_LEFT: Final = 52
_RIGHT: Final = 18
"""Room for the words below the last week."""
_TOP: Final = 8
_BOTTOM: Final = 108
"""Where nothing was attended."""
_N: Final = 123
_DAYS: Final = 138
_OVER: Final = 152
"""Where the lines of words below the weeks stand."""
_BAR: Final = 24

_FRAME: Final = (
    '<svg class="chart" viewBox="0 0 {width} {height}" role="img" '
    'aria-label="{alt}" xmlns="http://www.w3.org/2000/svg">'
    '<defs><pattern id="open-week" width="6" height="6" '
    'patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<path class="hatch" d="M0 0V6"/></pattern></defs>{inside}</svg>'
)


_STYLE: Final = (
    ".over{{fill:{bar}}}.open{{fill:url(#open-week)}}"
    ".begun{{fill:{ground};stroke:{bar};stroke-width:1.4}}"
    ".hatch,.grid{{stroke:{soft};fill:none}}.grid{{opacity:.4}}"
    ".interval{{stroke:{ink};stroke-width:1.4;fill:none}}"
    ".tick{{fill:{soft};font:11px system-ui,sans-serif}}"
    "@media(max-width:480px){{.tick{{font-size:16px}}}}"
)


def chart(weeks: Sequence[Week]) -> str:
    """Return the share attended of each week, with its interval and its n.

    A bar is as high as the share; the line through its top is the interval; behind
    the week that is not over it is hatched. A week in which nothing counts has a dash.
    """
    step = (WIDTH - _LEFT - _RIGHT) / max(len(weeks), 1)
    columns = "".join(
        _column(week, _LEFT + step * place + step / 2, is_named=place % 2 == 0)
        for place, week in enumerate(weeks)
    )
    return _FRAME.format(
        width=WIDTH, height=HEIGHT, alt=alt(weeks), inside=f"{_axis()}{columns}"
    )


def picture(weeks: Sequence[Week], *, dark: bool) -> str:
    """Return the same chart as an image for a page that lets no drawing in.

    Returns
    -------
    str
        The address of the image: its whole content.
    """
    colours = theme.palette(dark=dark)
    style = _STYLE.format(
        bar=colours.pale_blue,
        soft=colours.quiet,
        ink=colours.text,
        ground=colours.ground,
    )
    drawn = chart(weeks).replace("<defs>", f"<style>{style}</style><defs>", 1)
    return f"data:image/svg+xml;base64,{b64encode(drawn.encode()).decode()}"


def alt(weeks: Sequence[Week]) -> str:
    """Return what the chart shows, for whoever does not see it."""
    said = "; ".join(
        f"week of {week.first_day.day} {week.first_day:%b}: {_said(week)}"
        for week in weeks
    )
    return f"Share attended by week. {said}."


def _axis() -> str:
    shares = "".join(
        f'<path class="grid" d="M{_LEFT} {_y(share):.1f}H{WIDTH - _RIGHT}"/>'
        f'<text class="tick" x="{_LEFT - 5}" y="{_y(share) + 4:.1f}" '
        f'text-anchor="end">{share:.0%}</text>'
        for share in (0.0, 0.5, 1.0)
    )
    return shares + (
        f'<text class="tick" x="{_LEFT - 5}" y="{_N}" text-anchor="end">n</text>'
    )


def _column(week: Week, middle: float, *, is_named: bool) -> str:
    day = f"{week.first_day.day} {week.first_day:%b}"
    label = _text(middle, _N, f"{week.n}")
    label += _text(middle, _DAYS, day if is_named or week.is_open else "")
    if week.is_open:
        label += _text(middle, _OVER, "not over")
    left = middle - _BAR / 2
    open_ = (
        f'<rect class="open" x="{left - 6:.1f}" y="{_TOP}" width="{_BAR + 12}" '
        f'height="{_BOTTOM - _TOP}"/>'
        if week.is_open
        else ""
    )
    if week.rate is None or week.interval is None:
        return open_ + _text(middle, _BOTTOM - 4, "–") + label
    top = _y(week.rate)
    low, high = week.interval
    return (
        f'{open_}<rect class="{"begun" if week.is_open else "over"}" x="{left:.1f}" '
        f'y="{top:.1f}" width="{_BAR}" height="{_BOTTOM - top:.1f}"/>'
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


def _said(week: Week) -> str:
    over = ", not over" if week.is_open else ""
    if week.rate is None:
        return f"nothing counts{over}"
    return f"{week.rate:.0%} of {week.n}{over}"
