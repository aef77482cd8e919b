"""The locks: every pin exact and hashed, and nothing under a strong copyleft."""

from __future__ import annotations

import re
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).resolve().parents[1]
LOCKS: Final = (
    "requirements.txt",
    "requirements/dev.txt",
    "requirements/benchmarks.txt",
    "requirements/peers.txt",
)

COPYLEFT: Final = re.compile(r"\b(A?GPL|GNU (Affero )?General Public)", re.IGNORECASE)
WEAKER_COPYLEFT: Final = {
    "certifi": "MPL 2.0 covers its own file of certificates only",
}
WEAKER: Final = re.compile(r"\b(LGPL|MPL|Lesser|Mozilla|EPL|CDDL)", re.IGNORECASE)


@pytest.mark.parametrize("name", LOCKS)
def test_every_pin_of_a_lock_is_exact_and_hashed(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    pins = [p for p in re.split(r"\n(?=\S)", text) if not p.startswith("#")]
    loose = [
        pin.splitlines()[0]
        for pin in pins
        if not re.match(r"[a-z0-9.-]+(\[[a-z0-9,-]+\])?==\S+", pin)
        or "--hash=sha256:" not in pin
    ]
    assert pins
    assert loose == []


def test_the_lock_holds_every_package_of_its_list() -> None:
    listed = (ROOT / "requirements" / "run.in").read_text("utf-8").splitlines()
    wanted = [line.split("#")[0].strip() for line in listed]
    lock = (ROOT / "requirements.txt").read_text("utf-8")
    missing = [
        name
        for name in wanted
        if name and not re.search(rf"^{name}\b", lock, re.MULTILINE)
    ]
    assert missing == []


def installed(name: str) -> Distribution | None:
    """Return an installed package; None for one that another system needs."""
    try:
        return distribution(name)
    except PackageNotFoundError:
        return None


def licence(package: Distribution) -> str:
    """Return what a package says of its licence, in any of the three places for it."""
    meta = package.metadata
    classifiers = [c for c in meta.get_all("Classifier", []) if c.startswith("License")]
    free_text = [text.split("\n")[0] for text in meta.get_all("License", [])]
    return " | ".join(
        [*meta.get_all("License-Expression", []), *classifiers, *free_text]
    )


def test_nothing_at_run_time_is_under_a_strong_copyleft_licence() -> None:
    lock = (ROOT / "requirements.txt").read_text("utf-8")
    names = re.findall(r"^([a-z0-9.-]+)(?:\[[a-z0-9,-]+\])?==", lock, re.MULTILINE)
    packages = {name: found for name in names if (found := installed(name))}
    said = {name: licence(package) for name, package in packages.items()}
    assert len(said) >= len(set(names)) - 5
    assert {name: text for name, text in said.items() if not text.strip(" |")} == {}
    strong = {n: t for n, t in said.items() if COPYLEFT.search(t)}
    assert strong == {}
    weaker = {n: t for n, t in said.items() if WEAKER.search(t)}
    assert set(weaker) == set(WEAKER_COPYLEFT), weaker
