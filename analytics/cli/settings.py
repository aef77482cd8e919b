"""``settings get`` and ``settings set``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analytics import importing
from analytics import settings as rules
from analytics.cli.output import Answer
from analytics.store import log
from analytics.store import settings as kept_settings

if TYPE_CHECKING:
    from analytics.cli.call import Call


def get(call: Call) -> Answer:
    """Show one setting, or all of them."""
    with call.opened() as database, database.read() as cursor:
        values = rules.DEFAULTS | kept_settings.stored(cursor)
    if call.arguments.key is None:
        return Answer(
            data={"settings": dict(sorted(values.items()))},
            lines=lambda: [f"{k} = {v or '–'}" for k, v in sorted(values.items())],
        )
    key = rules.canonical_key(call.arguments.key)
    value = values.get(key, "")
    return Answer(data={"key": key, "value": value}, lines=lambda: [value])


def set_(call: Call) -> Answer:
    """Change a setting, and the log where it follows from that setting."""
    key = rules.canonical_key(call.arguments.key)
    with call.opened() as database:
        value = importing.change_setting(database, key, call.arguments.value)
    log.event("settings")
    return Answer(
        data={"key": key, "value": value}, lines=lambda: [f"{key} = {value or '–'}"]
    )
