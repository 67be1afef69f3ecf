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


def text(value: str) -> str:
    """A C++ raw string of any text, in pieces that compilers accept."""
    delimiter = "concord"
    pieces = [value[i : i + 8000] for i in range(0, len(value), 8000)] or [""]
    return " ".join(f'R"{delimiter}({piece}){delimiter}"' for piece in pieces)


def date(value) -> str:
    return f"Date({value.year}, {value.month}, {value.day})" if value else "std::nullopt"


def example(spec: dict, part: str) -> str:
    """The files of an example as they are shown to people."""
    lines = []
    for name, content in spec.get(part, {}).get("files", {}).items():
        lines.append(f"── {name}")
        lines.append(content.rstrip("\n"))
    return "\n".join(lines)


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
        text(example(spec, "bad")),
        text(example(spec, "good")),
    ]
    return "        rules.push_back({" + ",\n            ".join(fields) + "});\n"


def main() -> None:
    output, *paths = sys.argv[1:]
    specs = [tomllib.loads(Path(path).read_text(encoding="utf-8")) for path in sorted(paths)]
    body = "".join(rule(spec) for spec in specs)
    Path(output).write_text(
        "// Made from tests/spec/rules by cmake/make_rulebook.py; not to be edited.\n"
        '#include "engine/rulebook.hpp"\n\n'
        "namespace concord {\n\n"
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
