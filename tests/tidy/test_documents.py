"""Documents are true: links lead somewhere, commands are commands, files named are there, and the pages about
files that users write name every key and column that is read, and no other."""

import re
import subprocess
import unittest
from functools import lru_cache
from pathlib import Path

from tree import ROOT, tracked

LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
# Paths in backticks that begin with a folder of the root, or are a file of it.
PATH = re.compile(r"`((?:src|web|tests|docs|catalogue|examples|cmake|third_party|bench)/[\w./-]*|[A-Z]+\.md|do)`")
COMMAND = re.compile(r"(?:^\$ |`)(concord [^`\n]*)", re.MULTILINE)


def documents() -> list[Path]:
    return [path for path in tracked("*.md") if "node_modules" not in path.parts]


# ── links ────────────────────────────────────────────────────────────────────────────────────────────────────────


def anchors(text: str) -> set[str]:
    """The anchors of a document's headings, as code hosts make them."""
    found = set()
    for heading in re.findall(r"^#+ (.*)$", FENCE.sub("", text), re.MULTILINE):
        kept = "".join(letter for letter in heading.lower() if letter.isalnum() or letter in " -_")
        found.add(kept.replace(" ", "-"))
    return found


def broken_links(path: Path, text: str) -> list[str]:
    broken = []
    for target in LINK.findall(FENCE.sub("", text)):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, anchor = target.partition("#")
        place = (path.parent / name).resolve() if name else path
        if not place.exists():
            broken.append(target)
        elif anchor and place.suffix == ".md" and anchor not in anchors(place.read_text(encoding="utf-8")):
            broken.append(target)
    return broken


# ── commands ─────────────────────────────────────────────────────────────────────────────────────────────────────


@lru_cache
def help_of(*verb: str) -> str | None:
    """The help of a verb; nothing where there is none, and the general help comes instead."""
    done = subprocess.run([ROOT / "build/bin/concord", *verb, "--help"], capture_output=True, text=True)
    usage = re.search(r"^Usage: concord (.*?) \[OPTIONS\]", done.stdout, re.MULTILINE)
    return done.stdout if usage and usage[1] == " ".join(verb).replace(" DIR ", " ") else None


def wrong_command(command: str) -> str | None:
    """What is wrong with a command of a document: a verb or an option that is not there."""
    words = re.sub(r"\"[^\"]*\"|'[^']*'", "TEXT", command.split("#")[0]).split()[1:]
    words = [word for word in words if word not in {"…", "|", "||", "\\"}]
    if not words or words[0].startswith("--") or words[0] in {"VERB", "VERB.", "DIR"}:
        return None
    has_parts = words[0] in {"data", "money", "need", "people", "stats"}
    verb = words[:2] if has_parts and len(words) > 1 and words[1].replace("-", "a").isalpha() else words[:1]
    has_folder = words[0] in {"decide", "accounts"}
    if has_folder and len(words) > 2 and words[2].replace("-", "a").isalpha():
        verb = [words[0], "DIR", words[2]]  # the folder stands between the verb and what is done
    page = help_of(*(word.strip(".,;:") for word in verb))
    if page is None:
        return f"no verb: {command}"
    for option in re.findall(r"--[a-z-]+", " ".join(words)):
        if not re.search(rf"{option}\b", page):
            return f"no option {option}: {command}"
    return None


# ── keys and columns ─────────────────────────────────────────────────────────────────────────────────────────────


def section(page: str, heading: str) -> str:
    """A section of a page, without those below it."""
    found = re.search(rf"^#+ {re.escape(heading)}\n(.*?)(?=^#|\Z)", page, re.MULTILINE | re.DOTALL)
    return found[1] if found else ""


def first_cells(text: str) -> set[str]:
    """The names in backticks of the first column of the tables."""
    return {name for cell in re.findall(r"^\| ([^|]*) \|", text, re.MULTILINE) for name in re.findall(r"`(\w+)`", cell)}


def function(source: str, name: str) -> str:
    """The body of a function of a source file, by its name."""
    found = re.search(rf"^\S[^\n]*\b{name}\(.*?^\}}", source, re.MULTILINE | re.DOTALL)
    assert found, name
    return found[0]


def asked_keys(body: str) -> set[str]:
    """The keys that a function asks a TOML table for."""
    calls = r"(?:text|texts|required_text|date|truth|whole_number|number|text_pairs|path_below)\(\"(\w+)\""
    shares = r"(?:share|read_pairs)\(\*?\w+, \"(\w+)\""
    return set(re.findall(calls, body)) | set(re.findall(shares, body))


def source(name: str) -> str:
    return (ROOT / "src/registry" / name).read_text(encoding="utf-8")


def wanted_columns(body: str) -> set[str]:
    return set(re.findall(r"\{\"(\w+)\", \{\"", body))


