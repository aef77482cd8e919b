"""Change a setting, and the log where it follows from that setting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analytics import settings
from analytics.importing import resolve
from analytics.store import settings as kept_settings

if TYPE_CHECKING:
    from analytics.store import Database

_RULES_OF_THE_LOG = {"timezone", "notice_hours", "presume", "evidence"}


def change_setting(database: Database, key: str, value: str) -> str:
    """Keep a setting and return its value as kept.

    Raises
    ------
    UnknownSettingError, BadSettingError
        There is no such setting, or it cannot have that value.
    """
    key = settings.canonical_key(key)
    value = settings.canonical_value(key, value)
    with database.write() as cursor:
        kept_settings.put(cursor, key, value)
        if key.split(".")[0] in _RULES_OF_THE_LOG:
            resolve.resolve_all(cursor, kept_settings.read_with(cursor))
    return value
