"""A parameter that owns memory is taken by value only to be kept or worked on; else every caller pays for a copy.

clang-tidy has a check for it that looks through the whole of the standard library again for every function: a third
of all its time. What owns memory here has few names, so this reads them.
"""

import re
import unittest

from tree import ROOT, functions, sources

OWNING = (r"(?:std::(?:string|vector|map|set|unordered_map|unordered_set|deque|function|filesystem::path)|fs::path"
          r"|nlohmann::json)")
BY_VALUE = re.compile(rf"[(,]\s*(?:const )?{OWNING}(?:<[^()&]*?>)? (\w+)(?=\s*[,)=])")


def is_kept_or_changed(name: str, body: str) -> bool:
    return re.search(
        rf"\b(?:move|forward|swap|sort|stable_sort|reverse|unique|remove|erase|erase_if|replace)(?:<\w+>)?\({name}\b"
        rf"|\b{name}(?:\[[^\]]*\])? ?(?:[-+*/|]?=(?!=)|\+\+)"
        rf"|\b{name}\.(?:push_back|emplace\w*|insert|erase|pop_back|resize|append|clear|merge|swap|extract"
        rf"|replace|\w+ =)"
        rf"|return {name};|auto& \w+ : {name}\b|auto& \[[^\]]*\] : {name}\b|\[[^\]]*\b{name} = ", body) is not None


def copied(text: str) -> list[str]:
    found = []
    lines = text.split("\n")
    for line, first, length in functions(text):
        whole = "\n".join(lines[first - 1:first - 1 + length])
        declared = re.split(r"\)[^{},()]*\{|\)\s*:\s", whole)[0] + ")"
        found += [f"{first}: {name} of {line.strip()}" for name in BY_VALUE.findall(declared)
                  if not is_kept_or_changed(name, whole[len(declared):])]
    return found


class Copies(unittest.TestCase):
    def test_parameters_are_not_copied_for_nothing(self):
        read = [path for folder in ("src", "tests", "bench") for path in sources(ROOT / folder)
                if path.suffix == ".cpp" and "canary" not in path.parts]
        wrong = [f"{path.relative_to(ROOT)}:{what}" for path in read
                 for what in copied(path.read_text(encoding="utf-8"))]
        self.assertEqual(wrong, [], "take them by const reference, or std::move them to where they are kept")

    def test_the_canary_is_seen(self):
        canary = (ROOT / "tests/tidy/canary/badly_written.cpp").read_text(encoding="utf-8")
        self.assertEqual(len(copied(canary)), 1)
        kept = "void keep(std::string text) {\n    kept_ = std::move(text);\n}\n"
        self.assertEqual(copied(kept), [])
        longer = "std::string longer(std::string text,\n            int n) {\n    text += '.';\n    return text;\n}\n"
        self.assertEqual(copied(longer), [])


if __name__ == "__main__":
    unittest.main()
