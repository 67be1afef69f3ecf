"""What the house rules look at: the files of the tree, and how C++ is cut into pieces."""

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]


def tracked(*patterns: str) -> list[Path]:
    """Files that git knows or would add, below the root."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", *patterns],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout
    return sorted(path for line in listed.splitlines() if (path := ROOT / line).exists())


def sources(root: Path) -> list[Path]:
    """C++ files below a folder, in a fixed order."""
    return sorted([*root.rglob("*.hpp"), *root.rglob("*.cpp")])


INCLUDE = re.compile(r'^\s*#include\s+"([a-z_]+)/', re.MULTILINE)

# A definition begins at the left margin, as clang-format lays it out, and ends with a brace there.
NOT_A_FUNCTION = re.compile(
    r"(namespace|class|struct|enum|union|extern|using|template|typedef|static_assert)\b|[#}{/*]"
    r"|[^(]*="
)


def functions(text: str) -> list[tuple[str, int, int]]:
    """Name line, first line number and length of every function defined at the left margin."""
    found = []
    start = None
    lines = text.split("\n")
    for number, line in enumerate(lines):
        at_margin = bool(line) and not line[0].isspace()
        if start is None and at_margin and "(" in line and not NOT_A_FUNCTION.match(line):
            if not line.rstrip().endswith(";"):
                start = number
        elif start is not None and line.rstrip().endswith(";") and at_margin:
            start = None  # a declaration over several lines
        if start is not None and line.startswith("}"):
            found.append((lines[start], start + 1, number - start + 1))
            start = None
    return found


def parameters(signature: str) -> int:
    """How many parameters a signature has, counting commas outside brackets."""
    inside = signature[signature.index("(") + 1 :]
    depth = 0
    count = 1 if inside.strip() and not inside.strip().startswith(")") else 0
    for letter in inside:
        if letter in "(<[{":
            depth += 1
        elif letter in ")>]}":
            if depth == 0:
                break
            depth -= 1
        elif letter == "," and depth == 0:
            count += 1
    return count
