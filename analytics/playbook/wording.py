"""What no client should read or hear: judgement, pressure, or that somebody counted.

The shipped words hold none of it. In a practice's own words each is a hint, not a
refusal: the words are the practice's.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_BY_WHY: Final = {
    "speaks of how likely something is": (
        r"likel(?:y|ihood)|unlikely|probab\w*|at risk|risk(?:s|y)?|score\w*|odds|"
        r"per ?cent\w*|statistic\w*|predict\w*|rate of|(?:attendance|show|return) rate"
    ),
    "says that somebody counted or watched": (
        r"notic(?:ed|ing)|observ\w*|detect\w*|data|patterns?|track(?:ed|ing)?|"
        r"monitor\w*|flagged|alert\w*|since your last|have(?:n['’]t| not) seen|"
        r"been a long time|long time no|quiet|inactive|churn\w*|drift\w*|lapsed"
    ),
    "holds something against them": (
        r"miss(?:ed|ing) (?:our|your|the|a|another|two|three|several|my)|absen\w*|"
        r"no[- ]shows?|overdue|cancel\w*|late|fail\w*|fault|blame|excuses?|"
        r"should have|wast(?:e|ed|ing)|ignor(?:e|ed|ing)|you never|unreliable|"
        r"again and again|once again"
    ),
    "may leave them feeling guilty": (
        r"guilt\w*|disappoint\w*|asham\w*|shame|sorry to|unfortunately|let me down|"
        r"let (?:yourself|us) down|waited for you|waiting for you|after all i|"
        r"i (?:was|am) hurt|miss you|missed you"
    ),
    "presses": (
        r"must|have to|need to|ought to|urgent\w*|hurry|now or never|act now|"
        r"last chance|final chance|too late|don['’]t lose|deadline|promised me|"
        r"expect(?:s|ed)? you|you owe"
    ),
    "makes places look scarce": (
        r"only a few|few (?:spots?|places?|slots?)|(?:spots?|places?|slots?) left|"
        r"limited|filling up|waiting list|someone else wants|while (?:it|they) lasts?"
    ),
    "speaks of other clients": (
        r"other clients|clients like you|my clients|most (?:people|clients)|"
        r"many (?:people|clients)|everyone else|others have|people like you"
    ),
    "speaks of money": (
        r"fees?|charg(?:e|ed|es|ing)|invoices?|pay(?:ment|ing)?|penalt(?:y|ies)|"
        r"discounts?|refunds?|policy|policies"
    ),
    "names the program": r"driftline",
}

_FOUND: Final = {
    why: re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)
    for why, words in _BY_WHY.items()
}
_PERCENT: Final = re.compile(r"\d\s*%|\d+ (?:in|of|out of) \d+")
_LIKELY: Final = next(iter(_BY_WHY))

OF_MONEY: Final = "speaks of money"
AGAINST_THEM: Final = "holds something against them"


def found(text: str) -> Iterator[tuple[str, str]]:
    """Yield what in a text is better said in another way, and why."""
    for why, pattern in _FOUND.items():
        for hit in pattern.finditer(text):
            yield hit[0], why
    for hit in _PERCENT.finditer(text):
        yield hit[0], _LIKELY
