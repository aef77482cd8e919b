"""A tool's mapping as the start of an owner's own: what the form opens with."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from analytics.exports.mapped.guess import column_at
from analytics.exports.mapped.mapping import Column, MappedExport, further_key
from analytics.exports.mapped.rules import Condition, When

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from analytics.exports.mapped.rules import LeaveOut, Rule


def as_own(mapping: MappedExport, header: Sequence[str]) -> MappedExport:
    """Return what a tool's mapping says of a file, for its owner to correct.

    Its rules keep to the columns they look at, whatever the owner chooses for the
    fields; bookings keep the numbers that the tool's have.

    Raises
    ------
    BadMappingError
        The file has not the columns by which the tool is told.
    """
    places = mapping.positions(header)
    columns = {
        key: columns_at(header, places_of(places, key))
        for key in mapping.columns
        if key in places
    }
    others = {
        _own_key(key): mapping.addressed()[key]
        for key in sorted(_looked_at(mapping))
        if key in mapping.addressed()
    }
    present = (key for key, other in others.items() if other.places(header))
    return replace(
        mapping,
        header=tuple(header),
        columns=columns,
        others=others,
        dates={key: date for key, date in mapping.dates.items() if key in columns},
        rules=tuple(
            replace(rule, when=_renamed(rule.when, others)) for rule in mapping.rules
        ),
        leave_out=tuple(
            replace(rule, when=_renamed(rule.when, others))
            for rule in mapping.leave_out
        ),
        fill_down=tuple(key for key in mapping.fill_down if key in columns),
        tool=None,
        shared_source=mapping.source,
        variant=MappedExport.variant,
        needed=(*columns, *present),
        also_writes=(),
        how_to_export="",
    )


def columns_at(header: Sequence[str], places: Sequence[int]) -> Column:
    """Return the column at the first place, to be looked at in turn with the others."""
    first, *further = (column_at(header, at) for at in places)
    return replace(first, otherwise=tuple(further))


def places_of(places: Mapping[str, int], key: str) -> list[int]:
    """Return where a field stands, then where it is looked for in turn."""
    keys = (further_key(key, number) for number in range(len(places)))
    return [places[one] for one in keys if one in places]


def _looked_at(mapping: MappedExport) -> set[str]:
    rules: list[Rule | LeaveOut] = [*mapping.rules, *mapping.leave_out]
    conditions = [one for rule in rules for one in rule.when.conditions()]
    named = {word for one in conditions if one.test == "same_as" for word in one.words}
    return named | {one.column for one in conditions}


def _own_key(key: str) -> str:
    return f"rule_{key}"


def _renamed(when: When, others: Iterable[str]) -> When:
    """Return a condition whose columns stand under their own keys."""
    parts = (
        _renamed(part, others) if isinstance(part, When) else _asked(part, set(others))
        for part in when.parts
    )
    return replace(when, parts=tuple(parts))


def _asked(condition: Condition, others: set[str]) -> Condition:
    def own(key: str) -> str:
        # What is the same in every row is no column.
        return _own_key(key) if _own_key(key) in others else key

    words = condition.words
    if condition.test == "same_as":
        words = tuple(own(word) for word in words)
    return replace(condition, column=own(condition.column), words=words)
