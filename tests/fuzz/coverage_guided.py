"""The harnesses led by what they reach: atheris keeps what comes to new lines, and damages it on.

``python tests/fuzz/coverage_guided.py docx --seconds 300``: ends with 77 and keeps the file where anything
but our own errors came out. The damage is that of the harness, so that most files stay sound for a parser.
"""

from __future__ import annotations

import argparse
import logging
import sys
import tempfile
from pathlib import Path
from random import Random
from typing import Final

import atheris

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

with atheris.instrument_imports(include=["govreport"], enable_loader_override=False):
    import harnesses
    from harnesses import HARNESSES

_LONGEST: Final = 10
_MEGABYTES: Final = 700
"""What a process may hold: 500 MB, and what counts the lines that are reached."""
_LARGEST: Final = 300_000


def main() -> None:
    """Run one harness for a time."""
    parser = argparse.ArgumentParser()
    parser.add_argument("harness", choices=HARNESSES)
    parser.add_argument("--seconds", type=int, default=300)
    parser.add_argument("--corpus", type=Path, help="a folder to keep what reached new lines")
    chosen = parser.parse_args()
    name = chosen.harness
    logging.disable()

    def mutate(data: bytes, most: int, seed: int) -> bytes:
        return HARNESSES[name].damage(data, Random(seed))[:most]  # noqa: S311  the same for the same seed

    def one(data: bytes) -> None:
        try:
            harnesses.attempt(name, data)
        except BaseException:
            print(f"{name}: kept as {harnesses.keep(name, data).name}", flush=True)  # noqa: T201
            raise

    with tempfile.TemporaryDirectory() as folder:
        corpus = chosen.corpus or Path(folder)
        corpus.mkdir(exist_ok=True)
        for number, good in enumerate(HARNESSES[name].good):
            (corpus / f"good-{number}").write_bytes(good())
        limits = (f"-timeout={_LONGEST}", f"-rss_limit_mb={_MEGABYTES}", f"-max_len={_LARGEST}")
        options = (f"-max_total_time={chosen.seconds}", f"-artifact_prefix={folder}/", "-print_final_stats=1")
        atheris.Setup([sys.argv[0], *limits, *options, str(corpus)], one, custom_mutator=mutate)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
