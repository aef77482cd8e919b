"""What the words kept of a contact are called on a page."""

from __future__ import annotations

from typing import Final

CHANNELS: Final = {
    "email": "e-mail",
    "message": "message",
    "phone": "phone",
    "video": "video call",
    "in_person": "in person",
    "other": "another way",
}

SIDES: Final = {"coach": "you", "client": "they"}

RESULTS: Final = {
    "answered": "They answered",
    "no_answer": "No answer yet",
    "booked": "They booked",
    "paused": "A pause was agreed",
    "wants_to_stop": "They would like to stop",
    "agreed": "Something new was agreed",
    "new_goal": "A new goal",
    "not_needed": "It was not needed",
    "other": "Something else",
}

REASONS: Final = {
    "time": "little time",
    "overwhelm": "a lot at once",
    "slot": "the slot does not fit",
    "money": "money",
    "no_progress": "no progress felt",
    "trust": "trust",
    "life": "something in life",
    "fear_of_judgement": "afraid of being judged",
    "other": "something else",
}

REMARKS: Final = {
    "worried": "I am worried about them",
    "wants_to_stop": "They would like to stop",
    "why": "What lies behind it",
}
