"""The documents that are made from what the program and the spec files say of themselves.

usage: generate.py            writes docs/reference/*.md
       generate.py --check    writes nothing; fails where a document is stale
"""

import csv
import difflib
import io
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
REFERENCE = ROOT / "docs/reference"
PROGRAM = ROOT / "build/bin/concord"
MADE = "<!-- Made by docs/generate.py; not to be edited. -->\n\n"


def ask(*arguments: str) -> str:
    return subprocess.run(
        [PROGRAM, *arguments], capture_output=True, text=True, check=True
    ).stdout


def table(headers: list[str], rows: list[list[str]]) -> str:
    lines = ["| " + " | ".join(headers) + " |", "|" + " --- |" * len(headers)]
    for row in rows:
        cells = [cell.replace("|", "\\|").replace("\n", " ") for cell in row]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def specs() -> list[dict]:
    return [tomllib.loads(path.read_text(encoding="utf-8"))
            for path in sorted((ROOT / "tests/spec/rules").glob("*.toml"))]


# ── rules ────────────────────────────────────────────────────────────────────────────────────────


def in_force(spec: dict) -> str:
    parts = []
    for item in spec.get("applies", []):
        begin, end = item.get("from", "…"), item.get("to", "…")
        parts.append(f"{item['profile']} from {begin} to {end} ({item.get('severity', spec['severity'])})")
    return "; ".join(parts) or "always, under every profile"


def example(part: dict) -> str:
    """The files of an example; large generated ones are described, not shown."""
    pieces = []
    for name, text in part.get("files", {}).items():
        pieces.append(f"`{name}`\n\n```\n{text.rstrip()}\n```\n")
    for name, text in part.get("added", {}).items():
        pieces.append(f"`{name}`, at its end\n\n```\n{text.strip()}\n```\n")
    for change in part.get("changed", []):
        new, old = change["to"].strip(), change["from"].strip()
        words = f"```\n{new}\n```\n\nin place of\n\n```\n{old}\n```\n" if new else f"without\n\n```\n{old}\n```\n"
        pieces.append(f"`{change['file']}`\n\n{words}")
    if "note" in part:
        pieces.append(f"({part['note']})\n")
    return "\n".join(pieces)


def expected(spec: dict) -> str:
    lines = []
    for item in spec["bad"]["expect"]:
        place = ":".join(str(item[key]) for key in ("file", "line", "column") if item.get(key))
        severity = "error" if item["rule"] != spec["id"] else spec["severity"]
        message = item.get("message", "")
        lines.append(f"{place + ': ' if place else ''}{severity}[{item['rule']}]: {message}")
    return "```\n" + "\n".join(lines) + "\n```\n"


def asked(spec: dict) -> str:
    ask_with = spec["bad"].get("ask", "check")
    if spec["bad"].get("profile"):
        ask_with += f" --rules {spec['bad']['profile']}"
    return f"`concord {ask_with}` says:\n\n"


def rule_section(spec: dict) -> str:
    facts = [["severity", spec["severity"]], ["stage", spec["stage"]], ["in force", in_force(spec)]]
    if spec.get("requirements"):
        facts.append(["requirements", ", ".join(spec["requirements"])])
    if spec.get("authority"):
        facts.append(["authority", spec["authority"]])
    facts.append(["help", spec["help"]])
    section = f"## {spec['id']}: {spec['title']}\n\n{spec['explanation'].strip()}\n\n"
    section += table(["", ""], facts) + "\n"
    bad = example(spec["bad"])
    if len(bad) < 2500:
        section += "Bad:\n\n" + (bad or "(the little country as it stands)\n") + "\n"
    section += asked(spec) + expected(spec)
    good = example(spec.get("good", {}))
    if good and len(good) < 2500:
        section += "\nGood:\n\n" + good
    return section


def rules() -> str:
    index = table(
        ["rule", "severity", "what is wrong", "requirements"],
        [[f"[{s['id']}](#{anchor(s)})", s["severity"], s["title"],
          ", ".join(s.get("requirements", []))] for s in specs()],
    )
    head = ("# Rules\n\n" + MADE + "Every rule, with the smallest input that breaks it and what is then "
            "said. The examples are laid over the little country in `tests/spec/country`, and the tests "
            "run them. `concord explain RULE` prints the same.\n\n")
    return head + index + "\n" + "\n".join(rule_section(spec) for spec in specs())


def anchor(spec: dict) -> str:
    kept = [c for c in f"{spec['id']}: {spec['title']}".lower() if c.isalnum() or c in " -"]
    return "".join(kept).replace(" ", "-")


# ── tables ───────────────────────────────────────────────────────────────────────────────────────


