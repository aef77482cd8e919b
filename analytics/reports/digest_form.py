"""The part of a coach's sheet that asks: a form on the screen, blanks on paper.

The answers are written to a file by a few lines of script in the sheet itself; nothing
is sent anywhere. Without scripts the sheet reads the same, and the small file that
comes with it takes the answers.
"""

from __future__ import annotations

import hashlib
import html
from base64 import b64encode
from pathlib import Path
from typing import TYPE_CHECKING, Final

from analytics.exports.tools.coach_return import COLUMNS
from analytics.names import plain
from analytics.reports.digest_return import ANSWERS, fields
from analytics.words import short_moment

if TYPE_CHECKING:
    from analytics.reports.digest import Digest
    from analytics.reports.digest_return import ReturnRow
    from analytics.reports.digest_words import Naming

_SCRIPT = Path(__file__).with_name("digest_form.js")

_ABOUT: Final = (
    "Say what you know and leave the rest. “Save my answers” writes a small file on "
    "your computer; send that file back. Or fill in the file that came with this sheet."
)
_BLANK: Final = '<span class="boxes">________</span>'


def script() -> str:
    """Return the script of the form."""
    return _SCRIPT.read_text("utf-8")


def may_run() -> str:
    """Return how a page's policy names this script and no other."""
    digest = hashlib.sha256(script().encode()).digest()
    return f"'sha256-{b64encode(digest).decode()}'"


def form(found: Digest, naming: Naming) -> str:
    """Return the form; nothing where there is nothing to ask."""
    if not found.to_return:
        return ""
    rows = "".join(_row(row, found, naming) for row in found.to_return)
    file = f"monday-{found.today.isoformat()}-answers.csv"
    return (
        '<section class="return"><h2>To send back</h2>'
        f'<p class="note">{_escaped(_ABOUT)}</p>'
        f'<form class="answers" data-coach="{_escaped(found.coach)}" '
        f'data-columns="{",".join(COLUMNS)}" data-file="{file}">'
        f'<ul class="send-back">{rows}</ul>'
        '<p class="save"><button type="button" hidden>Save my answers</button> '
        "<output></output></p></form></section>"
    )


def _row(row: ReturnRow, found: Digest, naming: Naming) -> str:
    cells = fields(row, str(found.coach), found.zone_name, found.today)
    data = {
        "session": row.session_id or "",
        "client": "" if row.session_id else row.client_id,
        "initials": cells["initials"],
        "when": cells["when"],
    }
    given = " ".join(
        f'data-{key}="{html.escape(str(value))}"' for key, value in data.items()
    )
    name = naming.of(row.name)
    who = f'<b class="who">{_escaped(name)}</b>'
    if row.starts_at is None:
        return f'<li class="contact" {given}>{who} {_contact(name)}</li>'
    at = short_moment(row.starts_at, found.zone_name, today=found.today)
    label = _escaped(f"What happened: {name}, {at}")
    return f"<li {given}>{who} {_escaped(at)} {_happened(label)}{_BLANK}</li>"


def _happened(label: str) -> str:
    return (
        f'<select name="what_happened" aria-label="{label}">'
        f"{_options(ANSWERS)}</select>"
    )


def _contact(name: str) -> str:
    day, answered = _escaped(f"Contacted: {name}"), _escaped(f"Answered: {name}")
    return (
        f'contacted <input type="date" name="contacted_on" aria-label="{day}"> '
        f'answered <select name="answered" aria-label="{answered}">'
        f"{_options(('yes', 'no'))}</select>"
    )


def _options(words: tuple[str, ...]) -> str:
    said = "".join(f"<option>{_escaped(word)}</option>" for word in words)
    return f'<option value="">–</option>{said}'


def _escaped(text: object) -> str:
    return html.escape(plain(text, 260))
