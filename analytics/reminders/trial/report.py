"""A test's report to keep: Markdown, or one HTML page that needs nothing else.

It holds the plan with its hash, how the test stands, every weekly look, the checks and
what does not count. No client is named in it. Printed it stays readable.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from analytics.periods import day_of_number
from analytics.reminders.trial import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analytics.reminders.trial.sequence import Look
    from analytics.reminders.trial.status import Status, WeeklyLook

_TITLE = "A fair test of reminders"

_HEAD = ("arm a", "arm b", "b less a, in 100", "range")
_WIDTH, _HEIGHT, _EDGE = 560, 260, 12

_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; color: #1f2933; background: #fff;
  max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.1rem; margin-top: 2rem; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { text-align: left; padding: .25rem .6rem .25rem 0;
  border-bottom: 1px solid #d5dbe1; }
td:not(:first-child) { white-space: nowrap; }
figure { margin: 1rem 0; } svg { width: 100%; height: auto; }
figcaption { font-size: .9rem; color: #52606d; } li { overflow-wrap: anywhere; }
div { overflow-x: auto; }
.lead { font-size: 1.15rem; }
@media print { body { margin: 0; } h2, table, svg { break-inside: avoid; } }
""".strip()


def markdown(found: Status) -> str:
    """Return the report as Markdown."""
    lines: list[str] = [f"# {_TITLE}", "", _lead(found), ""]
    for title, items in _parts(found):
        lines += [f"## {title}", "", *(f"- {item}" for item in items), ""]
    for title, head, rows in _tables(found):
        lines += [f"## {title}", "", _row(head), _row(["---"] * len(head))]
        lines += [*(_row(row) for row in rows), ""]
    return "\n".join(lines)


def html(found: Status) -> str:
    """Return the report as one self-contained HTML page."""
    body = [f"<h1>{_TITLE}</h1>", f'<p class="lead">{escape(_lead(found))}</p>']
    body.append(_picture(found.looks))
    for title, items in _parts(found):
        listed = "".join(f"<li>{escape(item)}</li>" for item in items)
        body.append(f"<h2>{title}</h2><ul>{listed}</ul>")
    body += [_html_table(*table) for table in _tables(found)]
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{_TITLE}</title><style>{_STYLE}</style></head>\n"
        f"<body>{''.join(body)}</body></html>\n"
    )


def _lead(found: Status) -> str:
    return " ".join(filter(None, (words.sentence(found), words.traded(found))))


def _parts(found: Status) -> Iterator[tuple[str, list[str]]]:
    beside = words.per_protocol(found)
    if beside:
        yield "Beside it", [beside]
    yield "What was checked", [_checked(one.is_fine, one.text) for one in found.checks]
    if found.left_out:
        yield "What does not count", list(words.left_out(found))
    yield "What was agreed before the start", list(_plan(found))
    yield "When it ends", list(words.rules(found.plan))


def _plan(found: Status) -> Iterator[str]:
    plan = found.plan
    yield f"Written on {plan.written_on}, first day {plan.starts_on}."
    yield f"Arm a: {plan.arm_a}. Arm b: {plan.arm_b}."
    yield f"Drawn: {found.drawn['a']} for arm a, {found.drawn['b']} for arm b."
    yield f"Effect worth having: {words.points(plan.worth)} fewer missed in 100."
    yield f"Planned for {plan.planned_weeks} weeks, until {plan.planned_end}."
    if found.trial.stop_day is not None:
        because = found.trial.stopped_because
        told = f": {because}" if because else ""
        yield f"Ended on {day_of_number(found.trial.stop_day)}{told}."
    yield f"Hash of the plan (SHA-256): {found.trial.plan_sha256}"


def _tables(
    found: Status,
) -> Iterator[tuple[str, Sequence[str], list[Sequence[str]]]]:
    yield (
        "What became of the sessions",
        ("outcome", *_HEAD),
        [
            (words.OUTCOMES[name], *_cells(look))
            for name, look in found.outcomes.items()
        ],
    )
    yield (
        "Missed, look by look",
        ("until", *_HEAD),
        [
            (day_of_number(one.until_day).isoformat(), *_cells(one.look))
            for one in found.looks
        ],
    )


def _cells(seen: Look) -> tuple[str, str, str, str]:
    if seen.difference is None:
        return words.counts(seen.a), words.counts(seen.b), "–", "too early to say"
    which = "fewer" if seen.difference < 0 else "more"
    said = f"{words.points(seen.difference)} {which}"
    return (
        words.counts(seen.a),
        words.counts(seen.b),
        said,
        words.short_span(seen) or "",
    )


def _checked(is_fine: bool | None, text: str) -> str:  # noqa: FBT001 - a check's own field
    mark = {True: "Fine", False: "Look at this", None: "Not known"}[is_fine]
    return f"{mark}: {text}"


def _row(cells: Sequence[str]) -> str:
    # A bar would end the cell.
    return "| " + " | ".join(cell.replace("|", "/") for cell in cells) + " |"


def _html_table(title: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    first = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in head)
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>"
        for row in rows
    )
    return f"<h2>{title}</h2><div><table><tr>{first}</tr>{body}</table></div>"


def _picture(looks: Sequence[WeeklyLook]) -> str:
    """Return the looks as a drawing: the difference and its range over time."""
    told = [
        (one.until_day, one.look.difference, one.look.low, one.look.high)
        for one in looks
        if one.look.difference is not None
        and one.look.low is not None
        and one.look.high is not None
    ]
    if not told:
        return ""
    most = max(max(abs(low), abs(high)) for _, _, low, high in told)
    step = (_WIDTH - 2 * _EDGE) / max(len(told), 1)

    def down(value: float) -> float:
        return _HEIGHT / 2 - value / most * (_HEIGHT / 2 - 24)

    marks = "".join(
        _mark(_EDGE + step * (place + 0.5), down(middle), (down(low), down(high)))
        for place, (_, middle, low, high) in enumerate(told)
    )
    first, last = (day_of_number(told[i][0]) for i in (0, -1))
    return (
        f'<figure><svg viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-label="The '
        'difference in missed sessions at each look, with its range">'
        f'<line x1="{_EDGE}" x2="{_WIDTH - _EDGE}" y1="{_HEIGHT / 2}" '
        f'y2="{_HEIGHT / 2}" stroke="#7b8794"/>'
        f"{_label(24, f'{words.points(most)} more missed in 100 with arm b')}"
        f"{_label(_HEIGHT - 12, f'{words.points(most)} fewer')}{marks}</svg>"
        f"<figcaption>Looks from {first} to {last}: the dot is what was seen, the bar "
        "the range that holds at all looks together.</figcaption></figure>"
    )


def _mark(x: float, middle: float, ends: tuple[float, float]) -> str:
    return (
        f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{ends[0]:.1f}" y2="{ends[1]:.1f}" '
        'stroke="#2b6777" stroke-width="2"/>'
        f'<circle cx="{x:.1f}" cy="{middle:.1f}" r="4" fill="#2b6777"/>'
    )


def _label(y: float, text: str) -> str:
    return f'<text x="{_EDGE}" y="{y}" font-size="16" fill="#52606d">{text}</text>'
