"""What each method scores on one log, or one draw of it, gathered origin by origin."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from benchmarks import peers
from benchmarks.accuracy.methods import METHODS
from benchmarks.accuracy.rows import row

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

    from benchmarks.accuracy.rows import Row, Target
    from benchmarks.peers import Answered, Asked

    Vector = NDArray[np.float64]
    Own = Mapping[str, Callable[[], Vector]]


@dataclass
class Sample:
    """A log, the rows tested on so far, and every method's scores of them."""

    log: str
    targets: Mapping[str, Target]
    """By method; most have none."""
    tested: list[pd.DataFrame] = field(default_factory=list)
    scores: dict[str, list[Vector]] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)

    def add(self, asked: Asked, own: Own) -> None:
        """Score the test rows of one origin.

        Parameters
        ----------
        asked
            The origin: what may be learned from, and the test rows (with
            ``practice``). The peers are asked later, all at once.
        own
            Our models by name, each a call that fits and scores.
        """
        if not len(asked.test):
            return
        self.tested.append(asked.test)
        self.asked.append(asked)
        for name, method in METHODS.items():
            self._timed(name, lambda m=method: m(asked.known, asked.test))  # type: ignore[misc]  # a default binds it
        for name, call in own.items():
            self._timed(name, call)

    def rows(self, answers: Sequence[Answered]) -> list[Row]:
        """Return a line a method, given what the peers answered to `asked`."""
        if not self.tested:
            return []
        failed: Counter[str] = Counter()
        for answer in answers:
            failed.update(answer.failed)
            for name, scores in answer.scores.items():
                self._kept(name, scores, answer.seconds[name])
        test = pd.concat(self.tested)
        practices = test["practice"].to_numpy(float)
        of = (
            practices,
            practices * 1e6 + test["as_of_day"].to_numpy(float),
            test["ratio"].to_numpy(float),
        )
        labels = test["went_quiet"].to_numpy(float)
        return [
            row(
                self.log,
                name,
                (labels, np.concatenate(scores), *of),
                seconds=self.seconds[name],
                target=self.targets.get(name),
                failed=failed[name],
            )
            for name, scores in self.scores.items()
        ]

    def _timed(self, name: str, call: Callable[[], Vector]) -> None:
        began = time.perf_counter()
        scores = call()
        self._kept(name, scores, time.perf_counter() - began)

    def _kept(self, name: str, scores: Vector, seconds: float) -> None:
        self.scores.setdefault(name, []).append(scores)
        self.seconds[name] = self.seconds.get(name, 0.0) + seconds


def rows_of(samples: Sequence[Sample]) -> list[list[Row]]:
    """Return each sample's lines; the peers are started once for all of them."""
    answers = peers.answered([one for sample in samples for one in sample.asked])
    found = []
    for sample in samples:
        count = len(sample.asked) if answers else 0
        found.append(sample.rows(answers[:count]))
        answers = answers[count:]
    return found
