"""Guess what the columns of an unknown file mean, for the owner to correct."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from analytics.contracts import Outcome
from analytics.exports.dates import forms_of, is_undecided, joined_forms_of
from analytics.exports.mapping import Column, MappedExport

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analytics.exports.header import Table

# In this order: a column is taken by the first field it fits, so the narrower
# meaning comes first. English, German, French, Spanish, Portuguese, Italian.
_WORDS: tuple[tuple[str, str], ...] = (
    (
        "session_key",
        r"(booking|appointment|session|event|termin).{0,3}(id|no|nr|#)|^(id|ref)\b",
    ),
    ("client_id", r"(client|customer|kunden?|member|patient).{0,3}(id|no|nr|nummer|#)"),
    ("client_email", r"e-?mail|\bmail\b|courriel|correo"),
    ("client_phone", r"phone|mobile|\btel\b|telef|handy|m[oó]vil"),
    ("cancelled_by", r"(cancel|storn|annul).*(by|von|par|por)\b"),
    ("cancelled", r"(cancel|storn|annul).*(at|on|date|time|am|datum|zeit|le|el)\b"),
    (
        "booked",
        r"book(ed|ing)? ?(at|on|date|time)|created|gebucht|erstellt|cr[eé]{1,2}",
    ),
    ("ends", r"\bend|ende|\bfin\b|\bbis\b"),
    ("start_time", r"^(start )?(time|uhrzeit|zeit|heure|hora)$"),
    ("starts", r"start|begin|date|datum|termin|fecha|data\b|\bwhen\b|\bwann\b"),
    ("duration", r"durat|dauer|length|\bmin(ute)?s?\b|dur[eé]e"),
    ("status", r"status|state|outcome|attend|estado|statut|stato|went|result"),
    ("price", r"price|preis|\bfee|amount|cost|betrag|prix|precio"),
    ("currency", r"currency|w[aä]hrung|devise|moneda"),
    ("zone", r"time ?zone|zeitzone"),
    ("first_name", r"first.?name|vorname|given|pr[eé]nom"),
    ("last_name", r"last.?name|nachname|surname|family"),
    (
        "coach",
        r"coach|staff|provider|practitioner|\bhost|trainer|therapist|berater|with whom",
    ),
    ("client_name", r"client|customer|kund|invitee|attendee|member|name|nom\b|^who$"),
    ("service", r"service|type|leistung|angebot|session|class|programme?|offer|^what$"),
)

_STATUSES: tuple[tuple[str, str], ...] = (
    (
        Outcome.NO_SHOW,
        r"no.?show|missed|absent|nicht erschienen|did ?n.t|not come|absen|stayed away",
    ),
    (Outcome.LATE_CANCELLED, r"late.*cancel|sp[aä]t.*(abgesagt|storn)"),
    (Outcome.CANCELLED_BY_COACH, r"cancel\w* by (coach|host|staff|provider)"),
    (Outcome.RESCHEDULED, r"resched|moved|verschoben|umgebucht|reprogram"),
    (Outcome.CANCELLED, r"cancel|storn|abgesagt|annul"),
    (
        Outcome.ATTENDED,
        r"attend|complet|show|arrived|checked|kept|\bcame\b|erschienen|teilgen",
    ),
    ("booked", r"book|confirm|schedul|approv|upcoming|best[aä]tigt|geplant|ok"),
)


def guess(table: Table, name: str) -> MappedExport | None:
    """Return a first mapping, or nothing where no start or client is in sight.

    A form whose order of day and month the column cannot settle is left out:
    the owner is asked.
    """
    columns = _columns(table)
    if "starts" not in columns or not columns.keys() & {
        "client_name",
        "first_name",
        "client_email",
        "client_phone",
        "client_id",
    }:
        return None
    header = table.header
    return MappedExport(
        name=name,
        header=header,
        columns={f: _column(header, at) for f, at in columns.items()},
        forms=_forms(table, columns),
        statuses=status_words(table.cells(columns.get("status"))),
    )


def start_forms(
    table: Table, position: int | None, time_position: int | None
) -> list[str]:
    """Return the forms of the start, joined with the time where it stands apart."""
    if time_position is None:
        return forms_of(table.cells(position))
    return joined_forms_of(table.cells(position), table.cells(time_position))


def status_words(words: Sequence[str]) -> dict[str, str]:
    """Return what each word of a status column seems to stand for."""
    return {word: _status(word) for word in sorted({w for w in words if w})}


def _status(word: str) -> str:
    for meaning, pattern in _STATUSES:
        if re.search(pattern, word.casefold()):
            return str(meaning)
    return str(Outcome.UNKNOWN)


def _columns(table: Table) -> dict[str, int]:
    taken: dict[str, int] = {}
    for field, pattern in _WORDS:
        for position, name in enumerate(table.header):
            free = position not in taken.values()
            if (
                free
                and re.search(pattern, name.casefold())
                and _fits(table, field, position)
            ):
                taken[field] = position
                break
    return _with_dates_by_content(table, taken)


def _with_dates_by_content(table: Table, taken: dict[str, int]) -> dict[str, int]:
    """Add start and booking where no name tells them, by what the cells hold.

    The latest dates are the starts; of the others, whatever lies before them as a
    whole is when sessions were booked.
    """
    free = [p for p in range(len(table.header)) if p not in taken.values()]
    dated = {p: f for p in free if (f := forms_of(table.cells(p)))}
    found = dict(taken)
    if "starts" not in found and dated:
        found["starts"] = max(dated, key=lambda p: _latest(table, p, dated[p][0]))
        del dated[found["starts"]]
    if "booked" not in found and "starts" in found and dated:
        starts = forms_of(table.cells(found["starts"]))
        if starts:
            latest = _latest(table, found["starts"], starts[0])
            earlier = [p for p in dated if _latest(table, p, dated[p][0]) <= latest]
            found |= {"booked": earlier[0]} if earlier else {}
    return found


def _latest(table: Table, position: int, form: str) -> dt.datetime:
    return max(
        dt.datetime.strptime(cell, form)  # noqa: DTZ007 - compared, not stored
        for cell in table.cells(position)
        if cell
    )


def _fits(table: Table, field: str, position: int) -> bool:
    """Return whether the cells allow the meaning that the name suggests."""
    filled = [cell for cell in table.cells(position) if cell]
    if field in {"starts", "booked", "cancelled"}:
        return not filled or bool(forms_of(filled))
    if field == "client_email":
        return not filled or any("@" in cell for cell in filled)
    return True


def _forms(table: Table, columns: dict[str, int]) -> dict[str, str]:
    found = {}
    for field in ("starts", "booked", "cancelled"):
        time = columns.get("start_time") if field == "starts" else None
        forms = start_forms(table, columns.get(field), time)
        if forms and not is_undecided(forms):
            found[field] = forms[0]
    return found


def _column(header: Sequence[str], position: int) -> Column:
    name = header[position]
    return Column(name, sum(n.casefold() == name.casefold() for n in header[:position]))
