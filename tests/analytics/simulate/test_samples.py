"""The samples in data/samples are what the simulation writes today."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from analytics.simulate import samples

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("samples")
    samples.write_samples(folder)
    return folder


@pytest.mark.parametrize("name", samples.WRITERS)
def test_a_sample_is_up_to_date(name: str, written: Path) -> None:
    kept = samples.FOLDER / name

    assert kept.read_bytes() == (written / name).read_bytes(), (
        "Renew the samples with `python -m analytics.simulate.samples`."
    )


@pytest.mark.parametrize("name", samples.WRITERS)
def test_a_sample_says_that_it_is_invented(name: str) -> None:
    readme = (samples.FOLDER / "README.md").read_text(encoding="utf-8")

    assert f"`{name}`" in readme
    assert "invented" in readme
