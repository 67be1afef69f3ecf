"""What compiles with one of the promised compilers must compile with the others.

Clang 14 cannot compile the algorithms of GCC 12's library that return a subrange, nor its views; GCC does not
notice. The fuzz targets, which Clang builds, would; but only after a build.
"""

import re
import unittest

from tree import ROOT, sources

SUBRANGES = re.compile(r"\branges::(unique|remove|remove_if|partition|stable_partition|rotate|equal_range|search"
                       r"|search_n|find_end|subrange)\b|\bviews::")


def breaches(text: str) -> list[str]:
    return [match[0] for match in SUBRANGES.finditer(text)]


class EveryPromisedCompilerCompiles(unittest.TestCase):
    def test_the_tree(self) -> None:
        for folder in ("src", "tests", "bench"):
            for path in sources(ROOT / folder):
                found = breaches(path.read_text(encoding="utf-8"))
                said = f"{path.relative_to(ROOT)}: Clang 14 cannot compile it; std:: has the same"
                self.assertEqual([], found, said)

    def test_canary(self) -> None:
        """Both kinds must be seen, and what Clang compiles must not."""
        self.assertEqual(["ranges::unique", "views::"],
                         breaches("std::ranges::unique(x); std::ranges::sort(x); std::views::iota(0)"))


if __name__ == "__main__":
    unittest.main()
