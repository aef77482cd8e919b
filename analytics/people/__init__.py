"""Who is who: suggestions that two clients are one person, or one is two.

Nothing is merged here. Every suggestion comes with its evidence in words and waits
for a person's answer (`analytics.importing.decisions`).
"""

from __future__ import annotations

from analytics.people.answers import Answer, answers
from analytics.people.asked import MissingBooking, missing_bookings
from analytics.people.couples import SharedAddress, shared_addresses
from analytics.people.links import MovedSession, Slot, Step, moved_sessions, slots
from analytics.people.suggestions import SamePerson, same_people

__all__ = [
    "Answer",
    "MissingBooking",
    "MovedSession",
    "SamePerson",
    "SharedAddress",
    "Slot",
    "Step",
    "answers",
    "missing_bookings",
    "moved_sessions",
    "same_people",
    "shared_addresses",
    "slots",
]
