"""Peak memory of a command and of all that it starts: ``python -m tests.benchmarks.peak_memory COMMAND…`` (Linux).

Ten times a second the proportional set sizes of the command and its descendants are added up: memory that processes
share counts once. The greatest sum, what the command's own process had of it, and the time go to standard error, as
one JSON line; the exit status is the command's.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

_PROC = Path("/proc")
_PAUSE = 0.1


def _family(root: int) -> list[int]:
    """The process and its descendants."""
    parents: dict[int, list[int]] = {}
    for entry in _PROC.iterdir():
        if entry.name.isdigit():
            try:
                # the name, in brackets, may hold spaces; the parent is the second field behind it
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except (OSError, IndexError, ValueError):
                continue  # it ended meanwhile
            parents.setdefault(parent, []).append(int(entry.name))
    family = [root]
    for member in family:
        family += parents.get(member, [])
    return family


def _size(process: int) -> int:
    """Proportional set size in bytes; 0 once the process has ended."""
    try:
        lines = (_PROC / str(process) / "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


def main(command: list[str]) -> int:
    """Run ``command`` and report."""
    began = time.monotonic()
    child = subprocess.Popen(command)
    peak = own = 0
    while child.poll() is None:
        sizes = [_size(process) for process in _family(child.pid)]
        if sum(sizes) > peak:
            peak, own = sum(sizes), sizes[0]
        time.sleep(_PAUSE)
    seconds = round(time.monotonic() - began, 1)
    report = {"command": command[:3], "peak_mib": peak >> 20, "own_mib": own >> 20, "seconds": seconds}
    print(json.dumps(report), file=sys.stderr)
    return child.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
