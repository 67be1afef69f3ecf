"""Measuring whole processes: wall clock, processor time and peak memory, from cold files or warm."""

import os
import statistics
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass
class Run:
    wall: float  # seconds
    cpu: float  # seconds of all threads, in the program and in the system for it
    peak: float  # MiB


@dataclass
class Measured:
    runs: list[Run]

    def least(self, what: str) -> float:
        return min(getattr(run, what) for run in self.runs)

    def median(self, what: str) -> float:
        return statistics.median(getattr(run, what) for run in self.runs)

    def peak(self) -> float:
        return max(run.peak for run in self.runs)


class Failed(Exception):
    """A command that was to be measured did not do its work."""


def run_once(command: list, environment: dict[str, str]) -> Run:
    """Runs one command, whose output goes nowhere, and says what it took."""
    started = time.perf_counter()
    process = subprocess.Popen([str(word) for word in command], env=environment, stdin=subprocess.DEVNULL,
                               stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    said = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    process.stderr.close()
    if process.returncode != 0:
        raise Failed(f"{command[0]} ended with {process.returncode}: {said.decode(errors='replace')[-800:]}")
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def in_turn(commands: dict[str, list], times: int, before: callable, environment: dict[str, str]) \
        -> dict[str, Measured]:
    """Runs the commands one after the other, again and again, so that a busy moment meets them all."""
    measured = {name: Measured([]) for name in commands}
    for _ in range(times):
        for name, command in commands.items():
            before()
            measured[name].runs.append(run_once(command, environment))
    return measured


def forget(paths: list[Path]) -> str:
    """Drops files from memory, so that the next run reads them from the disk; says how it was done."""
    try:
        os.sync()
        Path("/proc/sys/vm/drop_caches").write_text("3\n")
        return "every cache of the system dropped before each run"
    except OSError:
        pass
    for path in paths:
        descriptor = os.open(path, os.O_RDONLY)
        os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
        os.close(descriptor)
    return "the files dropped from the cache before each run"
