"""Guess what the columns of an unknown file mean, for the owner to correct."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from analytics.contracts import Outcome
from analytics.exports.dates import find, parse, tidy
from analytics.exports.mapped.mapping import (
    DATES_OF,
    STATUSES,
    WHO,
    Column,
    DateForm,
    MappedExport,
)
from analytics.exports.mapped.reading import found_in, is_time_in_slot
from analytics.exports.mapped.rules import Condition, LeaveOut, When

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from analytics.exports.export import Kind
    from analytics.exports.header import Table

_WHO_WORDS: tuple[tuple[str, str], ...] = (
    ("client_id", r"(client|customer|kunden?|member|patient).{0,3}(id|no|nr|nummer|#)"),
    ("client_email", r"e-?mail|\bmail\b|courriel|correo"),
    ("client_phone", r"phone|mobile|\btel\b|telef|handy|m[oó]vil"),
)

_NAME_WORDS: tuple[tuple[str, str], ...] = (
    ("first_name", r"first.?name|vorname|given|pr[eé]nom"),
    ("last_name", r"last.?name|nachname|surname|family"),
)

_CLIENT_WORDS = r"client|customer|kund|invitee|attendee|member|name|nom\b|^who$"

_COACH_WORDS = (
    r"coach|staff|provider|practitioner|\bhost|trainer|therapist|berater|with whom"
)

# In this order: a column is taken by the first field it fits, so the narrower
# meaning comes first. English, German, French, Spanish, Portuguese, Italian.
_WORDS: Mapping[Kind, tuple[tuple[str, str], ...]] = {
    "sessions": (
        (
            "session_key",
            r"(booking|appointment|session|event|termin).{0,3}(id|no|nr|#)|^(id|ref)\b",
        ),
        *_WHO_WORDS,
        ("cancelled_by", r"(cancel|storn|annul).*(by|von|par|por)\b"),
        ("cancelled", r"(cancel|storn|annul).*(at|on|date|time|am|datum|zeit|le|el)\b"),
        (
            "booked",
            r"book(ed|ing)? ?(at|on|date|time)|created|gebucht|erstellt|cr[eé]{1,2}",
        ),
        ("slot", r"slot|time range|zeitraum|from.*to\b|von.*bis"),
        ("ends", r"\bend|ende|\bfin\b|\bbis\b"),
        ("start_time", r"^(start )?(time|uhrzeit|zeit|heure|hora)$"),
        ("starts", r"start|begin|date|datum|termin|fecha|data\b|\bwhen\b|\bwann\b"),
        ("duration", r"durat|dauer|length|\bmin(ute)?s?\b|dur[eé]e"),
        ("status", r"status|state|outcome|attend|estado|statut|stato|went|result"),
        ("price", r"price|preis|\bfee|amount|cost|betrag|prix|precio"),
        ("currency", r"currency|w[aä]hrung|devise|moneda"),
        ("zone", r"time ?zone|zeitzone"),
        *_NAME_WORDS,
        ("coach", _COACH_WORDS),
        ("client_name", _CLIENT_WORDS),
        (
            "service",
            r"service|type|leistung|angebot|session|class|programme?|offer|^what$",
        ),
    ),
    "prices": (
        ("price_key", r"(invoice|rechnung|facture|line|sale).{0,10}(id|no|nr|#)"),
        ("session_key", r"(booking|appointment|session|termin).{0,3}(id|no|nr|#)"),
        *_WHO_WORDS,
        ("starts", r"(session|appointment|service).*date|date|datum|fecha|data\b"),
        ("price", r"price|preis|\bfee|amount|cost|betrag|prix|precio|total|paid"),
        ("currency", r"currency|w[aä]hrung|devise|moneda"),
        *_NAME_WORDS,
        ("client_name", _CLIENT_WORDS),
        ("service", r"service|item|type|leistung|description|product"),
    ),
    "visits": (
        ("meeting_key", r"meeting.{0,3}(id|no|nr|#)"),
        *_WHO_WORDS,
        ("joined", r"join|arriv|enter|beitritt"),
        ("departed", r"leave|left|exit|verlassen"),
        ("duration", r"durat|dauer|length|\bmin(ute)?s?\b|dur[eé]e"),
        ("topic", r"topic|meeting|title|thema"),
        *_NAME_WORDS,
        ("client_name", _CLIENT_WORDS),
    ),
    "reminders": (
        (
            "session_key",
            r"(booking|appointment|session|event|termin).{0,3}(id|no|nr|#)",
        ),
        *_WHO_WORDS,
        ("sent", r"sent|send|gesendet|envoy|date|datum"),
        ("starts", r"start|begin|appointment|session|termin"),
        ("channel", r"channel|via|method|kanal"),
        ("status", r"status|state|deliver|result"),
        *_NAME_WORDS,
        ("client_name", rf"{_CLIENT_WORDS}|recipient|^to$"),
        ("reminder", r"template|reminder|subject|type|campaign"),
    ),
    "actions": (
        ("action_key", r"(action|task|homework).{0,3}(id|no|nr|#)|^id\b"),
        *_WHO_WORDS,
        ("done", r"done|complet|finish|erledigt|fait"),
        ("due", r"due|until|deadline|f[aä]llig|bis\b"),
        ("given", r"given|creat|assign|agreed|erstellt"),
        ("status", r"status|state"),
        ("owner", r"owner|who does|responsible|verantwort"),
        ("text", r"action|task|homework|text|what|title|descr|aufgabe|promise"),
        *_NAME_WORDS,
        ("client_name", _CLIENT_WORDS),
    ),
    "clients": (
        *_WHO_WORDS,
        ("since", r"since|joined|created|added|seit|depuis"),
        *_NAME_WORDS,
        ("coach", _COACH_WORDS),
        ("client_name", rf"full ?name|{_CLIENT_WORDS}"),
    ),
}

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

_OTHER_STATUSES: tuple[tuple[str, str], ...] = (
    ("no_contact", r"no (contact|address|number|e-?mail)|bounce|invalid"),
    ("opted_out", r"opt|unsubscri|declin"),
    ("not_sent", r"not|fail|error|pending|queued"),
    ("sent", r"sent|deliver|ok|success|gesendet"),
    ("open", r"open|todo|to do|pending|progress|not"),
    ("done", r"done|complet|finish|erledigt"),
    ("absent", r"no|absent|miss"),
    ("host", r"host|organi[sz]er"),
    ("participant", r"."),
)

_SAYS_NOTHING = frozenset(
    {"n/a", "na", "-", "--", "---", "#name?", "#n/a", "null", "none", "tbd"}
)
_TOTALS = re.compile(
    r"(grand |sub)?totale?s?:?|(zwischen)?summe:?|gesamt(summe)?:?", re.IGNORECASE
)

_SLOT = re.compile(
    r"\d{1,2}(:\d{2}){0,2} ?([ap]m)? ?([-–—]|to|bis|à) ?\d{1,2}(:\d{2}){0,2} ?([ap]m)?$"
)

_BEFORE_ALL = dt.datetime(1, 1, 1)  # noqa: DTZ001 - compared, not stored

MOST_STATUS_WORDS = 60
"""A column with more different words is free text, not a status."""


def guess(table: Table, name: str, kind: Kind = "sessions") -> MappedExport | None:
    """Return a first mapping, or nothing where no start or client is in sight.

    A form whose order of day and month the column cannot settle is left out:
    the owner is asked.
    """
    columns = _columns(table, kind)
    main = {"sessions": "starts", "prices": "price", "visits": "joined"}
    needed = {**main, "actions": "text"}.get(kind)
    if (needed and needed not in columns) or not columns.keys() & set(WHO):
        return None
    header = table.header
    canceller = columns.get("cancelled_by")
    return MappedExport(
        name=name,
        header=header,
        columns={f: column_at(header, at) for f, at in columns.items()},
        dates={f: DateForm(forms) for f, forms in _forms(table, columns, kind).items()},
        statuses=status_words(table.cells(columns.get("status")), kind),
        kind=kind,
        nulls=_nulls(table, columns),
        is_last_name_first=_is_last_first(table.cells(columns.get("client_name"))),
        is_start_in_slot=is_time_in_slot(table, columns),
        are_cancellers_named=_share_a_cell(table, canceller, columns),
        **_totals(table),  # type: ignore[arg-type]  # two fields by their names
    )


def status_words(words: Sequence[str], kind: Kind = "sessions") -> dict[str, str]:
    """Return what each word of a status column seems to stand for."""
    different = sorted({w for w in words if w and w.lower() not in _SAYS_NOTHING})
    if not STATUSES[kind] or len(different) > MOST_STATUS_WORDS:
        return {}
    return {word: _status(word, kind) for word in different}


def _status(word: str, kind: Kind) -> str:
    patterns = _STATUSES if kind == "sessions" else _OTHER_STATUSES
    for meaning, pattern in patterns:
        if meaning in STATUSES[kind] and re.search(pattern, word.casefold()):
            return str(meaning)
    return "unknown" if "unknown" in STATUSES[kind] else STATUSES[kind][0]


def _columns(table: Table, kind: Kind) -> dict[str, int]:
    taken: dict[str, int] = {}
    for field, pattern in _WORDS[kind]:
        for position, name in enumerate(table.header):
            free = position not in taken.values()
            if (
                free
                and re.search(pattern, name.casefold())
                and _fits(table, field, position, kind)
            ):
                taken[field] = position
                break
    return _with_dates_by_content(table, taken) if kind == "sessions" else taken


def _with_dates_by_content(table: Table, taken: dict[str, int]) -> dict[str, int]:
    """Add start and booking where no name tells them, by what the cells hold.

    The latest dates are the starts; of the others, whatever lies before them as a
    whole is when sessions were booked.
    """
    free = [p for p in range(len(table.header)) if p not in taken.values()]
    dated = {p: f for p in free if (f := find(table.cells(p)).forms)}
    found = dict(taken)
    if "starts" not in found and dated:
        found["starts"] = max(dated, key=lambda p: _latest(table, p, dated[p]))
        del dated[found["starts"]]
    if "booked" not in found and "starts" in found and dated:
        starts = find(table.cells(found["starts"])).forms
        if starts:
            latest = _latest(table, found["starts"], starts)
            earlier = [p for p in dated if _latest(table, p, dated[p]) <= latest]
            found |= {"booked": earlier[0]} if earlier else {}
    return found


def _latest(table: Table, position: int, forms: Sequence[str]) -> dt.datetime:
    cells = [tidy(cell) for cell in table.cells(position)]
    read = (parse(cell, form) for cell in cells for form in forms)
    return max((at for at in read if at), default=_BEFORE_ALL)


def _fits(table: Table, field: str, position: int, kind: Kind) -> bool:
    """Return whether the cells allow the meaning that the name suggests."""
    filled = [cell for cell in table.cells(position) if cell]
    if field == "ends":
        return not filled or bool(
            find(filled).forms or find(["2000-01-01"], filled).forms
        )
    if field == "start_time":
        # What holds the date as well is the start itself, whatever it is called.
        return not find(filled).forms
    if field in DATES_OF[kind] and field != "done":
        return not filled or bool(find(filled).forms)
    if field == "slot":
        return all(_SLOT.match(cell.lower()) for cell in filled)
    if field == "client_email":
        return not filled or any("@" in cell for cell in filled)
    return True


def _forms(
    table: Table, columns: Mapping[str, int], kind: Kind
) -> dict[str, tuple[str, ...]]:
    found = {}
    for field in DATES_OF[kind]:
        if field in columns:
            in_slot = field == "starts" and is_time_in_slot(table, columns)
            written = found_in(table, columns, field, in_slot=in_slot)
            if written.forms and not (written.is_undecided or written.is_half_day_open):
                found[field] = written.forms
    return found


def _nulls(table: Table, columns: Mapping[str, int]) -> tuple[str, ...]:
    cells = {cell for at in columns.values() for cell in table.cells(at)}
    return tuple(sorted(cell for cell in cells if cell.lower() in _SAYS_NOTHING))


def _is_last_first(names: Sequence[str]) -> bool:
    turned = [bool(re.fullmatch(r"[^,]+, [^,]+", name)) for name in names if name]
    return bool(turned) and sum(turned) * 2 > len(turned)


def _share_a_cell(
    table: Table, position: int | None, columns: Mapping[str, int]
) -> bool:
    """Return whether who cancelled is a name: some client's is among them."""
    clients = {cell.casefold() for cell in table.cells(columns.get("client_name"))}
    return any(cell.casefold() in clients for cell in table.cells(position))


def _totals(table: Table) -> dict[str, object]:
    """Return a rule that leaves out lines of totals, where there are some."""
    for position, cells in enumerate(
        map(table.cells, range(min(3, len(table.header))))
    ):
        words = sorted({cell for cell in cells if _TOTALS.fullmatch(cell)})
        if words:
            first = Condition("first_cell", "is", tuple(words))
            rule = LeaveOut(When("all", (first,)), "it is a line of totals")
            column = column_at(table.header, position)
            return {"others": {"first_cell": column}, "leave_out": (rule,)}
    return {}


def column_at(header: Sequence[str], position: int) -> Column:
    """Return the column at a place: its name, and which of several of that name."""
    name = header[position]
    return Column(name, sum(n.casefold() == name.casefold() for n in header[:position]))
