"""The library never prints and never ends the program: seen on the objects, not on the text."""

import subprocess
import tempfile
import unittest
from pathlib import Path

from tree import ROOT

FORBIDDEN = ("std::cout", "std::cerr", " printf", " puts", " vprintf", "fmt::v9::print", "fmt::v9::vprint",
             " exit", " abort", " _exit", " stdout", " stderr")


def printing_symbols(library: Path) -> list[str]:
    listed = subprocess.run(
        ["nm", "--demangle", "--undefined-only", library], capture_output=True, text=True, check=True
    ).stdout
    found = []
    for line in listed.splitlines():
        symbol = line.strip().removeprefix("U")
        for name in FORBIDDEN:
            exact = name.startswith(" ") and symbol.strip().split("@")[0] == name.strip()
            if exact or (not name.startswith(" ") and name in symbol):
                found.append(symbol.strip())
    return found


class TheLibraryIsSilent(unittest.TestCase):
    def test_every_room_but_the_doors(self) -> None:
        libraries = sorted((ROOT / "build/src").glob("libconcord_*.a"))
        self.assertGreaterEqual(len(libraries), 6, "build the program first: ./do build")
        for library in libraries:
            self.assertEqual([], printing_symbols(library), library.name)

    def test_canary(self) -> None:
        """An object that prints must be seen."""
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder) / "bad.cpp"
            source.write_text('#include <iostream>\nvoid f() { std::cout << "x"; }\n')
            target = Path(folder) / "bad.o"
            subprocess.run(["g++", "-c", source, "-o", target], check=True)
            self.assertNotEqual([], printing_symbols(target))


if __name__ == "__main__":
    unittest.main()