def tables() -> str:
    rows = list(csv.DictReader(io.StringIO(ask("tables", "--format", "csv"))))
    text = ("# Tables\n\n" + MADE + "What a build writes: in `concord.duckdb`, and as CSV and Parquet "
            "in `tables/` (but for the tables of keys). The first columns of the public tables stand in "
            "this order for good; more may follow.\n")
    for row in rows:
        if not row["column"]:
            text += f"\n## {row['table']}\n\n{row['meaning'][0].upper()}{row['meaning'][1:]}.\n\n"
            text += "| column | type | meaning |\n| --- | --- | --- |\n"
        else:
            text += f"| {row['column']} | {row['type']} | {row['meaning']} |\n"
    return text


# ── the schema of an extract ─────────────────────────────────────────────────────────────────────


def people_schema() -> str:
    rows = list(csv.DictReader(io.StringIO(ask("people", "schema", "--format", "csv"))))
    text = ("# Extracts of people\n\n" + MADE + "What an extract of people holds, of real records or "
            "synthetic: a file a table, `people.parquet` or `people.csv` and so on, or parts "
            "`people-001.parquet` …, each with all rows of its own people. Beside them `extract.toml` may say "
            "`schema = 1`, `as_at` (the day of the extract), `source`, and `synthetic`, `area` and `seed`. "
            "More columns may stand there; they are not read. `concord people check DIR` reads an extract "
            "whole.\n")
    for row in rows:
        if not row["column"]:
            need = "must be there" if row["required"] == "true" else "may be there"
            text += f"\n## {row['table']}\n\n{row['meaning'][0].upper()}{row['meaning'][1:]}; {need}.\n\n"
            text += "| column | type | required | words | meaning |\n| --- | --- | --- | --- | --- |\n"
        else:
            need = "yes" if row["required"] == "true" else ""
            text += f"| {row['column']} | {row['type']} | {need} | {row['values']} | {row['meaning']} |\n"
    return text


# ── requirements ─────────────────────────────────────────────────────────────────────────────────

SOURCES = {
    "PIR": "Post Implementation Review of the Health and Care Act 2022, Phase 1 interim report (2025)",
    "THE": "Alderwick, A cure for everything and nothing?, LSHTM (2024)",
    "ESS": "Integrated Care Systems and Strategic Authorities, CLES and the King's Fund (2025)",
    "GMI": "GM ICS Development, Bury Strategic Commissioning Board (2021)",
    "FRM": "Integrated Care Systems: design framework, NHS England and NHS Improvement (2021)",
}


def coverage() -> str:
    with (ROOT / "tests/spec/coverage.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    states = ["implemented", "data", "planned", "not-software"]
    counts = []
    for prefix, source in SOURCES.items():
        own = [row for row in rows if row["requirement"].startswith(prefix)]
        counts.append([prefix, source, *(str(sum(r["state"] == s for r in own)) for s in states),
                       str(len(own))])
    counts.append(["", "all", *(str(sum(r["state"] == s for r in rows)) for s in states),
                   str(len(rows))])
    text = ("# Requirements\n\n" + MADE + "Every checkable rule of the five documents that Concord "
            "answers to, by its id, and where it stands: `implemented` (by which rule or test), `data` "
            "(carried as reference data), `planned` (in which stage), `not-software` (why).\n\n")
    text += table(["", "document", *states, "all"], counts)
    for prefix, source in SOURCES.items():
        own = [row for row in rows if row["requirement"].startswith(prefix)]
        text += f"\n## {prefix}: {source}\n\n"
        text += table(["requirement", "state", "where", "what"],
                      [[r["requirement"], r["state"], r["where"], r["note"]] for r in own])
    return text


# ── command line ─────────────────────────────────────────────────────────────────────────────────


def command_line() -> str:
    page = subprocess.run(
        ["mandoc", "-T", "utf8", "-O", "width=98"], input=ask("man"), capture_output=True, text=True,
        check=True,
    ).stdout
    plain = subprocess.run(["col", "-bx"], input=page, capture_output=True, text=True).stdout
    lines = [line.rstrip() for line in plain.splitlines()]
    return "# Command line\n\n" + MADE + "The manual page, as `concord man` prints it.\n\n```\n" + \
        "\n".join(lines).strip("\n") + "\n```\n"


DOCUMENTS = {
    "rules.md": rules,
    "tables.md": tables,
    "people.md": people_schema,
    "coverage.md": coverage,
    "command-line.md": command_line,
}


def main() -> int:
    check = "--check" in sys.argv[1:]
    stale = 0
    REFERENCE.mkdir(exist_ok=True)
    for name, make in DOCUMENTS.items():
        path = REFERENCE / name
        text = make()
        held = path.read_text(encoding="utf-8") if path.exists() else ""
        if text == held:
            continue
        stale += 1
        if check:
            print(f"docs/reference/{name} is stale; run ./do docs", file=sys.stderr)
            difference = difflib.unified_diff(held.splitlines(), text.splitlines(), lineterm="", n=0)
            print("\n".join(list(difference)[:20]), file=sys.stderr)
        else:
            path.write_text(text, encoding="utf-8")
            print(f"wrote docs/reference/{name}")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
