"""The books of one system, with figures that are invented: pounds a head times people.

The journal is written row by row from PLAN; what is expected of it is written from the pounds a head that
each account has, which were added up by hand.
"""

from __future__ import annotations

from pathlib import Path

from .answers import Answers, Row
from .system_files import place_people, places, system_id
from .writing import write_rows, write_text

LETTER = "J"
YEAR = "2024/25"
SYSTEM = system_id(LETTER)
BOARD = f"{SYSTEM}-board"
ACCOUNT_COLUMNS = ["id", "kind", "name", "part_of", "body", "fund"]
TRANSFER_COLUMNS = ["id", "year", "date", "basis", "state", "from", "to", "amount", "purpose", "of", "entry",
                    "out_of", "decision"]
PLAN_COLUMNS = ["year", "body", "system", "line", "plan", "actual", "set_by", "reason", "source"]
FIGURES = ["plan_received", "plan_passed_on", "plan_spent", "plan", "received", "passed_on", "spent", "pending",
           "posted"]

ACCOUNTS = [
    ("centre", "allocation", "NHS England", "", "", ""),
    ("board", "body", "The board", "", BOARD, ""),
    ("practices", "primary-care", "General practices", "", "", ""),
    ("dentists", "primary-care", "Dentists and pharmacies", "", "", ""),
    ("nurses", "other-provider", "Community nurses", "", "", ""),
    ("hospital", "provider", "Trust 1 of A", "", "trust-ra1", ""),
    ("minds", "lead-provider", "Trust 2 of A, which leads for mental health", "", "trust-ra2", ""),
    ("infirmary", "provider", "Trust 1 of B", "", "trust-rb1", ""),
    ("providers", "collaborative", "The provider collaborative", "", f"{SYSTEM}-providers", ""),
    ("care-fund", "pool", "The pooled fund", "", "", ""),
    ("councils", "council", "Councils", "", "", ""),
    ("charities", "voluntary", "Charities", "", "", ""),
    ("office", "running-cost", "Running costs and programmes", "", "", ""),
    ("taxes", "outside", "Council tax", "", "", ""),
    ("staff", "expenditure", "Staff, medicines, buildings", "", "", ""),
    ("hospital-staff", "expenditure", "Staff of Trust 1 of A", "hospital", "", ""),
    ("capital", "allocation", "NHS England, capital", "", "", "capital"),
    ("board-capital", "body", "The board, capital", "", BOARD, "capital"),
    ("hospital-capital", "provider", "Trust 1 of A, capital", "", "trust-ra1", "capital"),
    ("minds-capital", "provider", "Trust 2 of A, capital", "", "trust-ra2", "capital"),
    ("builders", "expenditure", "Builders and scanners", "", "", "capital"),
]

# What is planned for everybody: id, from, to, pounds a head, purpose, out of which.
PLAN = [
    ("allocation", "centre", "board", 1000, "", ""),
    ("acute", "board", "hospital", 400, "acute", ""),
    ("lead", "board", "minds", 130, "mental-health", ""),
    ("lead-member", "minds", "infirmary", 30, "mental-health", "lead"),
    ("lead-charity", "minds", "charities", 10, "mental-health", "lead"),
    ("collaborative", "board", "providers", 20, "planned-care", ""),
    ("member-1", "board", "hospital", 25, "planned-care", ""),
    ("member-2", "board", "infirmary", 15, "planned-care", ""),
    ("pool", "board", "care-fund", 50, "better-care", ""),
    ("grants", "board", "charities", 10, "voluntary", ""),
    ("dental", "board", "dentists", 60, "dental", ""),
    ("office", "board", "office", 20, "running-costs", ""),
    ("tax", "taxes", "councils", 30, "better-care", ""),
    ("pool-council", "councils", "care-fund", 30, "better-care", ""),
    ("pool-care", "care-fund", "staff", 60, "better-care", ""),
    ("pool-nurses", "care-fund", "nurses", 20, "better-care", ""),
    ("hospital-acute", "hospital", "hospital-staff", 400, "acute", ""),
    ("hospital-planned", "hospital", "hospital-staff", 25, "planned-care", ""),
    ("minds-staff", "minds", "staff", 88, "mental-health", ""),
    ("infirmary-minds", "infirmary", "staff", 30, "mental-health", ""),
    ("infirmary-planned", "infirmary", "staff", 15, "planned-care", ""),
    ("providers-staff", "providers", "staff", 20, "planned-care", ""),
    ("charities-minds", "charities", "staff", 10, "mental-health", ""),
    ("charities-grants", "charities", "staff", 10, "voluntary", ""),
    ("dentists-staff", "dentists", "staff", 60, "dental", ""),
    ("nurses-pool", "nurses", "staff", 20, "better-care", ""),
    ("capital", "capital", "board-capital", 40, "", ""),
    ("capital-hospital", "board-capital", "hospital-capital", 30, "capital-operational", ""),
    ("capital-minds", "board-capital", "minds-capital", 10, "capital-national", ""),
    ("scanners", "hospital-capital", "builders", 30, "capital-operational", ""),
    ("wards", "minds-capital", "builders", 10, "capital-national", ""),
]
# And for the people of each place: 120 a head for nurses, who keep 2, and 150 for practices.
PLACE_PLAN = [
    ("community", "board", "", 120, "community", ""),
    ("medical", "board", "", 150, "primary-medical", ""),
    ("nurses", "", "nurses", 120, "community", ""),
    ("practices", "", "practices", 150, "primary-medical", ""),
    ("nurses-staff", "nurses", "staff", 118, "community", ""),
    ("practices-staff", "practices", "staff", 150, "primary-medical", ""),
]

