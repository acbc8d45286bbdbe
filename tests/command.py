"""The command as a process, for tests of what users type."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
TEXT = (
    "Kemnaker menargetkan 10.000 peserta pelatihan pada Mei 2025.\nKementerian Ketenagakerjaan membuka pendaftaran.\n"
)


def rujuk(
    *arguments: str, cwd: Path | None = None, stdin: str | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """What ``rujuk`` answers to these arguments."""
    command = [sys.executable, "-m", "extractor", *arguments]
    found = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    return subprocess.run(
        command, capture_output=True, text=True, cwd=cwd, env=found, input=stdin, timeout=120, check=False
    )
