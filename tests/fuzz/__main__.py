"""``python -m tests.fuzz --seconds 120``: all targets in turn, each as long as the others; ends with a table.

An input that breaks a promise is kept in ``build/fuzz/``; once mended, it belongs into ``tests/fuzz/seeds``. With
``--seed`` and ``--first`` the same inputs are made again.
"""

from __future__ import annotations

import argparse
import hashlib
import resource
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from tests.fuzz.mutation import made
from tests.fuzz.targets import Target, targets

#: Processor time that one input of at most 20 kB may take.
LIMIT = 10.0


class TooSlowError(BaseException):
    """An input has used up its processor time; no ``Exception``, so that no parser takes it for one of its own."""


@dataclass
class Tally:
    """What became of the inputs of one target."""

    inputs: int = 0
    seconds: float = 0.0
    slowest: float = 0.0
    faults: dict[str, str] = field(default_factory=dict)


def fuzz(target: Target, seed: int, numbers: Sequence[int], kept: Path, tally: Tally) -> None:
    """Runs the inputs of these numbers; what breaks a promise is counted by where it broke, and the first is kept."""
    for number in numbers:
        data = made(target.name, seed, number, target.seeds, target.tokens)
        before = time.process_time()
        signal.setitimer(signal.ITIMER_PROF, LIMIT)
        try:
            target.run(data)
        except (Exception, TooSlowError) as error:
            signal.setitimer(signal.ITIMER_PROF, 0)
            where = traceback.extract_tb(error.__traceback__)[-1]
            place = f"{type(error).__name__} in {Path(where.filename).name}:{where.lineno}"
            if place not in tally.faults:
                kept.mkdir(parents=True, exist_ok=True)
                name = f"{target.name.replace(' ', '-')}-{hashlib.sha256(data).hexdigest()[:12]}"
                (kept / name).write_bytes(data)
                (kept / f"{name}.txt").write_text("".join(traceback.format_exception(error)), "utf-8", "replace")
                tally.faults[place] = f"input {number}, kept as {name}"
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
            took = time.process_time() - before
            tally.inputs += 1
            tally.seconds += took
            tally.slowest = max(tally.slowest, took)


def _too_slow(_signal: int, _frame: FrameType | None) -> None:
    raise TooSlowError


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="tests.fuzz", description=__doc__)
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0, help="number of the first input of every target")
    parser.add_argument("--inputs", type=int, help="stop at so many inputs in all")
    parser.add_argument("--only", action="append", help="name of a target; may be repeated")
    parser.add_argument("--kept", type=Path, default=Path("build/fuzz"))
    options = parser.parse_args(arguments)
    signal.signal(signal.SIGPROF, _too_slow)
    tallies: dict[str, Tally] = {}
    with tempfile.TemporaryDirectory() as folder, targets(Path(folder)) as found:
        tallies = {name: Tally() for name in found if not options.only or name in options.only}
        end = time.monotonic() + options.seconds
        while time.monotonic() < end and sum(one.inputs for one in tallies.values()) < (options.inputs or sys.maxsize):
            name, tally = min(tallies.items(), key=lambda item: item[1].seconds)
            first = options.first + tally.inputs
            fuzz(found[name], options.seed, range(first, first + 10), options.kept, tally)
    print(f"{'target':16}{'inputs':>10}{'seconds':>9}{'slowest':>9}{'faults':>8}")
    for name, tally in tallies.items():
        print(f"{name:16}{tally.inputs:10}{tally.seconds:9.1f}{tally.slowest:9.3f}{len(tally.faults):8}")
        for place, what in tally.faults.items():
            print(f"    {place}: {what}")
    faults = sum(len(tally.faults) for tally in tallies.values())
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1000
    print(f"{sum(one.inputs for one in tallies.values())} inputs by seed {options.seed}, {faults} faults, {memory} MB")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
