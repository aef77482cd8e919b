"""How sure a rate is when the same clients are counted again and again.

Ten sessions of one client tell less than one session each of ten clients: who came
last week is likely to come this week. So a rate's interval goes by as many sessions
as are worth independent ones. The method is that of J. N. K. Rao and A. J. Scott 1992,
Biometrics 48:577: the variance of the ratio estimator over clients, divided by that of
a simple random sample, is the design effect.
"""

from __future__ import annotations

from dataclasses import dataclass

from analytics.intervals import newcombe_interval, wilson_interval


@dataclass(frozen=True)
class Clustered:
    """Sessions that count, some of them attended, in clusters: one a client.

    Of each client `i` there are ``x`` attended of ``n`` that count.
    """

    attended: int
    n: int
    clients: int
    """With at least one session that counts."""
    attended_squared: int
    """The sum of ``x * x`` over clients."""
    attended_by_n: int
    """The sum of ``x * n``."""
    n_squared: int
    """The sum of ``n * n``."""

    @property
    def rate(self) -> float | None:
        """Attended ÷ counted, from 0 to 1; ``None`` where nothing counts."""
        return self.attended / self.n if self.n else None

    @property
    def design_effect(self) -> float:
        """How many sessions are worth one independent one, at least 1.

        1 where nothing can be said: one client alone, or all or none attended. It is
        1, too, where every client counts once: Wilson's interval stays as it is.
        """
        # Rounded, because sums of squares leave a hair beside 1.
        return max(1.0, round(_design_effect(self), 9))

    @property
    def effective_n(self) -> float:
        """How many independent sessions would tell as much; need not be whole."""
        return self.n / self.design_effect

    @property
    def interval(self) -> tuple[float, float] | None:
        """The 95 % interval of the rate; ``None`` where nothing counts.

        Wilson's, for the effective number of sessions.
        """
        rate = self.rate
        if rate is None:
            return None
        if self.attended in (0, self.n):
            return wilson_interval(self.attended, self.n)
        return wilson_interval(rate * self.effective_n, self.effective_n)


@dataclass(frozen=True)
class Difference:
    """How much one rate is above another, from -1 to 1."""

    value: float
    low: float
    high: float

    @property
    def is_clear(self) -> bool:
        """Whether the 95 % interval leaves 0 out."""
        return self.low > 0 or self.high < 0


def difference(later: Clustered, earlier: Clustered) -> Difference | None:
    """Return how much the later rate is above the earlier one.

    R. G. Newcombe 1998, Stat. Med. 17:873, method 10: it is made of the two rates' own
    intervals, so it stays within -1 and 1 and holds where few are counted. Clients who
    count in both make the true interval narrower, if anything.

    Returns
    -------
    Difference or None
        ``None`` where nothing counts in one of them.
    """
    if later.rate is None or earlier.rate is None:
        return None
    low, high = newcombe_interval(
        later.rate,
        later.interval or (0.0, 1.0),
        earlier.rate,
        earlier.interval or (0.0, 1.0),
    )
    return Difference(later.rate - earlier.rate, low, high)


def _design_effect(counted: Clustered) -> float:
    rate, n, clients = counted.rate, counted.n, counted.clients
    if rate is None or clients < 2 or rate in (0.0, 1.0):
        return 1.0
    # The clients' residuals x - rate * n, squared and added up.
    squares = (
        counted.attended_squared
        - 2 * rate * counted.attended_by_n
        + rate * rate * counted.n_squared
    )
    of_clients = clients / (clients - 1) * squares / n**2
    of_sessions = rate * (1 - rate) / (n - 1)
    return of_clients / of_sessions
