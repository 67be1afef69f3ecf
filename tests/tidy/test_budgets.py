"""Files, functions and lines stay small. A breach that must stand for now is written into ratchet.json
with its size; it may shrink, never grow, and an entry that is no longer needed must go."""

import json
import unittest

from tree import ROOT, functions, parameters, sources, tracked

FILE_LINES = 500
FUNCTION_LINES = 70
PARAMETERS = 5
COLUMNS = 100


def breaches(name: str, text: str) -> dict[str, int]:
    """What is over budget in one file, by name, with its size."""
    found = {}
    lines = text.count("\n")
    if lines > FILE_LINES:
        found[f"{name}: lines"] = lines
    for signature, _, length in functions(text):
        title = signature.split("(")[0].split()[-1]
        if length > FUNCTION_LINES:
            found[f"{name}: {title}() lines"] = length
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > COLUMNS and "http" not in line:
            found[f"{name}:{number}: columns"] = len(line)
    return found


def parameter_breaches(name: str, text: str) -> dict[str, int]:
    """Functions with too many parameters; signatures may run over several lines."""
    found = {}
    lines = text.split("\n")
    for signature, first, _ in functions(text):
        whole = ""
        for line in lines[first - 1 :]:
            whole += line
            if line.rstrip().endswith(("{", ";")):
                break
        count = parameters(whole)
        if count > PARAMETERS:
            title = signature.split("(")[0].split()[-1]
            found[f"{name}: {title}() parameters"] = count
    return found


def everything() -> dict[str, int]:
    found = {}
    for path in [*sources(ROOT / "src"), *sources(ROOT / "tests"), *sources(ROOT / "bench")]:
        if "canary" in path.parts:
            continue
        text = path.read_text(encoding="utf-8")
        name = str(path.relative_to(ROOT))
        found |= breaches(name, text) | parameter_breaches(name, text)
    for path in [*tracked("*.py", "do", "*.cmake", "*CMakeLists.txt")]:
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
            if len(line) > 120:
                found[f"{path.relative_to(ROOT)}:{number}: columns"] = len(line)
    return found


class BudgetsAreKept(unittest.TestCase):
    maxDiff = None

    def test_the_tree(self) -> None:
        allowed = json.loads((ROOT / "tests/tidy/ratchet.json").read_text())
        found = everything()
        over = {key: size for key, size in found.items() if size > allowed.get(key, 0)}
        self.assertEqual({}, over, "over budget: cut it up, or record why in ratchet.json")
        shrunk = {key for key, size in allowed.items() if found.get(key, 0) < size}
        self.assertEqual(set(), shrunk, "these have shrunk: lower or remove them in ratchet.json")

    def test_canary(self) -> None:
        """A long file, a long function, a long line and a long list of parameters must be seen."""
        long_function = "int f(int a, int b,\n      int c, int d, int e, int g) {\n" + "    x();\n" * 80 + "}\n"
        text = long_function + "// " + "x" * 120 + "\n" + "\n" * 500
        found = breaches("bad.cpp", text) | parameter_breaches("bad.cpp", text)
        self.assertEqual(
            {"bad.cpp: lines", "bad.cpp: f() lines", "bad.cpp:84: columns", "bad.cpp: f() parameters"},
            set(found),
        )


if __name__ == "__main__":
    unittest.main()
