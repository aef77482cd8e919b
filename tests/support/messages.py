"""Write reminders of a log, and what files say, straight into a practice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.log import utc

if TYPE_CHECKING:
    from analytics.store import Database


def message(
    database: Database,
    session: str,
    sent: str | None,
    *,
    channel: str | None = "sms",
    strategy: str | None = None,
    status: str = "sent",
    source: str = "mapped-log",
) -> None:
    """Add a reminder as the importer keeps it; `sent` as ``2026-01-05 10:00``, UTC."""
    with database.write() as cursor:
        cursor.execute(
            "insert into reminders by name select uuid()::varchar as reminder_id, "
            "$source as source, $session as session_id, 'session_id' as matched_by, "
            "$strategy as strategy, $channel as channel, "
            "$sent_at::timestamp as sent_at, $status as status, 'i-1' as import_id, "
            "timestamp '2026-06-01' as known_at",
            {
                "source": source,
                "session": session,
                "strategy": strategy,
                "channel": channel,
                "sent_at": utc(sent) if sent else None,
                "status": status,
            },
        )


def column(database: Database, **said: str) -> None:
    """Let the file of sessions say which reminder each session had."""
    with database.write() as cursor:
        for session, strategy in said.items():
            cursor.execute(
                "update sessions set reminder_strategy = $strategy "
                "where session_id = $session",
                {"session": session, "strategy": strategy},
            )
