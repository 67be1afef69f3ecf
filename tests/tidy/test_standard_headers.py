"""Every file includes the standard headers of what it names, itself or by headers of ours.

Both builds read the commonest of them from one precompiled header, so no compiler says which file forgot one.
"""

import re
import tempfile
import unittest
from pathlib import Path

from tree import ROOT, sources

# What cmake/precompiled.hpp brings, with the names by which its use is seen.
NAMES = {
    "algorithm": "ranges sort stable_sort min max clamp any_of all_of none_of find find_if count_if transform copy "
                 "min_element max_element lower_bound upper_bound",
    "array": "array to_array",
    "chrono": "chrono",
    "cmath": "sqrt pow exp log isnan isfinite isinf floor ceil round llround abs fabs lround log10 erf",
    "cstdint": "int64_t int32_t uint64_t uint32_t uint8_t uint16_t int8_t int16_t",
    "filesystem": "filesystem",
    "fstream": "ifstream ofstream fstream",
    "functional": "function hash less greater plus reference_wrapper ref cref invoke",
    "map": "map multimap",
    "memory": "unique_ptr shared_ptr make_unique make_shared weak_ptr",
    "numeric": "accumulate iota reduce gcd lcm midpoint partial_sum inner_product",
    "optional": "optional nullopt make_optional",
    "set": "set multiset",
    "span": "span as_bytes",
    "sstream": "ostringstream istringstream stringstream",
    "string": "string to_string stoi stod getline",
    "string_view": "string_view",
    "unordered_map": "unordered_map",
    "variant": "variant get_if visit holds_alternative monostate",
    "vector": "vector",
}
HEADER_OF = {name: header for header, names in NAMES.items() for name in names.split()}
FOLDERS = ("src", "tests", "bench")
COMMENT = re.compile(r"//.*")
USED = re.compile(r"\bstd::(\w+)")
FMT = re.compile(r"\bfmt::\w+")
INCLUDED = re.compile(r'^\s*#include ([<"])([^>"]+)[>"]', re.MULTILINE)


class Tree:
    def __init__(self, root: Path) -> None:
        self.root = root
        self.closures: dict[Path, set[str]] = {}

    def brought(self, path: Path) -> set[str]:
        """The headers of others that a file includes, itself or by headers of ours."""
        if path not in self.closures:
            self.closures[path] = found = set()  # a header that includes itself ends here
            for bracket, name in INCLUDED.findall(path.read_text(encoding="utf-8")):
                ours = next((place for folder in FOLDERS if (place := self.root / folder / name).exists()), None)
                if bracket == "<":
                    found.add(name)
                elif ours:
                    found |= self.brought(ours)
        return self.closures[path]

    def forgotten(self, path: Path) -> list[str]:
        text = COMMENT.sub("", path.read_text(encoding="utf-8"))
        brought = self.brought(path)
        needed = {HEADER_OF[name] for name in USED.findall(text) if name in HEADER_OF} - brought
        if FMT.search(text) and not any(name.startswith("fmt/") for name in brought):
            needed.add("fmt/format.h")
        return [f"{path.relative_to(self.root)}: #include <{header}>" for header in sorted(needed)]

    def all_forgotten(self) -> list[str]:
        return [what for folder in FOLDERS for path in sources(self.root / folder) for what in self.forgotten(path)]


class StandardHeaders(unittest.TestCase):
    def test_none_is_forgotten(self) -> None:
        self.assertEqual([], Tree(ROOT).all_forgotten())

    def test_the_table_holds_what_is_precompiled(self) -> None:
        text = (ROOT / "cmake/precompiled.hpp").read_text(encoding="utf-8")
        self.assertEqual({*NAMES, "fmt/format.h"}, {name for _, name in INCLUDED.findall(text)})

    def test_canary(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            base = Path(folder) / "src/base"
            base.mkdir(parents=True)
            (base / "a.hpp").write_text("#include <string>\nstd::string f();\n")
            bad = base / "a.cpp"
            bad.write_text('#include "base/a.hpp"\nstd::string f() { return fmt::format("{}", std::vector{1}); }\n')
            self.assertEqual(["src/base/a.cpp: #include <fmt/format.h>", "src/base/a.cpp: #include <vector>"],
                             Tree(Path(folder)).all_forgotten())


if __name__ == "__main__":
    unittest.main()
