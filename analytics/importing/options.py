"""What a person may say about a file when importing it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

    from analytics.exports.mapped.mapping import MappedExport


@dataclass(frozen=True)
class ImportOptions:
    """All optional: what is not said is recognised, kept from before or default."""

    file_name: str | None = None
    """As the owner knows it, where the file lies under another name."""
    tool: str | None = None
    timezone: str | None = None
    """Zone of the file's local times; kept for the source from then on."""
    mapping: str | MappedExport | None = None
    """A mapping, or the name of a kept one."""
    day_first: bool | None = None
    """Whether dates such as 03/04/2026 start with the day, where the file does not
    settle it."""
    exported_at: dt.datetime | None = None
    """UTC; dates what the file knew. Default: the file's own time."""
    dry_run: bool = False
    fallback_timezone: str | None = None
    """Used with a warning where no zone is known yet, such as the machine's."""