# Pounds a head that each account is to receive, to pass on and to spend. The first tenth of them has been paid.
HELD = {
    "centre": (0, 1000, 0), "board": (1000, 980, 20), "practices": (150, 0, 150), "dentists": (60, 0, 60),
    "nurses": (140, 0, 138), "hospital": (425, 0, 425), "minds": (130, 40, 88), "infirmary": (45, 0, 45),
    "providers": (20, 0, 20), "care-fund": (80, 20, 60), "councils": (30, 30, 0), "charities": (20, 0, 20),
    "office": (20, 0, 0), "taxes": (0, 30, 0), "staff": (581, 0, 0), "hospital-staff": (425, 0, 0),
    "capital": (0, 40, 0), "board-capital": (40, 40, 0), "hospital-capital": (30, 0, 30),
    "minds-capital": (10, 0, 10), "builders": (40, 0, 0),
}
# What was paid besides, in pence a head: 41 pounds from the centre, 39 of 40 pounds that were pending for the
# hospital, two pounds for the office less half a pound that was taken back. Seven pounds for dentists are pending
# still, six were voided.
BESIDES = {
    "centre": (0, 4100, 0, 0), "board": (4100, 3900, 150, -700), "hospital": (3900, 0, 0, 0),
    "office": (150, 0, 0, 0), "dentists": (0, 0, 0, 700),
}


def people(answers: Answers) -> dict[str, int]:
    """The people of each place of the system."""
    of_system = {row["id"] for row, _, _ in places(answers) if row["part_of"] == SYSTEM}
    return {str(row["id"]): int(row["population"]) for row in place_people(answers) if row["id"] in of_system}


def pounds(pence: int) -> str:
    """An amount as money is written."""
    return f"{'-' if pence < 0 else ''}{abs(pence) // 100}.{abs(pence) % 100:02d}"


def transfer(name: str, ends: tuple[str, str], pence: int, values: Row) -> Row:
    """A row of transfers.csv."""
    return dict.fromkeys(TRANSFER_COLUMNS, "") | {
        "id": name, "year": YEAR, "basis": "actual", "state": "posted", "from": ends[0], "to": ends[1],
        "amount": pounds(pence), "date": "2024-04-30"} | values


def planned_and_paid(line: tuple, heads: int, place: str, basis: str) -> Row:
    """A line as planned for the year, or its first tenth as paid in April."""
    name, payer, payee, per_head, purpose, out_of = line
    mark = f"{basis}-{place}-" if place else f"{basis}-"
    values = {"basis": basis, "purpose": purpose, "out_of": f"{basis}-{out_of}" if out_of else "",
              "entry": f"{basis}-lead" if out_of else "", "decision": "minute 7" if payer == "board" else ""}
    if basis == "plan":
        values["date"] = ""
    return transfer(mark + name, (payer or place, payee or place), per_head * heads * (100 if basis == "plan" else 10),
                    values)


