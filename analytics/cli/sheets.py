"""``digest`` and ``client-report``: what is printed or sent as a file of its own."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Final

from analytics.cli import views, when
from analytics.cli.output import Answer
from analytics.errors import (
    FileThereError,
    MissingFolderError,
    PracticeNotWritableError,
)
from analytics.periods import parse_date
from analytics.quality import monday
from analytics.reports import client_report as reports
from analytics.reports import client_report_sheet, digest_html, digest_text
from analytics.reports.digest import coach_of, headline, stale
from analytics.reports.digest_return import file_of
from analytics.reports.digest_words import Naming, answer, basis
from analytics.selection import Selection
from analytics.store import files

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analytics.cli.call import Call
    from analytics.reports.client_report import ClientReport, Slot
    from analytics.reports.digest import Digest
    from analytics.reports.digest_weeks import Week

_OURS: Final = (
    b"<!doctype html>",
    b"# Mon",
    b"# Our",
    b"# Before you meet",
    b"\xef\xbb\xbfsession_id,",
)
"""How a sheet or a return file of ours begins: only such a file is written over."""

_KINDS: Final = {".html": "html", ".htm": "html", ".md": "md"}


def digest(call: Call) -> Answer:
    """Make the Monday page, or a coach's sheet with the file to send back."""
    typed = call.arguments
    naming = Naming(with_names=typed.names)
    with call.opened() as database:
        coach = None if typed.coach is None else coach_of(database, typed.coach)
        as_of = when.as_of(database, typed.as_of, call.now)
        found = monday.digest(
            database,
            as_of,
            Selection(coach=coach),
            today=views.listed(database, as_of, call),
        )
    is_html = _format(typed.format, typed.out) == "html"
    make = digest_html.page if is_html else digest_text.markdown
    written = (
        [] if typed.out is None else _written(found, make(found, naming), typed.out)
    )
    return Answer(
        data=_told(found, naming, written),
        lines=lambda: (
            [f"Written: {path}" for path in written] or make(found, naming).splitlines()
        ),
    )


def client_report(call: Call) -> Answer:
    """Make the report that a coach brings to a session."""
    typed = call.arguments
    with call.opened_existing() as database:
        found = reports.client_report(
            database,
            when.as_of(database, typed.as_of, call.now),
            typed.client_id,
            from_day=parse_date(typed.from_date) if typed.from_date else None,
            until_day=parse_date(typed.until) if typed.until else None,
        )
    is_html = _format(typed.format, typed.out) == "html"
    make = client_report_sheet.page if is_html else client_report_sheet.markdown
    text = make(found, is_initials=typed.initials)
    written = [] if typed.out is None else [write(Path(typed.out), text.encode())]
    return Answer(
        data=reported(found, written),
        lines=lambda: [f"Written: {path}" for path in written] or text.splitlines(),
    )


def _format(typed: str | None, out: str | None) -> str:
    return typed or ("html" if out is None else kind_of(out))


def kind_of(out: str) -> str:
    """Return the format that a file's name asks for."""
    return _KINDS.get(Path(out).suffix.lower(), "html")


def _written(found: Digest, text: str, out: str) -> list[Path]:
    """Write the sheet, and beside a coach's the file to send back."""
    path = Path(out)
    written = [write(path, text.encode())]
    if found.coach is not None:
        content = file_of(
            found.to_return,
            found.coach,
            zone_name=found.zone_name,
            today=found.today,
        )
        written.append(write(path.with_suffix(".csv"), content))
    return written


def write(path: Path, content: bytes) -> Path:
    """Write a file of ours; nothing of anybody else's is written over.

    Raises
    ------
    MissingFolderError, FileThereError, PracticeNotWritableError
        Nothing was written.
    """
    if not path.parent.is_dir():
        raise MissingFolderError(path.parent)
    try:
        if path.exists() and not path.read_bytes().startswith(_OURS):
            raise FileThereError(path)
        with files.written_aside(path) as part:
            part.write_bytes(content)
    except OSError as error:
        raise PracticeNotWritableError(path) from error
    return path


# -- as JSON -------------------------------------------------------------------------


def _told(found: Digest, naming: Naming, written: list[Path]) -> dict[str, object]:
    return {
        "as_of": found.as_of.day,
        "for": found.today,
        "data_as_of": found.data_as_of,
        "stale": found.is_stale,
        "warning": stale(found) or None,
        "coach": found.coach,
        "headline": headline(found),
        "clients": [_named(asdict(look), naming) for look in found.looks],
        "clients_more": found.looks_more,
        "changed": {
            "since": found.changed.since,
            "counts": found.changed.counts,
            "sessions": [
                {
                    "what": one.what,
                    "client_id": one.client_id,
                    "name": naming.of(one.client or one.client_id),
                    "session_id": one.session_id,
                    "starts_at": one.starts_at,
                    "moved_from": one.moved_from,
                }
                for one in found.changed.sessions
            ],
        },
        "questions": [_named(asdict(asked), naming) for asked in found.asked],
        "weeks": [_week(week) for week in found.weeks.shown],
        "answer": answer(found) if found.weeks.shown else None,
        "basis": basis(found) if found.weeks.shown else None,
        "follow_ups": [_named(asdict(one), naming) for one in found.follow_ups],
        "follow_ups_more": found.follow_ups_more,
        "missing": found.missing,
        "fair_test": found.fair_test or None,
        "to_return": [_named(asdict(row), naming) for row in found.to_return],
        "files": [str(path) for path in written],
    }


def _named(row: dict[str, object], naming: Naming) -> dict[str, object]:
    return {**row, "name": naming.of(str(row["name"]))}


def _week(week: Week) -> Mapping[str, object]:
    low, high = week.interval or (None, None)
    counts = asdict(week)
    del counts["interval"]
    return {
        **counts,
        "missed": week.missed,
        "rate": week.rate,
        "low": low,
        "high": high,
    }


def reported(found: ClientReport, written: list[Path]) -> dict[str, object]:
    """Return a client's report, or a record, as the JSON object."""
    return {
        "client_id": found.client_id,
        "coach": found.coach,
        "as_of": found.as_of.day,
        "from": found.from_day,
        "until": found.until_day,
        "kept": [_slot(slot) for slot in found.kept],
        "moved": [_slot(slot) for slot in found.moved],
        "not_held": len(found.not_held),
        "called_off_by_coach": len(found.called_off_by_coach),
        "not_known": len(found.not_known),
        "ahead": [_slot(slot) for slot in found.ahead],
        "rhythm_days": found.rhythm_days,
        "programme": None
        if found.programme is None
        else {"kept": found.programme[0], "planned": found.programme[1]},
        "promises": [asdict(one) for one in found.promises],
        "files": [str(path) for path in written],
    }


def _slot(slot: Slot) -> dict[str, object]:
    return {
        "starts_at": slot.starts_at,
        "service": slot.service,
        "presumed": slot.is_presumed,
        "moved_to": slot.moved_to,
    }
