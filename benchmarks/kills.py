"""Writers that are killed, and writers at once, at full length, on SQLite and on PostgreSQL.

    python benchmarks/kills.py [KILLS [WRITES]]

1,000 SIGKILLs at random moments of a writer's life, and eight writers with 200 rounds each: nothing that was
acknowledged may be lost, nothing may be there by half, and `register verify` must find nothing. The tests of the
suite do the same with fewer; a PostgreSQL server must be installed, it is started and ended here.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TESTS = "tests/core/register/test_nothing_acknowledged_is_lost.py"


def main(kills: str = "1000", writes: str = "200") -> int:
    began = time.monotonic()
    environment = {**os.environ, "MOBILNOST_KILLS": kills, "MOBILNOST_WRITES": writes}
    command = [sys.executable, "-m", "pytest", "-v", "-s", "-p", "no:randomly", TESTS]
    done = subprocess.run(command, cwd=ROOT, env=environment)
    print(f"{time.monotonic() - began:.0f} s")
    return done.returncode


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