class DocumentsAreTrue(unittest.TestCase):
    maxDiff = None

    def test_links_lead_somewhere(self) -> None:
        for path in documents():
            self.assertEqual([], broken_links(path, path.read_text(encoding="utf-8")), path.relative_to(ROOT))

    def test_commands_are_commands(self) -> None:
        seen = 0
        for path in documents():
            for command in COMMAND.findall(path.read_text(encoding="utf-8")):
                seen += 1
                self.assertIsNone(wrong_command(command), path.relative_to(ROOT))
        self.assertGreater(seen, 50)

    def test_files_that_are_named_are_there(self) -> None:
        for path in documents():
            if path.parent == ROOT or "docs" in path.parts:
                for name in PATH.findall(FENCE.sub("", path.read_text(encoding="utf-8"))):
                    is_made = "/build/" in name  # there only once somebody has built it
                    self.assertTrue(is_made or (ROOT / name).exists(), f"{path.relative_to(ROOT)} names {name}")

    def test_every_decision_and_document_is_listed(self) -> None:
        for folder, pattern in (("docs/decisions", "[0-9]*.md"), ("docs", "*/*.md")):
            listed = (ROOT / folder / "README.md").read_text(encoding="utf-8")
            for path in (ROOT / folder).glob(pattern):
                name = path.relative_to(ROOT / folder).as_posix()
                if not re.match(r"decisions/\d", name):
                    self.assertIn(f"({name})", listed, f"{folder}/README.md lists {name}")

    def test_the_keys_of_a_system(self) -> None:
        page = (ROOT / "docs/reference/system-folder.md").read_text(encoding="utf-8")
        text = source("system_description.cpp")
        profile = function(text, "read_profile")
        printed = {"layer", "file", "source"}
        expected = {
            "system.toml": asked_keys(function(text, "read_system_description")),
            "[data]": asked_keys(function(text, "read_data")),
            "[geography]": asked_keys(function(text, "read_geography")),
            "[profile]": asked_keys(profile) - printed,
            "[[profile.published]]": asked_keys(profile) & printed,
            "[[layer]]": asked_keys(function(text, "read_layer")),
        }
        self.assertEqual(expected, {heading: first_cells(section(page, heading)) for heading in expected})

    def test_the_columns_of_a_system(self) -> None:
        page = (ROOT / "docs/reference/system-folder.md").read_text(encoding="utf-8")
        place, body = source("place.cpp"), source("body.cpp")
        options = function(body, "read_bodies"), function(body, "read_relations")
        listed = [set(re.findall(r"\"(\w+)\"", re.search(r"hand_written\(.*?\}\)", text, re.DOTALL)[0]))
                  for text in options]
        expected = {
            "bodies.csv": listed[0],
            "relations.csv": listed[1],
            "places.csv": wanted_columns(function(place, "place_options")),
            "boundary_reasons.csv": wanted_columns(function(place, "read_boundary_reasons")),
        }
        self.assertEqual(expected, {heading: first_cells(section(page, heading)) for heading in expected})

    def test_the_keys_of_the_catalogue(self) -> None:
        page = (ROOT / "docs/reference/catalogue.md").read_text(encoding="utf-8")
        text = source("catalogue.cpp")
        expected = {
            "[[layer]]": asked_keys(function(text, "read_layer")),
            "[[body_relation]]": asked_keys(function(text, "read_body_link")),
            "[[dataset]]": asked_keys(function(text, "read_dataset")),
            "[[dataset.area]]": asked_keys(function(text, "read_area_column")) | {"position"},
            "[[dataset.value]]": asked_keys(function(text, "read_value_column")) | {"position"},
        }
        self.assertEqual(expected, {heading: first_cells(section(page, heading)) for heading in expected})
        kinds = set(re.findall(r"\{DatasetKind::\w+, \"([a-z-]+)\"\}", text))
        named = re.findall(r"^\| `([a-z-]+)` \|", section(page, "Kinds of data set"), re.MULTILINE)
        self.assertEqual(kinds, set(named))

    def test_canary(self) -> None:
        """A broken link, a broken anchor, an unknown verb and an unknown option must be seen."""
        text = "# One\n[a](none.md) [b](#two) [c](#one) [d](https://x.org)\n```\n[e](none)\n```\n"
        self.assertEqual(["none.md", "#two"], broken_links(ROOT / "README.md", text.replace("#one", "README.md")))
        self.assertIsNone(wrong_command("concord overlap icb24 sa25 --population x"))
        self.assertIn("no verb", wrong_command("concord overlaps icb24 sa25") or "")
        self.assertIn("no option", wrong_command("concord overlap icb24 sa25 --populations x") or "")
        self.assertEqual({"a", "b"}, first_cells("| `a`, `b` † | `c` |\n|---|---|\n"))


if __name__ == "__main__":
    unittest.main()