def besides(heads: int) -> list[Row]:
    """What was set aside, paid in part, voided, corrected, and paid as one entry with several legs."""
    may = {"date": "2024-05-31"}
    acute = {"purpose": "acute"}
    dental = {"purpose": "dental"}
    running = {"purpose": "running-costs"}
    return [
        transfer("may-0", ("centre", "board"), 4100 * heads, may),
        transfer("may-1", ("board", "hospital"), 4000 * heads, may | acute | {"state": "pending"}),
        transfer("may-2", ("board", "dentists"), 600 * heads, may | dental | {"state": "pending"}),
        transfer("may-3", ("board", "dentists"), 700 * heads, may | dental | {"state": "pending"}),
        transfer("may-4", ("board", "hospital"), 3900 * heads, may | acute | {"state": "posting", "of": "may-1"}),
        transfer("may-5", ("board", "dentists"), 600 * heads, may | dental | {"state": "voiding", "of": "may-2"}),
        transfer("may-6", ("board", "office"), 200 * heads, may | running),
        transfer("may-7", ("office", "board"), 50 * heads, may | running | {"state": "correction", "of": "may-6"}),
    ]


def members(heads: int) -> list[Row]:
    """The members of the collaborative are paid one by one, in one entry whose legs balance."""
    legs = {"purpose": "planned-care", "entry": "actual-members", "decision": "minute 7"}
    return [transfer("actual-members", ("board", ""), 400 * heads, legs),
            transfer("actual-member-1", ("", "hospital"), 250 * heads, legs),
            transfer("actual-member-2", ("", "infirmary"), 150 * heads, legs)]


def journal(answers: Answers) -> list[Row]:
    """Every row of transfers.csv."""
    of_place = people(answers)
    heads = sum(of_place.values())
    rows = []
    for basis in ("plan", "actual"):
        for line in PLAN:
            if basis == "plan" or not line[0].startswith("member-"):
                rows.append(planned_and_paid(line, heads, "", basis))
        rows += [planned_and_paid(line, count, place, basis)
                 for place, count in of_place.items() for line in PLACE_PLAN]
    return rows + members(heads) + besides(heads)


def plans(heads: int) -> list[Row]:
    """Every row of plans.csv: pounds a head."""
    figures = [
        (BOARD, SYSTEM, "expenditure", 1000), (BOARD, "", "income", 1000), (BOARD, "", "expenditure-within", 570),
        ("trust-ra1", SYSTEM, "expenditure", 425), ("trust-ra1", "", "expenditure-elsewhere", 5),
        ("trust-ra2", SYSTEM, "expenditure", 128), ("trust-ra2", "", "expenditure-within", 30),
        ("trust-ra2", "", "expenditure-elsewhere", 0), ("trust-rb1", SYSTEM, "expenditure", 45),
        ("trust-rb1", "", "expenditure-elsewhere", 0), (SYSTEM, "", "envelope", 1005),
        (SYSTEM, "", "envelope-allocations", 1000), (SYSTEM, "", "envelope-sustainability", 5),
        (SYSTEM, "", "control-total", 2), (BOARD, SYSTEM, "control-total", 0),
        ("trust-ra1", SYSTEM, "control-total", 0), ("trust-ra2", SYSTEM, "control-total", 2),
        ("trust-rb1", SYSTEM, "control-total", 0), (BOARD, "", "mental-health-standard", 130),
        (BOARD, "", "primary-community-guarantee", 270), (SYSTEM, "", "capital-allocation", 40),
        (SYSTEM, "", "capital-operational", 30), (SYSTEM, "", "capital-national", 10),
        (SYSTEM, "", "capital-programmes", 0), (SYSTEM, "", "capital-plan", 40),
        ("trust-ra1", SYSTEM, "capital-share", 30), ("trust-ra2", SYSTEM, "capital-share", 10),
        ("trust-ra1", SYSTEM, "capital", 30), ("trust-ra2", SYSTEM, "capital", 10)]
    return [dict.fromkeys(PLAN_COLUMNS, "") | {"year": YEAR, "body": body, "system": system, "line": line,
            "plan": pounds(per_head * heads * 100), "source": "invented"} for body, system, line, per_head in figures]


