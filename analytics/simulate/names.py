"""Invented people: names in several scripts, addresses nobody owns.

Every e-mail ends in a domain reserved for examples (RFC 2606); every phone
number lies in a range its regulator keeps for fiction (555-01xx in North
America, 07700 900xxx in the United Kingdom).
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

# Each asks something else of whoever reads or shows it: a hyphen, an
# apostrophe, accents, one word only, right-to-left, letters beyond Latin.
NOTABLE = (
    ("Anne-Sophie Waldvogel-Mori", "anne-sophie.waldvogel"),
    ("Siobhán O'Rainsford", "siobhan.orainsford"),
    ("Kestrel", "kestrel"),
    ("José Luis Peñabrava", "jose.luis.penabrava"),
    ("山吹 はるか", "haruka.yamabuki"),
    ("Мирослава Зорянская", "miroslava.zoryanskaya"),
    ("ليلى المرجاني", "layla.almarjani"),
    ("Ελένη Θαλασσινού", "eleni.thalassinou"),
    ("आरव सुनहरे", "aarav.sunahare"),
    ("Łucja Żurawek", "lucja.zurawek"),
    ("한별 구름", "hanbyeol.gureum"),
    ("Nguyễn Thảo Sương", "thao.suong.nguyen"),
    ("Zoë D'Ambrelune", "zoe.dambrelune"),
    ("林 晴川", "qingchuan.lin"),
    ("Thandiwe Mkhonjeni", "thandiwe.mkhonjeni"),
    ("Çağla Gündoğdulu", "cagla.gundogdulu"),
)

_GIVEN_NAMES = (
    "Amara Anouk Arlo Asha Beatriz Björn Callum Chiara Dalia Damir Edda Eitan Farah "
    "Femi Frida Gwen Hana Idris Ines Ishaan Jonas Juno Kaveh Keiko Leilani Linus "
    "Maelle Malik Mateo Nadia Niamh Noor Odile Oskar Priya Quentin Rafael Ronja "
    "Sefu Signe Soraya Tariq Tove Uma Vikram Wanja Xiomara Yusuf Zadie Zoltan"
)
_FAMILY_NAMES = (
    "Abendroth Adeyinko Amberfield Bergsturm Brightwater Castelbravo Corvane "
    "Dunmorrow Elsenbach Fairweather-Osei Ferrowick Fjordholm Goldammer Hallowell "
    "Ibanescu Jarrowmere Kalmarsson Kiboro-Lind Larkspur Lindqvarn Marivelle "
    "Mbekiwa Moonraker Nakahoshi Nightingale-Roy Okwuabi Pellingrove Quillfeather "
    "Rosenquell Saltmarsh Silbermoos Søndervang Tanglewood Thistlewick Umberto-Vale "
    "Vanterpool Weatherwax Winterbourne Yarrowby Zephyrin"
)

GIVEN = _GIVEN_NAMES.split()
FAMILY = _FAMILY_NAMES.split()

# Letters that Unicode does not take apart into a base and a mark.
_PLAIN_LETTERS = str.maketrans({"ø": "o", "ł": "l", "ß": "ss"})
_DOMAINS = ("example.com", "example.org")
# Most clients live where the practice is; the others tempt an importer to
# apply the client's zone to the session's time.
_FOREIGN_ZONES = (
    "Europe/London",
    "America/New_York",
    "Asia/Kolkata",
    "America/Phoenix",
)


@dataclass(frozen=True)
class Person:
    """An invented client."""

    name: str
    email: str
    phone: str
    timezone: str


def first_and_last(name: str) -> tuple[str, str]:
    """Split a name as booking forms do: the first word, then all the others."""
    first, _, last = name.partition(" ")
    return first, last


def invent_people(
    count: int, timezone: str, rng: np.random.Generator
) -> tuple[Person, ...]:
    """Return people with distinct e-mail addresses, in random order.

    Parameters
    ----------
    count
        How many. The notable names come among the first 32; past 2,000 people
        names repeat, as they do in a large practice, but addresses do not.
    timezone
        The practice's zone, which is most clients' own.
    rng
        Decides every choice.
    """
    pairs = rng.permutation(len(GIVEN) * len(FAMILY))
    plain = [_plain_name(int(pairs[i % len(pairs)])) for i in range(count)]
    # Half of a small practice is plain, so that the list still reads like one.
    named = [*NOTABLE[: (count + 1) // 2], *plain][:count]
    people = []
    seen: dict[str, int] = {}
    for place in rng.permutation(count):
        name, slug = named[place]
        seen[slug] = seen.get(slug, 0) + 1
        suffix = "" if seen[slug] == 1 else f".{seen[slug]}"
        email = f"{slug}{suffix}@{_DOMAINS[int(place) % len(_DOMAINS)]}"
        people.append(Person(name, email, _phone(rng), _zone(timezone, rng)))
    return tuple(people)


def _plain_name(pair: int) -> tuple[str, str]:
    given = GIVEN[pair % len(GIVEN)]
    family = FAMILY[pair // len(GIVEN)]
    return f"{given} {family}", f"{in_ascii(given)}.{in_ascii(family)}"


def in_ascii(word: str) -> str:
    """Return a name in small plain letters, for an address."""
    letters = unicodedata.normalize("NFKD", word.lower().translate(_PLAIN_LETTERS))
    return letters.encode("ascii", "ignore").decode()


def _phone(rng: np.random.Generator) -> str:
    ending = int(rng.integers(100))
    if rng.random() < 0.5:
        return f"+1 202-555-01{ending:02d}"
    return f"+44 7700 9000{ending:02d}"


def _zone(home: str, rng: np.random.Generator) -> str:
    if rng.random() < 0.8:
        return home
    return _FOREIGN_ZONES[int(rng.integers(len(_FOREIGN_ZONES)))]
