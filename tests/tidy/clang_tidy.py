"""clang-tidy over everything that is compiled; canaries that break its rules must be flagged.

usage: clang_tidy.py [FILE…]   without files: every source of the compilation database of build-dev

Most of the time goes into headers, so sources with the same flags are read two dozen at once, each included in
one made for it. Sources of one namespace that use a name which another of them keeps to itself are not put together,
and a batch that does not compile is read in halves.
"""

import json
import os
import re
import shlex
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from tree import ROOT

CLANG_TIDY = "clang-tidy-14"
BUILD = ROOT / "build-dev"
BATCH = 24
WORD = re.compile(r"[A-Za-z_]\w*")
# What stands at the beginning of a line and is defined there: a function, a class, a constant.
DEFINED = re.compile(r"^(?:class|struct|enum(?: class)?)\s+(\w+)|^using\s+(\w+)\s*="
                     r"|^[A-Za-z_][^#;={}()]*?[\s&*>](\w+)\s*(?:\(|=|\{)", re.MULTILINE)


NAMESPACE = re.compile(r"^namespace ([\w:]+) \{", re.MULTILINE)


@dataclass
class Source:
    path: Path
    namespaces: set[str]
    defined: set[str]
    words: set[str]

    @staticmethod
    def read(path: Path) -> "Source":
        text = path.read_text(encoding="utf-8")
        return Source(path, set(NAMESPACE.findall(text)) or {""}, kept_names(text), set(WORD.findall(text)))

    def sees(self, other: "Source") -> bool:
        """Whether what the other keeps to itself is found from here: it is, in its namespace and within it."""
        return any(theirs == "" or f"{ours}::".startswith(f"{theirs}::")
                   for ours in self.namespaces for theirs in other.namespaces)

    def agrees_with(self, other: "Source") -> bool:
        return (not (self.words & other.defined and self.sees(other))
                and not (other.words & self.defined and other.sees(self)))


@dataclass
class Batch:
    flags: tuple[str, ...]
    sources: list[Source] = field(default_factory=list)

    def takes(self, flags: tuple[str, ...], source: Source) -> bool:
        return (len(self.sources) < BATCH and self.flags == flags
                and all(source.agrees_with(other) for other in self.sources))

    @property
    def files(self) -> list[Path]:
        return [source.path for source in self.sources]


def kept_names(text: str) -> set[str]:
    """The names that a source defines in namespaces without a name."""
    names = set()
    for part in text.split("\nnamespace {\n")[1:]:
        inside = part.split("\n}  // namespace\n")[0]
        names |= {name for found in DEFINED.findall(inside) for name in found if name}
    return names


def flags_of(entry: dict) -> tuple[str, ...]:
    """What of the compiler's options says how a source is read: the more sources share them, the larger the batches.

    Precompiled headers are left out, for clang-tidy would look at all that is in them.
    """
    words = shlex.split(entry["command"])
    launched = next(place for place, word in enumerate(words) if re.search(r"clang\+\+(-\d+)?$", word))
    kept = [word for word in words[launched + 1:] if word.startswith(("-D", "-I", "-std="))]
    system = [f"-isystem{folder}" for place, folder in enumerate(words) if words[place - 1] == "-isystem"]
    return ("c++", *kept, *system)


def sources() -> list[tuple[Path, tuple[str, ...]]]:
    found = {}
    for entry in json.loads((BUILD / "compile_commands.json").read_text()):
        path = Path(entry["file"])
        is_ours = ROOT in path.parents and not path.relative_to(ROOT).parts[0].startswith("build")
        if path.suffix == ".cpp" and is_ours:
            found[path] = flags_of(entry)
    # Whatever one of them needs to be read does no harm to the others.
    every = tuple(dict.fromkeys(flag for flags in found.values() for flag in flags))
    return sorted((path, every) for path in found)


def batches(files: list[tuple[Path, tuple[str, ...]]]) -> list[Batch]:
    made: list[Batch] = []
    for path, flags in files:
        source = Source.read(path)
        batch = next((batch for batch in made if batch.takes(flags, source)), None)
        if batch is None:
            batch = Batch(flags)
            made.append(batch)
        batch.sources.append(source)
    return made


def tidy(path: Path, *options: str, after: tuple[str, ...] = ()) -> subprocess.CompletedProcess:
    return subprocess.run(
        [CLANG_TIDY, "--quiet", f"--config-file={ROOT}/.clang-tidy", *options, str(path), *after],
        capture_output=True, text=True)


# Clang's own finds reserved names at a twentieth of what bugprone-reserved-identifier takes.
WARNINGS = ("-Wreserved-identifier", "-Wno-unknown-warning-option")
# What every fuzz target defines, and a batch may hold once.
ENTRY = "LLVMFuzzerTestOneInput"


def included(paths: list[Path]) -> str:
    """A source that includes them all."""
    return "".join(f'#define {ENTRY} {ENTRY}{place}\n#include "{path}"\n#undef {ENTRY}\n'
                   for place, path in enumerate(paths))


def read_one(path: Path, flags: tuple[str, ...]) -> list[str]:
    done = tidy(path, after=("--", *flags[1:], *WARNINGS))
    return [] if done.returncode == 0 else [f"{path}\n{done.stdout}{done.stderr}"]


def read_batch(batch: Batch) -> list[str]:
    """What is wrong with the sources of a batch."""
    if len(batch.files) == 1:
        return read_one(batch.files[0], batch.flags)
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.cpp"
        whole.write_text(included(batch.files), encoding="utf-8")
        # That it includes sources is meant; test_includes.py sees to it that no source does.
        done = tidy(whole, "--checks=-bugprone-suspicious-include",
                    after=("--", *batch.flags[1:], *WARNINGS))
    if done.returncode == 0:
        return []
    if "[clang-diagnostic-error" not in done.stdout:
        return [done.stdout]
    half = len(batch.sources) // 2
    return [problem for part in (batch.sources[:half], batch.sources[half:])
            for problem in read_batch(Batch(batch.flags, part))]


def canary_is_seen() -> bool:
    """Alone and in a batch with a source that is well written."""
    canary = ROOT / "tests/tidy/canary/badly_written.cpp"
    wanted = ("readability-identifier-naming", "modernize-use-nullptr", "performance-for-range-copy",
              "clang-diagnostic-reserved-identifier")
    flags = ("c++", "-std=c++20", f"-I{ROOT}/src")
    well_written = ROOT / "src/base/money.cpp"
    return all(all(name in "".join(read_batch(Batch(flags, list(map(Source.read, files))))) for name in wanted)
               for files in ([canary], [well_written, canary]))


def main() -> int:
    if not canary_is_seen():
        print("the canary was not flagged: clang-tidy checks nothing", file=sys.stderr)
        return 1
    files = sources()
    asked = {Path(name).resolve() for name in sys.argv[1:]}
    missing = asked - {path for path, _ in files}
    if missing:
        print(f"not in {BUILD.name}/compile_commands.json: {', '.join(map(str, sorted(missing)))}",
              file=sys.stderr)
        return 2
    if asked:
        files = [(path, flags) for path, flags in files if path in asked]
    made = batches(files)
    failed = 0
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for problems in pool.map(read_batch, made):
            failed += len(problems)
            for problem in problems:
                print(problem.replace(f"{ROOT}/", ""))
    print(f"clang-tidy: {len(files)} files in {len(made)} batches, {failed} with breaches")
    return 1 if failed or not files else 0


if __name__ == "__main__":
    sys.exit(main())
