"""What was agreed, and how moves and absences stand against it, the way one says it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from analytics.words import counted, joined, number, sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analytics.facts.agreements import Against, Agreement

NTH: Final = (
    "no first second third fourth fifth sixth seventh eighth ninth tenth".split()
)


def money(cents: int, currency: str | None) -> str:
    """Return ``50 CHF``, with cents where there are any."""
    amount = f"{cents / 100:,.2f}" if cents % 100 else f"{cents // 100:,}"
    return f"{amount} {currency or ''}".strip()


def terms(agreement: Agreement, practice_hours: int) -> list[str]:
    """Return what was agreed, a sentence without its full stop each.

    Parameters
    ----------
    practice_hours
        The practice's notice, which applies where none was agreed.
    """
    return [sentence(one) for one in _terms(agreement, practice_hours)]


def against(found: Against) -> list[str]:
    """Return what was moved and missed in the period, against what was agreed."""
    return [sentence(one) for one in (*_moves(found), *_absences(found))]


def moves(found: Against) -> str:
    """Return ``third move this quarter, two are free``."""
    period = f"this {found.period}"
    said = f"{_nth(found.moves)} {period}"
    free = found.free_moves
    if free is None:
        return said
    return f"{said}, {number(free) if free else 'none'} {_is(free)} free"


def _moves(found: Against) -> Iterator[str]:
    of_sessions = ""
    if found.moves > found.sessions_moved:
        of_sessions = f" (of {counted(found.sessions_moved, 'session')})"
    yield moves(found) + of_sessions


def _absences(found: Against) -> Iterator[str]:
    parts = []
    if found.missed:
        parts.append(f"{number(found.missed)} missed")
    if found.late:
        parts.append(f"{number(found.late)} cancelled late")
    if found.excused:
        parts.append(f"{number(found.excused)} excused")
    if parts:
        yield f"{joined(parts)} this {found.period}"


def _terms(agreement: Agreement, practice_hours: int) -> Iterator[str]:
    hours = agreement.notice_hours
    if hours is None:
        yield f"notice as in the practice: {practice_hours} hours"
    else:
        yield f"{counted(hours, 'hour')} of notice to cancel or move"
    yield from _fees(agreement)
    if agreement.free_moves is not None:
        free = "no" if not agreement.free_moves else f"{agreement.free_moves}"
        noun = "move" if agreement.free_moves == 1 else "moves"
        yield f"{free} free {noun} a {agreement.moves_period}"
    if agreement.cadence_days is not None:
        yield f"a session every {counted(agreement.cadence_days, 'day')}"
    if agreement.excused is not None:
        yield f"excused: {agreement.excused}"
    if agreement.coach_commits is not None:
        yield f"the coach commits to: {agreement.coach_commits}"


def _fees(agreement: Agreement) -> Iterator[str]:
    missed, late = agreement.no_show_fee_cents, agreement.late_fee_cents
    currency = agreement.currency
    if missed and missed == late:
        yield f"{money(missed, currency)} for a missed or late cancelled session"
        return
    if missed:
        yield f"{money(missed, currency)} for a missed session"
    if late:
        yield f"{money(late, currency)} for one cancelled late"


def _nth(count: int) -> str:
    return f"{NTH[count]} move" if count < len(NTH) else f"{count} moves"


def _is(count: int) -> str:
    return "is" if count <= 1 else "are"
