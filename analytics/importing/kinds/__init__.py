"""Rows that are no sessions: prices, visits, reminders, actions, lists, returns.

A file's kind is `Reading.kind`; ``sessions`` goes its own way, every other kind goes
through here. `Reading.companions` are the same rows read as another kind: they
are kept in the same transaction under the same import.

What each import showed is kept in the kind's table. Whose rows they are and to
which session they belong is never kept with them but computed from all imports, so
that order, overlap and undo cannot matter: invoices may come before appointments.

To add a kind
-------------
A module beside this one with a `Kind`, an entry in `KINDS`, a table in a migration
and two SQL files:

``stage``
    One row a record of the file (of a companion: any number), made from ``given``:
    the normal form with every column of `Kind.fields`, absent ones null, and with
    ``problem``, ``ignored``, ``record`` and ``row_zone``. It may use the parameters
    ``$source``, ``$session_prefix`` and ``$exported_at``, those of the reading, and the
    macros ``to_utc(local, zone)``, ``clean``, ``email_key``, ``phone_key``, ``cents``,
    ``row_person(source, given_id, name, email, phone)`` and ``row_key``. It gives the
    columns of the kind's table but ``import_id``, ``exported_at`` and ``source``; and
    ``refused``, ``ignored`` (why, or null) and ``record``.
``places``
    What became of an import's rows, for its report (see `Kind.places`).

A table of a kind has ``import_id``, ``exported_at`` and ``source``, and, where its
rows name somebody, ``person_id`` (from ``row_person``) beside those of ``given_id``,
``person_name``, ``email`` and ``phone`` that it keeps. By these columns undo,
forgetting, exports and the check find it. ``row_people`` (person_id, client_id)
tells who of them is which client; it is up to date before the log is computed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from analytics.importing.kinds.actions import ACTIONS
from analytics.importing.kinds.client_lists import CLIENT_LISTS
from analytics.importing.kinds.kind import Kind
from analytics.importing.kinds.prices import PRICES
from analytics.importing.kinds.reminders import REMINDERS
from analytics.importing.kinds.returns import RETURNS
from analytics.importing.kinds.visits import VISITS

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["KINDS", "Kind"]

KINDS: Mapping[str, Kind] = {
    kind.name: kind
    for kind in (PRICES, VISITS, REMINDERS, ACTIONS, CLIENT_LISTS, RETURNS)
}
