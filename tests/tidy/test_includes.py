"""Includes point one way: a room may include the rooms before it that the house allows, and no other."""

import re
import tempfile
import unittest
from pathlib import Path

from tree import INCLUDE, ROOT, sources

# The house: docs/internals/house.md explains it, docs/decisions records every change of it.
MAY_INCLUDE = {
    "base": set(),
    "files": {"base"},
    "store": {"base"},
    "accounts": {"base", "store"},
    "openid": {"base", "files", "accounts"},
    "numerics": {"base"},
    "disclosure": {"base"},
    "statistics": {"base", "files", "store", "numerics"},
    "registry": {"base", "files", "store", "numerics"},
    "population": {"base", "files", "store", "numerics", "disclosure", "registry"},
    "need": {"base", "files", "store", "numerics", "disclosure", "registry"},
    "governance": {"base", "files", "store", "registry"},
    "decisions": {"base", "files", "store", "governance"},
    "handbook": {"base", "files", "governance"},
    "money": {"base", "files", "store", "numerics", "registry", "governance"},
    "spending": {"base", "files", "store", "registry"},
    "ledger": {"base", "files", "store", "registry", "governance", "money"},
    "agreements": {"base", "files", "store", "registry", "governance"},
    "waiting": {"base", "files", "store", "numerics", "registry", "disclosure"},
    "pipeline": {"base", "files", "store", "registry", "population", "need", "waiting", "governance", "money",
                 "spending", "ledger", "agreements"},
    "engine": {"base", "files", "store", "statistics", "disclosure", "registry", "population", "need", "waiting",
               "governance", "decisions", "handbook", "money", "spending", "ledger", "agreements", "pipeline"},
    "server": {"base", "engine", "accounts", "openid"},
    "cli": {"base", "engine", "accounts", "server"},
}

# A source that another includes.
SOURCE = re.compile(r'#include "([^"]+\.cpp)"')

# Headers of databases and parsers that only one room may know.
ONLY_IN = {"duckdb.h": "store", "toml++/toml.h": "files", "csv.h": "files", "curl/curl.h": "files",
           "CLI/": "cli", "httplib.h": "server", "sqlite3.h": "store", "libpq-fe.h": "store", "poppler/": "handbook",
           "libxml/": "files handbook", "zip.h": "files", "xlsxwriter.h": "files",
           "cmark-gfm": "handbook", "graphviz/": "engine", "boost/": "numerics", "sodium.h": "accounts"}


def breaches(src: Path) -> list[str]:
    found = []
    for path in sources(src):
        if path.name.endswith("_test.cpp"):
            continue
        room = path.relative_to(src).parts[0]
        text = path.read_text(encoding="utf-8")
        for included in INCLUDE.findall(text):
            if included != room and included not in MAY_INCLUDE.get(room, set()):
                found.append(f"{path.relative_to(src)} includes {included}")
        found += [f"{path.relative_to(src)} includes a source, {source}" for source in SOURCE.findall(text)]
        for header, owner in ONLY_IN.items():
            if f"#include <{header}" in text and room not in owner.split():
                found.append(f"{path.relative_to(src)} includes {header}, which belongs to {owner}")
    return found


class IncludesPointOneWay(unittest.TestCase):
    def test_the_tree(self) -> None:
        self.assertEqual([], breaches(ROOT / "src"))

    def test_every_room_is_in_the_table(self) -> None:
        rooms = {path.name for path in (ROOT / "src").iterdir() if path.is_dir()}
        self.assertEqual(rooms, set(MAY_INCLUDE))

    def test_canary(self) -> None:
        """A wrong arrow, a stolen header and an included source must be seen."""
        with tempfile.TemporaryDirectory() as folder:
            bad = Path(folder) / "base" / "bad.cpp"
            bad.parent.mkdir()
            bad.write_text('#include "registry/registry.hpp"\n#include <duckdb.h>\n#include "base/a.cpp"\n')
            self.assertEqual(3, len(breaches(Path(folder))))


if __name__ == "__main__":
    unittest.main()
