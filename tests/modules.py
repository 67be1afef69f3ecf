"""Runs the test modules of a folder, as many at once as there are processors.

usage: modules.py FOLDER

What a module prints is shown when it has ended, whole.
"""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path


def run(module: Path) -> subprocess.CompletedProcess:
    return subprocess.run([sys.executable, "-m", "unittest", "-q", module.stem], cwd=module.parent, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


def main(arguments: list[str]) -> int:
    modules = sorted(Path(arguments[0]).glob("test_*.py")) if len(arguments) == 1 else []
    if not modules:
        print(__doc__, file=sys.stderr)
        return 2
    failed = []
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        running = {pool.submit(run, module): module.stem for module in modules}
        for done in as_completed(running):
            print(f"{running[done]}\n{done.result().stdout}", flush=True)
            if done.result().returncode != 0:
                failed.append(running[done])
    print(f"{len(modules)} modules, failed: {', '.join(sorted(failed)) or 'none'}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
