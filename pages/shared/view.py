"""How this practice wants names, days and money seen; looked up once a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pages.shared import doors, safe, words

if TYPE_CHECKING:
    import datetime as dt

HIDDEN: Final = "hidden while initials are shown"


@dataclass(frozen=True)
class View:
    """The settings that decide how a value is written."""

    today: dt.date
    """Today's date where the practice is."""
    zone: str
    currency: str
    is_initials: bool

    def name(self, name: str) -> str:
        """Return a client's name as it may be seen, as HTML."""
        return safe.html(self.plain_name(name))

    def plain_name(self, name: str) -> str:
        """Return a client's name as it may be seen: whole, or initials."""
        return safe.initials(name) if self.is_initials else safe.plain(name)

    def typed(self, text: str, longest: int = 300) -> str:
        """Return what somebody typed about a client, as HTML.

        It may hold a name, so it is hidden while initials are shown.
        """
        if self.is_initials:
            return f'<span class="dl-soft">{HIDDEN}</span>'
        return f'<span class="dl-typed">{safe.html(text, longest)}</span>'

    def short_day(self, instant: dt.datetime | None) -> str:
        """Return the local day of a UTC instant, a dash where there is none."""
        return words.local_short_day(instant, self.zone, self.today)

    def money(self, cents: int) -> str:
        """Return whole units of the practice's currency, as HTML."""
        return f"{cents / 100:,.0f} {safe.html(self.currency)}".strip()


def current() -> View:
    """Return the view of this rerun."""
    settings = doors.settings()
    return View(
        today=doors.local_today(),
        zone=settings.zone_name,
        currency=settings.currency,
        is_initials=settings.initials,
    )
