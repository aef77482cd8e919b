"""What a coach sends back: the small file of the Monday sheet, filled in.

`COLUMNS` is its one header; the sheet writes it, and by it the file is known. A row is
a session of which nobody has said what became of it, or a client who may have been
contacted. What the coach left empty is no row.
"""

from __future__ import annotations

from pathlib import Path

from analytics.exports.export import Confidence, Export

COLUMNS = (
    "session_id",
    "client_id",
    "coach",
    "initials",
    "when",
    "what_happened",
    "contacted_on",
    "answered",
)


def _variant(_: frozenset[str]) -> tuple[str, Confidence]:
    return "return file", "verified"


EXPORT = Export(
    tool="coach_return",
    name="A coach's Monday sheet",
    fields={
        "session_key": "session_id",
        "client_key": "client_id",
        "coach": "coach",
        "happened": "what_happened",
        "contacted": "contacted_on",
        "answered": "answered",
    },
    required=frozenset(
        {"session_key", "client_key", "coach", "happened", "contacted", "answered"}
    ),
    known_columns=frozenset(COLUMNS),
    sql=Path(__file__).with_name("coach_return.sql"),
    date_form="2026-03-03",
    has_zone=False,
    has_instants=True,
    variant_of=_variant,
    # Looking up whose rows they are does not keep the order of the file.
    is_numbered=True,
    kind="returns",
    cannot_tell=(
        "A row that the coach left empty says nothing: what became of it stays open.",
    ),
    how_to_export=(
        "Make the coach's sheet on the page Monday, let the coach fill in the small "
        "file beside it, and import what comes back."
    ),
)
