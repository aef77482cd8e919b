"""Names as strangers typed them: on one line without invisible marks, or as initials.

A client types their own name into a booking form, so a name may hold line breaks and
marks that turn the writing direction. Whoever shows one escapes it as well.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

LONGEST: Final = 120
"""Characters of a name that are shown: longer ones would push a page apart."""

_JOINERS: Final = "\u200c\u200d"
"""Have no width, but Persian and Indic names are misspelt without them."""

_FORMULA: Final = re.compile(r"^[=+\-@\t\r]")
_NUMBER: Final = re.compile(r"^[+-]?\d+([.,]\d+)*%?$")


def plain(text: object, longest: int = LONGEST) -> str:
    """Return the text on one line, without marks that cannot be seen.

    Control characters and the marks that turn the writing direction or have no
    width are taken out, white space is drawn together, and the rest is cut.
    """
    seen = (
        " " if character.isspace() else character
        for character in str(text)
        if character.isspace() or not _is_invisible(character)
    )
    line = " ".join("".join(seen).split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"


def initials(text: object) -> str:
    """Return the first letters of a name, such as ``R. D.``."""
    words = re.findall(r"[^\W_]+", plain(text))
    chosen = words if len(words) < 3 else [words[0], words[-1]]
    return " ".join(f"{word[0].upper()}." for word in chosen) or "?"


def cell(value: object) -> object:
    """Return a cell of a CSV file with a formula made harmless.

    A text that starts like one gets a leading apostrophe; a number stays one.
    """
    if not isinstance(value, str) or not _FORMULA.match(value):
        return value
    return value if _NUMBER.match(value) else f"'{value}"


def _is_invisible(character: str) -> bool:
    return character not in _JOINERS and unicodedata.category(character)[0] == "C"
