"""Two public experiments, whose answer is known without any model.

A draw decided which students of a course got an e-mail about their homework: our
answer has to be the experiment's. And job training in 1976: drawn by lot, and beside
it two surveys as comparison groups that were not, a classic of what adjusting can and
cannot do. What comes of it is reported whatever it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analytics import series
from analytics.reminders import aipw, arms, raw, refusals
from analytics.reminders.contracts import NONE, Estimate, Outcome
from benchmarks.report import Table

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

FOLDERS = ("reminder_email_rct", "lalonde_nsw")

_TREATED = "text"
_HEAD = ("what", "sides", "raw", "ours", "interval", "could have had either", "said")


@dataclass(frozen=True, eq=False)
class _Case:
    name: str
    treated: NDArray[np.bool_]
    outcome: NDArray[np.float64]
    covariates: pd.DataFrame


def homework(folder: Path) -> Table:
    """Return the homework e-mails' effect, with nothing and with what was known."""
    students = pd.read_csv(folder / "merged_prototype.csv.gz", low_memory=False)
    ends = pd.read_csv(folder / "dependent_variables.csv.gz")
    both = students[students["ca_consent"] == True].merge(ends, on="hashedid")  # noqa: E712 - a column of True, False and nothing
    both = both[both["w7_contral_treat_label"].notna()]
    treated = (both["w7_contral_treat_label"] == "Get email").to_numpy(bool)
    names = ("gb_ms1_completed", "gb_ms2_completed", "gb_ms3_completed")
    known = both[[*names, "mt_midtermfinalscore"]].astype(float)
    known = known.add_prefix("x_").reset_index(drop=True)
    cases = [
        _Case(
            f"homework {what}", treated, both[column].to_numpy(np.float64), covariates
        )
        for what, column in (("started", "w7_started"), ("completed", "w7_complete"))
        for covariates in (known.iloc[:, :0], known)
    ]
    return Table(
        title="Homework e-mails, drawn by lot (998 students)",
        columns=_HEAD,
        rows=[_cells(one) for one in cases],
        remark="published: started +8.6 points (standard error 2.3), completed -1.8 "
        "(3.2). First line of each: without covariates, second: with earlier homework",
    )


def training(folder: Path) -> Table:
    """Return the effect of job training on having no earnings in 1978."""
    drawn = pd.read_csv(folder / "nsw_mixtape.csv")
    survey = pd.read_csv(folder / "cps_mixtape.csv.gz")
    treated = drawn[drawn["treat"] == 1]
    panel = _panel(pd.read_csv(folder / "jtrain3_psid.csv.gz"))
    cases = [
        _of_training("by lot", drawn),
        _of_training("CPS", pd.concat([treated, survey])),
        _of_training("PSID", pd.concat([treated, panel])),
    ]
    return Table(
        title="Job training of 1976: no earnings in 1978",
        columns=_HEAD,
        rows=[_cells(one) for one in cases],
        remark="first line: the experiment; the others compare its trained with people "
        "of two surveys, which the product refuses where hardly anybody could have had "
        "either",
    )


_KNOWN_BEFORE = ("age", "educ", "black", "hisp", "marr", "re74", "re75")


def _panel(table: pd.DataFrame) -> pd.DataFrame:
    table = table[table["train"] == 0].rename(columns={"married": "marr"})
    money = ["re74", "re75", "re78"]
    return table.assign(treat=0, **{name: 1_000 * table[name] for name in money})


def _of_training(name: str, rows: pd.DataFrame) -> _Case:
    covariates = rows[list(_KNOWN_BEFORE)].astype(float)
    for year in ("re74", "re75"):
        covariates[f"none_{year}"] = (covariates[year] == 0).astype(float)
        covariates[year] = np.log1p(covariates[year])
    return _Case(
        f"trained, compared {name}" if name == "by lot" else f"trained, beside {name}",
        (rows["treat"] == 1).to_numpy(bool),
        (rows["re78"] == 0).to_numpy().astype(np.float64),
        covariates.add_prefix("x_").reset_index(drop=True),
    )


def _cells(case: _Case) -> Sequence[str]:
    count = len(case.treated)
    table = case.covariates.assign(
        client_id=np.arange(count).astype(str),
        strategy=np.where(case.treated, _TREATED, NONE),
        is_known=True,
        missed=case.outcome,
    )
    features = arms.features_of(table)
    sides = arms.arms_of(table, features, _TREATED, Outcome.MISSED)
    fit = aipw.fit(sides)
    reach = series.critical(fit.freedom) * fit.standard_error
    plainly = raw.raw(sides)
    refused = (
        refusals.too_few(sides, _TREATED, NONE)
        or refusals.too_rare(sides, _TREATED, NONE, Outcome.MISSED)
        or refusals.poor_overlap(fit, _TREATED, NONE)
        or refusals.too_thin(sides, fit)
        or refusals.too_blind(fit, Outcome.MISSED)
    )
    one = Estimate(fit.difference, fit.difference - reach, fit.difference + reach)
    return (
        f"{case.name} ({case.covariates.shape[1]} covariates)",
        f"{int(case.treated.sum()):,} / {int((~case.treated).sum()):,}",
        f"{plainly.difference:+.3f}",
        f"{one.difference:+.3f}",
        f"{one.low:+.3f} to {one.high:+.3f}",
        f"{aipw.overlap_share(fit.chances.of_strategy):.0%}",
        refused.code if refused else "shown",
    )
