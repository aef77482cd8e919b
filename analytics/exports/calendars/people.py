"""Who an entry of a calendar is about, and what: its client, coach and service.

The guests are the clients, without the calendar's own people. Where nobody is
invited, coaches write the client's name into the title: it is taken from there when
the title says which of its words are the name, and only then.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analytics.exports.calendars.events import Guest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from analytics.exports.calendars.events import Calendar, Event

MOST_GUESTS = 200
"""More people than this are no session's."""

_APART = re.compile(r"\s*(?:<>|[:/|–—\u2194•·]|\s-\s|\s+x\s+)\s*")
_WITH = re.compile(r"\s+(?:with|w/|mit|con|avec|com|met)\s+", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\s*[(\[][^)\]]*[)\]]\s*")
_LETTERS = re.compile(r"[^\W\d_]+")

# Words of what is done, not of who comes, in the languages of the exports.
_SESSION_WORDS = frozenset(
    """
    1:1 appointment beratung block book booked booking break call catchup check chat
    checkin class client clients coach coaching coachings consult consultation course
    dentist discovery erstgespräch follow free gespräch group gruppe intake intro
    introduction klient klienten lesson lunch meeting mentoring monthly onboarding
    online phone prep private programme program review sesión sesion sesiones session
    sessions sitzung sitzungen sprechstunde supervision séance séances team termin
    therapy training trial video weekly workshop yoga zoom
    """.split()
)
_SESSIONS_CALENDAR = re.compile(
    r"coach|client|klient|kund|session|sitzung|sesion|sesión|séance|cliente|mentor",
    re.IGNORECASE,
)

_MOST_NAME_WORDS = 4


@dataclass(frozen=True)
class Own:
    """The people of the practice itself, as the calendar shows them."""

    emails: frozenset[str]
    names: frozenset[str]
    """Folded."""
    is_for_sessions: bool
    """Whether the calendar's own name says that it holds sessions."""
    coach: str | None
    """Whose calendar it is."""


@dataclass(frozen=True)
class About:
    """What one entry is about."""

    clients: tuple[Guest, ...] = ()
    coach: str | None = None
    service: str | None = None
    is_from_title: bool = False
    ignored: str | None = None
    """Why it is no session."""


NOBODY = "no client is invited, and the title does not say who it is about"
SOMEBODY_ELSES = "somebody else invited several people to it"
TOO_MANY = f"more than {MOST_GUESTS} people are invited"


def own(calendar: Calendar) -> Own:
    """Return whose calendar it is: named so, or who invites most often."""
    emails: set[str] = set()
    name = calendar.name or ""
    if "@" in name and " " not in name:
        emails.add(name.lower())
    invited = Counter(
        e.organiser.email
        for e in calendar.events
        if e.organiser and e.organiser.email and e.guests
    )
    if invited and not emails:
        # Of equals the first in the alphabet, so that no order of events decides.
        emails.add(min(invited, key=lambda email: (-invited[email], email)))
    called = Counter(
        guest.name
        for e in calendar.events
        for guest in (e.organiser, *e.guests)
        if guest and guest.name and guest.email in emails
    )
    coach = min(called, key=lambda n: (-called[n], n), default=None)
    return Own(
        emails=frozenset(emails),
        names=frozenset(n.casefold() for n in called),
        is_for_sessions=bool(_SESSIONS_CALENDAR.search(name)),
        coach=coach or min(emails, default=None),
    )


def about(event: Event, own: Own) -> About:
    """Return who and what an entry is about, or why it is no session."""
    if len(event.guests) > MOST_GUESTS:
        return About(ignored=TOO_MANY)
    clients = tuple(g for g in event.guests if g.email not in own.emails)
    organiser = event.organiser
    is_foreign = organiser is not None and organiser.email not in own.emails
    coach = own.coach
    if is_foreign and organiser is not None:
        if any(g.email in own.emails for g in event.guests):
            others = [g for g in clients if g.email != organiser.email]
            if others:
                return About(ignored=SOMEBODY_ELSES)
            clients = (organiser,)
        elif event.guests:
            # A colleague's session in a calendar that several coaches share.
            clients = tuple(g for g in clients if g.email != organiser.email)
            coach = organiser.name or organiser.email
    if clients:
        return _with_guests(_once_each(clients), coach, event.summary, own)
    return _from_title(event.summary, coach, own)


def _once_each(guests: Iterable[Guest]) -> tuple[Guest, ...]:
    return tuple({g.email or g.name: g for g in guests}.values())


def _with_guests(
    clients: tuple[Guest, ...], coach: str | None, title: str, own: Own
) -> About:
    parts = _parts(title)
    people = [
        _words(g.name or "") | _words((g.email or "").split("@")[0]) for g in clients
    ]
    named = [p for p in parts if any(_is_of(_words(p), who) for who in people)]
    if len(clients) == 1 and clients[0].name is None and len(named) == 1:
        # Google knows many guests by address only, and the title by name.
        only = clients[0]
        clients = (Guest(only.email, named[0], only.is_declined),)
    rest = [p for p in parts if p not in named and not _is_own(p, own)]
    if len(rest) == len(parts):
        return About(clients, coach, title or None)
    return About(clients, coach, _service(rest))


def _is_of(words: frozenset[str], who: frozenset[str]) -> bool:
    return bool(words) and bool(words & who) and not words & _SESSION_WORDS


def _from_title(title: str, coach: str | None, own: Own) -> About:
    """Return who a title names, where it says which of its words are the name."""
    parts = _parts(title)
    others = [p for p in parts if not _is_own(p, own)]
    names = [p for p in others if _may_be_name(p)]
    services = [p for p in others if not _may_be_name(p)]
    split = len(parts) > 1
    is_told = (
        # "Coaching with Ana": what it is stands beside who it is.
        split and (services or len(others) < len(parts))
    ) or own.is_for_sessions
    if len(names) != 1 or not title or not is_told:
        return About(ignored=NOBODY)
    if services and not any(_words(s) & _SESSION_WORDS for s in services):
        return About(ignored=NOBODY)
    guest = Guest(email=None, name=names[0])
    return About((guest,), coach, _service(services), is_from_title=True)


def _parts(title: str) -> list[str]:
    bare = _IN_BRACKETS.sub(" ", title).strip()
    pieces = [p for half in _WITH.split(bare) for p in _APART.split(half)]
    return [p.strip(" ,.-") for p in pieces if p.strip(" ,.-")]


def _may_be_name(part: str) -> bool:
    words = part.split()
    return (
        0 < len(words) <= _MOST_NAME_WORDS
        and not any(c.isdigit() for c in part)
        and not _words(part) & _SESSION_WORDS
        and all(w[:1].isupper() or not w[:1].islower() or w in _LINKS for w in words)
        and words[0] not in _LINKS
    )


_LINKS = frozenset(
    ("de", "da", "do", "dos", "das", "van", "von", "der", "den", "di", "la")
)


def _is_own(part: str, own: Own) -> bool:
    folded = part.casefold()
    words = _words(part)
    return any(
        folded == name or (words and words <= _words(name)) for name in own.names
    ) or any(words and words <= _words(e.split("@")[0]) for e in own.emails)


def _service(parts: list[str]) -> str | None:
    return " ".join(dict.fromkeys(parts)) or None


def _words(text: str) -> frozenset[str]:
    return frozenset(w for w in _LETTERS.findall(text.casefold()) if len(w) > 1)
