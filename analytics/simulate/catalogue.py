"""What the invented practice offers: coaches, services, prices, reminders."""

from __future__ import annotations

from dataclasses import dataclass

CALENDLY = "Calendly"
ACUITY = "Acuity"

EMAIL_REMINDER = "Email the day before"
TEXT_REMINDER = "Text two hours before"


@dataclass(frozen=True)
class Coach:
    """A coach and the one scheduling tool they use."""

    name: str
    email: str
    tool: str


@dataclass(frozen=True)
class Service:
    """Something a client can book."""

    name: str
    duration_minutes: int
    price_cents: int
    """The price of one session, in the practice's currency."""

    package_sessions: int | None
    """Sessions a programme has; None for an open-ended service."""


COACHES = (
    Coach("Marit Sonnwald", "marit@example.org", CALENDLY),
    Coach("Davi Quintanar", "davi@example.org", ACUITY),
)

INTRO_CALL = Service("Discovery call", 30, 0, None)
OPEN_COACHING = Service("Coaching session", 60, 14_000, None)
PROGRAMME = Service("Career compass programme", 60, 15_500, 8)

SERVICES = (INTRO_CALL, OPEN_COACHING, PROGRAMME)

_CURRENCY_BY_ZONE = {
    "Europe/Zurich": "CHF",
    "Europe/London": "GBP",
    "America/New_York": "USD",
    "America/Chicago": "USD",
    "America/Los_Angeles": "USD",
}


def currency_in(timezone: str) -> str:
    """Return the currency a practice in this zone charges; EUR where unlisted."""
    return _CURRENCY_BY_ZONE.get(timezone, "EUR")