def costs(of_place: dict[str, int]) -> list[Row]:
    """What the services cost that are planned at each place: 270 pounds a head, as much as it gets."""
    return [dict.fromkeys(PLAN_COLUMNS, "") | {"year": YEAR, "body": place, "line": "service-cost",
            "plan": pounds(270 * count * 100), "source": "invented"} for place, count in of_place.items()]


def finance(answers: Answers) -> str:
    """finance.toml: how the system agreed on its money."""
    of_place = people(answers)
    heads = sum(of_place.values())
    lines = {"acute": 400, "mental-health": 130, "planned-care": 60, "better-care": 50, "voluntary": 10,
             "dental": 60, "running-costs": 20, "community": 120, "primary-medical": 150,
             "capital-operational": 30, "capital-national": 10}
    written = ", ".join(f'{purpose} = "{per_head * heads}"' for purpose, per_head in lines.items())
    watched = "\n".join(f"""
[[assurance]]
account = "{account}"
means = "accounts each quarter, and a visit"
risk = "medium"
level = "standard"
""" for account in ("minds", "providers", "care-fund", *of_place))
    return f"""# Invented, as every figure of this country is.
need = "weighted people"

[[regime]]
year = "{YEAR}"
kind = "population-shares"

[strategy]
document = "Strategy for money of {SYSTEM}"
first_year = "2023/24"
last_year = "2026/27"

[[proposal]]
title = "One rota for two hospitals"
term = "short"

[[proposal]]
title = "More nurses, fewer beds"
term = "medium"

[accountability]
national = ["waiting times", "balance"]
ambitions = ["as many years of life in the corner as elsewhere"]

[priorities]
clinical_advice = "the senate of clinicians"
partnership_strategy = "the partnership's strategy of 2024"

[framework]
document = "Framework for distributing money"
need = "people, age and rank of deprivation"
partnership_strategy = "the partnership's strategy of 2024"
wellbeing_strategies = "those of every council"

[[distribution]]
year = "{YEAR}"
body = "{BOARD}"
total = "{1040 * heads}"
lines = {{{written}}}
decision = "minute 7"
priorities = "the plan of 2024"
tariff = "the tariff of 2024/25"

[capital]
document = "Capital plan"
priorities = ["scanners", "wards"]
agreed_by = ["trust-ra1", "trust-ra2"]
estate = "wards stand on land of the councils"

[balance]
parties = ["{BOARD}", "trust-ra1", "trust-ra2", "trust-rb1"]
objectives = ["no deficit of the system"]
{watched}"""


def expected_balances(answers: Answers) -> list[Row]:
    """What each account has, in closed form."""
    of_place = people(answers)
    heads = sum(of_place.values())
    held = {account: (*figures, heads) for account, figures in HELD.items()}
    held |= {place: (270, 270, 0, count) for place, count in of_place.items()}
    rows = []
    for account, (comes, goes, spends, count) in held.items():
        more = BESIDES.get(account, (0, 0, 0, 0))
        plan = [figure * count * 100 for figure in (comes, goes, spends)]
        paid = [figure * count * 10 + extra * count for figure, extra in zip((comes, goes, spends), more[:3])]
        values = [*plan, plan[0] - plan[1] - plan[2], *paid, more[3] * count, paid[0] - paid[1] - paid[2]]
        rows.append({"year": YEAR, "account": account} | {
            name: pounds(value) for name, value in zip(FIGURES, values)})
    return rows


def write_money(folder: Path, answers: Answers) -> None:
    """Writes the folder money/ of the system."""
    accounts = [dict(zip(ACCOUNT_COLUMNS, row)) for row in ACCOUNTS]
    accounts += [dict(zip(ACCOUNT_COLUMNS, (place, "place", "", "", place, ""))) for place in people(answers)]
    write_rows(folder / "accounts.csv", ACCOUNT_COLUMNS, accounts)
    write_rows(folder / "transfers.csv", TRANSFER_COLUMNS, journal(answers))
    of_place = people(answers)
    write_rows(folder / "plans.csv", PLAN_COLUMNS, plans(sum(of_place.values())) + costs(of_place))
    write_text(folder / "finance.toml", finance(answers))
