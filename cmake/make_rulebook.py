"""Makes the rule book's C++ from the spec files of the rules.

usage: make_rulebook.py OUTPUT.cpp SPEC.toml…
"""

import sys
import tomllib
from pathlib import Path

PROFILES = {
    "framework-2021": "framework_2021",
    "act-2022": "act_2022",
    "plan-2025": "plan_2025",
}


AS_IT_STANDS = "the little country of tests/spec/country as it stands"


def text(value: str) -> str:
    """A C++ raw string of any text, in pieces that compilers accept."""
    delimiter = "concord"
    pieces = [value[i : i + 8000] for i in range(0, len(value), 8000)] or [""]
    return " ".join(f'R"{delimiter}({piece}){delimiter}"' for piece in pieces)


def date(value) -> str:
    return f"Date({value.year}, {value.month}, {value.day})" if value else "std::nullopt"


def shown_bytes(content: bytes, limit: int = 400) -> str:
    """Bytes as far as text can show them: control characters as escapes, a long file cut."""
    decoded = content[:limit].decode("utf-8", "backslashreplace")
    written = "".join(c if c >= " " or c in "\n\t\r" else f"\\x{ord(c):02x}" for c in decoded)
    return written + ("…" if len(content) > limit else "")


def damaged_files(bad: dict) -> dict[str, str]:
    """Files whose damage is in their bytes, as far as text can show it."""
    shown = {name: shown_bytes(bytes.fromhex(digits)) for name, digits in bad.get("hexadecimal", {}).items()}
    shown |= {name: cut["text"] for name, cut in bad.get("cut_gzip", {}).items()}
    return shown | {name: more["before"] + more["text"] * 20 + "…" for name, more in bad.get("append", {}).items()}


def parts_of_files(example: dict, side: str = "to") -> dict[str, str]:
    """What an example adds to the little country's files or changes in them."""
    parts = {f"{name}, at its end": content for name, content in example.get("added", {}).items()}
    return parts | {f"{item['file']}, in it": item[side] for item in example.get("changed", [])}


def listing(files: dict[str, str], note: str, ask: str) -> str:
    """The files of an example as they are shown to people, and the question where it is not `check`."""
    lines = [f"({note})"] if note else []
    for name, content in files.items():
        lines += [f"── {name}", content.rstrip("\n")]
    if ask != "check":
        lines.append(f"$ concord {ask}")
    return "\n".join(lines)


def bad_example(spec: dict) -> str:
    bad = spec["bad"]
    note = bad.get("note", "")
    ask = bad.get("ask", "check") + (f" --rules {bad['profile']}" if "profile" in bad else "")
    files = {**bad.get("files", {}), **damaged_files(bad), **parts_of_files(bad)}
    if not files and ask.startswith(("check", "build")):
        note = AS_IT_STANDS
    return listing(files, note, ask)


def good_example(spec: dict) -> str:
    """The corrected files: the example's own, and the little country's for what it leaves as it is."""
    bad, good = spec["bad"], spec.get("good", {})
    country = Path(__file__).parent.parent / "tests/spec/country"
    names = {**bad.get("files", {}), **damaged_files(bad)}
    files = {name: (country / name).read_text(encoding="utf-8") for name in names if (country / name).exists()}
    files |= {**parts_of_files({"changed": bad.get("changed", [])}, "from"), **good.get("files", {})}
    files |= parts_of_files(good)
    return listing(files, "" if files or "ask" in good else AS_IT_STANDS, good.get("ask", "check"))


def rule(spec: dict) -> str:
    severity = spec["severity"]
    applications = []
    for item in spec.get("applies", []):
        applications.append(
            "{RuleProfile::%s, {%s, %s}, Severity::%s}"
            % (
                PROFILES[item["profile"]],
                date(item.get("from")),
                date(item.get("to")),
                item.get("severity", severity),
            )
        )
    fields = [
        text(spec["id"]),
        text(spec["stage"]),
        text(spec["title"]),
        f"Severity::{severity}",
        "{%s}" % ", ".join(text(item) for item in spec.get("requirements", [])),
        "{%s}" % ", ".join(applications),
        text(spec.get("authority", "")),
        text(spec["explanation"].strip()),
        text(spec["help"]),
        text(bad_example(spec)),
        text(good_example(spec)),
    ]
    # A function each: compilers take far longer over one that holds them all.
    return (f"[[gnu::noinline]] void add_{spec['id'].lower()}(std::vector<Rule>& rules) {{\n    rules.push_back({{"
            + ",\n        ".join(fields) + "});\n}\n")


def main() -> None:
    output, *paths = sys.argv[1:]
    specs = [tomllib.loads(Path(path).read_text(encoding="utf-8")) for path in sorted(paths)]
    added = "".join(rule(spec) for spec in specs)
    body = "".join(f"        add_{spec['id'].lower()}(rules);\n" for spec in specs)
    Path(output).write_text(
        "// Made from tests/spec/rules by cmake/make_rulebook.py; not to be edited.\n"
        '#include "engine/rulebook.hpp"\n\n'
        "namespace concord {\nnamespace {\n\n" + added + "\n}  // namespace\n\n"
        "const RuleBook& built_rule_book() {\n"
        "    static const RuleBook book([] {\n"
        "        std::vector<Rule> rules;\n" + body + "        return rules;\n"
        "    }());\n"
        "    return book;\n"
        "}\n\n}  // namespace concord\n",
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
