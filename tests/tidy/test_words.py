"""Places, bodies and people are data: no name of theirs stands in the core. And nothing is left open."""

import csv
import re
import unittest

from tree import ROOT, sources, tracked

# Words that are names of places and common words at once.
COMMON = {"north", "south", "east", "west", "mid", "and", "the", "of", "central", "black", "country",
          "greater", "coast", "bath", "vale"}
LEFT_OPEN = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")


def place_words() -> set[str]:
    words = set()
    with (ROOT / "examples/england/reference/systems.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            words |= set(re.findall(r"[a-z]{4,}", row["name"].lower()))
    return words - COMMON


def named_places(text: str, words: set[str]) -> set[str]:
    return set(re.findall(r"[a-z]{4,}", text.lower())) & words


class TheCoreNamesNoPlace(unittest.TestCase):
    def test_the_tree(self) -> None:
        words = place_words()
        self.assertGreater(len(words), 50)
        for path in sources(ROOT / "src"):
            if not path.name.endswith("_test.cpp"):
                found = named_places(path.read_text(encoding="utf-8"), words)
                self.assertEqual(set(), found, path.relative_to(ROOT))

    def test_nothing_is_left_open(self) -> None:
        for path in tracked("src", "web/src", "tests", "bench", "cmake", "do"):
            if path.is_file() and path.name != "test_words.py" and path.suffix not in {".gz", ".png"}:
                text = path.read_text(encoding="utf-8", errors="replace")
                self.assertIsNone(LEFT_OPEN.search(text), path.relative_to(ROOT))

    def test_canary(self) -> None:
        """A place in the core must be seen."""
        self.assertEqual({"derbyshire"}, named_places('if (name == "Derbyshire")', place_words()))


if __name__ == "__main__":
    unittest.main()
