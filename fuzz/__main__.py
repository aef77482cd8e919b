"""Fuzz the readers, guided by which of their lines a file reaches (Linux).

``python -m fuzz [SECONDS]`` runs for so long (default: 1,800). What is found is written
to fuzz/findings, from where the tests replay it ever after; files that reach new lines
go to fuzz/work, beside the corpus that is kept in fuzz/corpus.
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris

# Only the readers are watched: the rest is not what a file's bytes steer.
with atheris.instrument_imports():
    import html5lib  # noqa: F401 - watched from here on

    from analytics.exports import header, recognition  # noqa: F401 - the same
    from analytics.exports.calendars import text  # noqa: F401 - the same
    from analytics.exports.containers import child, page  # noqa: F401 - the same
    from analytics.exports.mapped import guess  # noqa: F401 - the same

from fuzz import apart_here

apart_here.install()

from fuzz.target import Target  # noqa: E402 - it loads the engine, which is no small process

HERE = Path(__file__).parent

LONGEST_BYTES = 16_384
MOST_SECONDS_A_FILE = 60
"""By the clock, on a machine that may be busy: a file of 16 KB takes two at most."""

MOST_MEGABYTES = 2_500
"""Of the whole process: the engine alone may take 1 GB."""


def main() -> None:
    """Run until the time is over or something is found."""
    seconds = int(sys.argv[1]) if len(sys.argv) > 1 else 1_800
    found, work = HERE / "findings", HERE / "work"
    found.mkdir(exist_ok=True)
    work.mkdir(exist_ok=True)
    atheris.Setup(
        [
            sys.argv[0],
            f"-max_total_time={seconds}",
            f"-max_len={LONGEST_BYTES}",
            f"-timeout={MOST_SECONDS_A_FILE}",
            f"-report_slow_units={MOST_SECONDS_A_FILE}",
            f"-rss_limit_mb={MOST_MEGABYTES}",
            f"-artifact_prefix={found}/",
            f"-dict={HERE / 'words.dict'}",
            "-print_final_stats=1",
            str(work),
            str(HERE / "corpus"),
        ],
        Target(),
    )
    atheris.Fuzz()


if __name__ == "__main__":
    main()
