"""Whether a mapping can be used: it says enough, knows our words, and is small."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analytics.errors import BadMappingError, UnknownTimeZoneError
from analytics.periods import zone

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from analytics.exports.mapped.mapping import MappedExport
    from analytics.exports.mapped.rules import LeaveOut, Rule

MOST_COLUMNS = 100
MOST_RULES = 100
MOST_WORDS = 1_000
MOST_FORMS = 20
LONGEST_TEXT = 300
LONGEST_NAME = 5_000
"""Of a column: a question of an intake form is one."""

# Codes that Python and DuckDB read alike, and the marks between them.
_FORM = re.compile(r"(?:%[YymdBbHIMSpzZaAf]|[ ,./:;()\-]|T|at|GMT)+")
_SPECIAL_FORMS = frozenset({"words", "iso", "excel"})
_KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")


def check(mapping: MappedExport) -> None:
    """Refuse a mapping that could store nothing or was not made in good faith.

    Raises
    ------
    BadMappingError
        With what is wrong.
    """
    _check_texts(mapping)
    _check_sizes(mapping)
    if not mapping.source.removeprefix("mapped-"):
        _refuse("give it a name with at least one letter or digit.")
    _check_words(mapping)
    _check_says_enough(mapping)
    _check_dates(mapping)
    _check_rules(mapping)


def _refuse(reason: str) -> None:
    raise BadMappingError(reason)


def _check_says_enough(mapping: MappedExport) -> None:
    from analytics.exports.mapped.mapping import WHO  # noqa: PLC0415 - it checks itself here

    has = {*mapping.columns, *mapping.constants}
    if mapping.kind == "sessions" and "starts" not in has:
        _refuse("say which column holds the start of a session.")
    if mapping.kind == "prices" and "price" not in has:
        _refuse("say which column holds the amount.")
    if mapping.kind == "visits" and "joined" not in has:
        _refuse("say which column holds the time of joining.")
    if mapping.kind == "actions" and "text" not in has:
        _refuse("say which column holds what was promised.")
    keyed = mapping.kind in {"prices", "reminders"} and "session_key" in has
    if not has & set(WHO) and not keyed:
        _refuse("say which column tells who the client is.")


def _check_words(mapping: MappedExport) -> None:
    from analytics.exports.mapped.mapping import FIELDS_OF, STATUSES  # noqa: PLC0415 - as above

    if mapping.kind not in FIELDS_OF:
        _refuse(f"it uses words that Driftline does not know: {mapping.kind}.")
    fields, meanings = set(FIELDS_OF[mapping.kind]), set(STATUSES[mapping.kind])
    given = {*mapping.columns, *mapping.constants, *mapping.fill_down}
    said = {*mapping.statuses.values(), *(rule.outcome for rule in mapping.rules)}
    said |= {mapping.otherwise} if mapping.otherwise else set()
    odd = [*sorted(given - fields), *sorted(said - meanings)]
    odd += [] if mapping.money in {"auto", "point", "comma"} else [mapping.money]
    odd += sorted(set(mapping.needed) - mapping.addressed().keys())
    if odd:
        _refuse(f"it uses words that Driftline does not know: {', '.join(odd)}.")
    for key in mapping.others:
        if key in fields or not _KEY.fullmatch(key):
            _refuse(f"a further column cannot be called {key!r}.")


def _check_dates(mapping: MappedExport) -> None:
    for key, date in mapping.dates.items():
        if key not in mapping.fields:
            _refuse(f"it uses words that Driftline does not know: {key}.")
        if len(date.forms) > MOST_FORMS:
            _refuse(f"it has too many forms of dates for {key}.")
        for form in date.forms:
            _check_form(form)
    for name in _zones(mapping):
        try:
            zone(name)
        except UnknownTimeZoneError as error:
            raise BadMappingError(str(error)) from error


def _check_form(form: str) -> None:
    if form not in _SPECIAL_FORMS and not _FORM.fullmatch(form):
        _refuse(f"it has a form of dates that Driftline does not know: {form}.")
    if re.search(r"%[zZ].", form):
        _refuse(f"in {form} the time zone does not stand at the end.")


def _zones(mapping: MappedExport) -> Iterator[str]:
    yield from (date.zone for date in mapping.dates.values() if date.zone)
    yield from mapping.zone_words.values()


def _check_rules(mapping: MappedExport) -> None:
    known = {*mapping.addressed(), *mapping.constants}
    for rule in _all_rules(mapping):
        for condition in rule.when.conditions():
            named = {condition.column}
            if condition.test == "same_as":
                named.update(condition.words)
            if odd := named - known:
                _refuse(f"a rule looks at columns it does not name: {min(odd)}.")


def _all_rules(mapping: MappedExport) -> list[Rule | LeaveOut]:
    return [*mapping.rules, *mapping.leave_out]


def _check_sizes(mapping: MappedExport) -> None:
    rules = _all_rules(mapping)
    conditions = [c for rule in rules for c in rule.when.conditions()]
    words = sum(len(c.words) for c in conditions) + len(mapping.statuses)
    words += len(mapping.nulls) + len(mapping.zone_words)
    names = sum(len(c.names()) for c in mapping.addressed().values())
    if (
        names > 10 * MOST_COLUMNS
        or len(mapping.addressed()) > MOST_COLUMNS
        or len(mapping.header) > 10 * MOST_COLUMNS
        or len(mapping.also_writes) > 10 * MOST_COLUMNS
        or len(rules) > MOST_RULES
        or len(conditions) > 10 * MOST_RULES
        or words > MOST_WORDS
    ):
        _refuse("it is larger than any tool's file needs.")


def _check_texts(mapping: MappedExport) -> None:
    for text in _texts(mapping):
        if not isinstance(text, str):
            _refuse("the file is not a mapping that Driftline wrote.")
        if len(text) > LONGEST_TEXT:
            _refuse("one of its texts is longer than any tool's.")
    for text in _column_names(mapping):
        if len(text) > LONGEST_NAME:
            _refuse("one of its columns has a name longer than any tool's.")
    if any("\0" in text for text in (*_texts(mapping), *_column_names(mapping))):
        _refuse("one of its texts holds marks that no tool writes.")
    if not mapping.people_between:
        _refuse("say what stands between the people of one cell.")


def _texts(mapping: MappedExport) -> Iterable[str]:
    yield from (mapping.name, mapping.variant, mapping.people_between)
    yield from (mapping.money, *mapping.nulls, *mapping.fill_down, *mapping.needed)
    yield from mapping.cannot
    for pairs in (mapping.statuses, mapping.constants, mapping.zone_words):
        yield from (*pairs.keys(), *pairs.values())
    for date in mapping.dates.values():
        yield from date.forms
    for rule in _all_rules(mapping):
        for condition in rule.when.conditions():
            yield from (condition.column, *condition.words)
    yield from (leave.because for leave in mapping.leave_out)
    yield from (text for text in (mapping.tool, mapping.shared_source) if text)
    yield mapping.how_to_export


def _column_names(mapping: MappedExport) -> Iterator[str]:
    yield from (*mapping.header, *mapping.also_writes)
    for column in mapping.addressed().values():
        yield from column.names()
