"""Where a person is mentioned in what people typed, and how that is taken out.

Beyond the rows of their own, somebody can be named in a file's name, in a warning,
in a note about somebody else. Such a mention is replaced. A coach or a service of
the same name is left alone and reported.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    import duckdb

REPLACED = "(forgotten)"

FREE_TEXTS: tuple[tuple[str, str], ...] = (
    ("endings", "to_whom"),
    ("endings", "decided_by"),
    ("endings", "reason"),
    ("absences", "why"),
    ("follow_ups", "step"),
    ("follow_ups", "channel"),
    ("follow_ups", "result"),
    ("set_asides", "reason"),
    ("confirmations", "excused_reason"),
    ("action_versions", "action"),
    ("actions", "action"),
    ("visits", "topic"),
    ("no_scoring", "reason"),
    ("trials", "stopped_because"),
    ("endings", "terms"),
    ("follow_ups", "note"),
    ("planned_steps", "why"),
    ("remarks", "note"),
    ("goals", "goal"),
    ("goals", "why_it_matters"),
    ("goal_events", "note"),
    ("promises", "action"),
    ("promises", "needs"),
    ("remember_lines", "line"),
    ("agreements", "excused"),
    ("agreements", "coach_commits"),
    ("fee_decisions", "reason"),
    ("policy_changes", "what"),
    # What somebody searched for stands in a view that they saved.
    ("saved_views", "name"),
    ("saved_views", "definition"),
)
"""What people typed about others, where a mention of the person is taken out."""

FILE_TEXTS: tuple[tuple[str, str], ...] = (
    ("imports", "file_name"),
    ("refused_rows", "reason"),
    ("refused_rows", "fields"),
    ("copies", "path"),
)
"""Where a single name of theirs (``muster-export.csv``) is taken out as well."""

NAMES_OF_OTHERS: tuple[tuple[str, str], ...] = (
    ("sessions", "coach"),
    ("sessions", "service"),
    ("services", "service"),
    ("absences", "coach"),
    ("mappings", "name"),
    ("price_versions", "service"),
    ("list_versions", "coach"),
    ("reminders", "strategy"),
    ("strategies", "strategy"),
    ("strategy_spans", "strategy"),
    ("strategy_spans", "service"),
    ("strategy_spans", "coach"),
    ("agreements", "service"),
    ("policy_changes", "service"),
    ("policy_changes", "coach"),
    ("colleagues", "name"),
    ("colleagues", "what_for"),
    ("colleagues", "reached_by"),
    ("booking_links", "coach"),
    ("booking_links", "service"),
    ("booking_links", "link"),
    # Its hash was stored before the start, so nothing in it can be replaced.
    ("trials", "plan"),
)
"""What a person's name can stand in as somebody else's or as a thing's."""

# Fewer letters are found in ordinary texts.
_FEWEST_LETTERS = 3
_FEWEST_IN_AN_ID = 7

_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W_]+")
_BETWEEN = r"[^\p{L}\p{N}]"

# Twice, as two mentions in a row share the sign between them.
_NEW = "regexp_replace(regexp_replace({0}, $p, $by, 'gi'), $p, $by, 'gi')"
_BY = rf"\1{REPLACED}\2"


@dataclass(frozen=True)
class Person:
    """Everything a person is called."""

    client_id: str
    names: frozenset[str]
    emails: frozenset[str]
    phones: frozenset[str]


def _mentions(person: Person) -> str | None:
    """Return a pattern of the ways in which the person can be written."""
    spelled = [_WORD.findall(text) for text in person.emails]
    # An id that a practice gave may be a name; a number is found in any text.
    if len(_LETTER.findall(person.client_id)) >= _FEWEST_IN_AN_ID:
        spelled.append(_WORD.findall(person.client_id))
    for name in person.names:
        words = _WORD.findall(name)
        spelled += [words, [*words[-1:], *words[:-1]]]
    spelled += [re.findall(r"\d", phone) for phone in person.phones]
    return _pattern(spelled)


def _names(person: Person) -> str | None:
    """Return a pattern of every single name of the person."""
    return _pattern([[word] for name in person.names for word in _WORD.findall(name)])


def _pattern(spelled: list[list[str]]) -> str | None:
    written = {
        f"{_BETWEEN}*".join(parts)
        for parts in spelled
        if len("".join(parts)) >= _FEWEST_LETTERS
    }
    if not written:
        return None
    # The longest first: an e-mail address may begin with the name.
    either = "|".join(sorted(written, key=lambda text: (-len(text), text)))
    return rf"(^|[^\p{{L}}])(?:{either})($|[^\p{{L}}])"


def replace(cursor: duckdb.DuckDBPyConnection, person: Person) -> int:
    """Take mentions out of what people typed; return how many texts had one."""
    columns = [(*text, _mentions(person)) for text in (*FILE_TEXTS, *FREE_TEXTS)]
    columns += [(*text, _names(person)) for text in FILE_TEXTS]
    counts = [
        changed(
            cursor,
            f"update {table} set {column} = {_NEW.format(column)} "  # noqa: S608 - names of our own
            f"where regexp_matches({column}, $p, 'i')",
            p=pattern,
            by=_BY,
        )
        for table, column, pattern in columns
        if pattern is not None
    ]
    return sum(counts) + _replace_in_warnings(cursor, _mentions(person))


def _replace_in_warnings(cursor: duckdb.DuckDBPyConnection, pattern: str | None) -> int:
    if pattern is None:
        return 0
    return changed(
        cursor,
        f"update imports set warnings = [{_NEW.format('w')} for w in warnings] "  # noqa: S608 - names of our own
        "where regexp_matches(array_to_string(warnings, ' '), $p, 'i')",
        p=pattern,
        by=_BY,
    )


def left(
    cursor: duckdb.DuckDBPyConnection, person: Person, texts: Mapping[str, str]
) -> tuple[str, ...]:
    """Return where the name stands as somebody else's, or in a text out of reach.

    Parameters
    ----------
    texts
        What stands in files, by where they lie.
    """
    pattern = _mentions(person)
    if pattern is None:
        return ()
    columns = (
        f"{table}.{column}"
        for table, column in NAMES_OF_OTHERS
        if cursor.execute(
            f"select 1 from {table} "  # noqa: S608 - names of our own
            f"where regexp_matches({column}, $p, 'i') limit 1",
            {"p": pattern},
        ).fetchone()
    )
    files = (
        place
        for place, text in texts.items()
        if cursor.execute(
            "select 1 where regexp_matches($text, $p, 'i')",
            {"text": text, "p": pattern},
        ).fetchone()
    )
    return (*columns, *files)


def changed(cursor: duckdb.DuckDBPyConnection, sql: str, **values: object) -> int:
    """Run a statement and return how many rows it changed."""
    row = cursor.execute(sql, values).fetchone()
    return int(row[0]) if row else 0
