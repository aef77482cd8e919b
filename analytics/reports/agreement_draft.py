"""An agreement on one sheet, both sides' promises: a draft to talk through and print.

Warm and plain, and no legal advice. Nothing on it speaks of what happened so far.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from analytics.names import plain
from analytics.policy.words import money
from analytics.reports import digest_html, digest_text
from analytics.reports.digest_words import Line, Section
from analytics.words import counted, day, number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analytics.facts.agreements import Agreement

TITLE: Final = "Our agreement"

NO_ADVICE: Final = "A draft to talk through, not legal advice."

BLANK: Final = "________________________"

_OWN: Final = (
    "I come prepared and on time.",
    "When I have to move or cancel, I say so as early as I can.",
    "That costs you nothing, and I offer you another time.",
)


def page(agreement: Agreement, practice_hours: int, *, name: str = "") -> str:
    """Return the sheet as a file that opens and prints without anything else.

    Parameters
    ----------
    practice_hours
        The practice's notice, which applies where none was agreed.
    name
        The client's, as it may be seen; empty for a sheet without one.
    """
    title = digest_html.escaped(TITLE)
    return digest_html.whole(
        TITLE,
        f'<article class="sheet"><header><h1>{title}</h1></header>'
        f"{inside(agreement, practice_hours, name=name)}</article>",
    )


def inside(agreement: Agreement, practice_hours: int, *, name: str = "") -> str:
    """Return what stands below the title, a stranger's text escaped."""
    parts = "".join(
        digest_html.section(one) for one in sections(agreement, practice_hours)
    )
    about = digest_html.escaped(subtitle(agreement, name))
    return (
        f'<p class="soft">{about}</p>{parts}'
        f'<p class="note">{digest_html.escaped(NO_ADVICE)}</p>'
    )


def text(agreement: Agreement, practice_hours: int, *, name: str = "") -> str:
    """Return the sheet as Markdown, a stranger's text escaped."""
    lines = [f"# {TITLE}", "", digest_text.escaped(subtitle(agreement, name))]
    for one in sections(agreement, practice_hours):
        lines += digest_text.section(one)
    return "\n".join([*lines, "", NO_ADVICE]) + "\n"


def subtitle(agreement: Agreement, name: str = "") -> str:
    """Return with whom and from when."""
    whom = f"With {plain(name)}, from" if name else "From"
    service = f", for {plain(agreement.service)}" if agreement.service else ""
    return f"{whom} {day(agreement.on_date)} on{service}."


def sections(agreement: Agreement, practice_hours: int) -> tuple[Section, ...]:
    """Return the sheet, section by section."""
    return (
        _section("mine", "What you can count on from me", _mine(agreement)),
        _section("yours", "What I ask of you", _yours(agreement, practice_hours)),
        _section("excused", "What is excused", _excused(agreement)),
        _section("review", "When we look at this again", _review(agreement)),
        _section("signed", "Talked through", _signed()),
    )


def _section(key: str, title: str, lines: Iterator[str]) -> Section:
    return Section(key, title, tuple(Line(text=line) for line in lines))


def _mine(agreement: Agreement) -> Iterator[str]:
    yield from _OWN
    yield from _typed(agreement.coach_commits)


def _yours(agreement: Agreement, practice_hours: int) -> Iterator[str]:
    if agreement.cadence_days is not None:
        yield f"We meet about every {counted(agreement.cadence_days, 'day')}."
    hours = practice_hours if agreement.notice_hours is None else agreement.notice_hours
    if hours:
        yield (
            "If a time does not work for you, tell me at least "
            f"{counted(hours, 'hour')} before. Then we find another."
        )
    else:
        yield "If a time does not work for you, tell me before. Then we find another."
    if agreement.free_moves is not None:
        yield _moves(agreement.free_moves, str(agreement.moves_period))
    yield from _fees(agreement)


def _moves(free: int, period: str) -> str:
    if not free:
        return "Please keep the times that we set, and talk to me when that gets hard."
    them = "one session" if free == 1 else f"{number(free)} sessions"
    return f"You can move {them} a {period}. If you need more, let us talk about it."


def _fees(agreement: Agreement) -> Iterator[str]:
    missed, late = agreement.no_show_fee_cents, agreement.late_fee_cents
    currency = agreement.currency
    said = []
    if missed and missed == late:
        said.append(
            f"A session that is missed, or cancelled with less notice, costs "
            f"{money(missed, currency)}."
        )
    else:
        if missed:
            said.append(f"A session that is missed costs {money(missed, currency)}.")
        if late:
            cost = money(late, currency)
            said.append(f"A session cancelled with less notice costs {cost}.")
    if said:
        yield " ".join([*said, "I decide it each time, and you can always ask me."])


def _excused(agreement: Agreement) -> Iterator[str]:
    given = list(_typed(agreement.excused))
    yield from given or [f"We write down together what is: {BLANK}"]


def _review(agreement: Agreement) -> Iterator[str]:
    if agreement.review_date is None:
        yield f"On: {BLANK}"
    else:
        yield f"On {day(agreement.review_date)}, or whenever one of us would like to."


def _signed() -> Iterator[str]:
    yield f"Client: {BLANK}  Day: {BLANK}"
    yield f"Coach: {BLANK}  Day: {BLANK}"


def _typed(written: str | None) -> Iterator[str]:
    """Return what somebody typed, a line each."""
    for line in (written or "").splitlines():
        if line.strip():
            yield line.strip()
