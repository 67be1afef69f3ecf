"""What the boards publish they paid, with figures that are invented: pence a head and month times people.

The files differ as published ones do; what is expected of them is written from the pence a head, with the
category that each line was made for.
"""

from __future__ import annotations

from pathlib import Path

from .answers import Answers, Row
from .money import pounds
from .writing import csv_text, write_text

MONTHS = [f"2024-{month:02d}" for month in range(4, 13)] + [f"2025-{month:02d}" for month in range(1, 4)]
MONTH_NAMES = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

# Expense type, expense area, supplier, pence a head and month, type of purchase, area of expenditure.
LINES = [
    ("Healthcare from Trusts", "ACUTE CONTRACTS", "Trust 1 of A", 3300, "Services from trusts", "Acute"),
    ("Healthcare from Trusts", "MENTAL HEALTH CONTRACTS", "Trust 2 of A", 1080, "Services from trusts",
     "Mental health"),
    ("Clinical&Medical-Independent Sector", "ACUTE CONTRACTS", "Swift Surgery", 210,
     "Purchase of healthcare from non-NHS bodies", "Acute"),
    ("Voluntary Sector", "PALLIATIVE CARE", "The Harbour Hospice", 80,
     "Purchase of healthcare from non-NHS bodies", "Community"),
    ("Social Care", "CONTINUING HEALTHCARE", "Nurses at Home", 240, "Services from Social Care",
     "Continuing care"),
    ("Prescribing costs", "MEDICINES", "Prescription office", 700, "Other", "Prescribing"),
    ("GMS contract", "PRIMARY MEDICAL", "Practices together", 1250, "Other", "Primary care"),
    ("Rent", "OFFICES", "Landlord of the town hall", 40, "Other", "Other"),
]
TAKEN_BACK = 50  # pence a head: what the hospital gave back in March


def boards(answers: Answers) -> list[tuple[str, int]]:
    """The boards of 2024 by name, with their people."""
    return [(f"NHS {row['name']}", int(row["population"])) for row in answers.exact_profile("board24")]


def payments(heads: int) -> list[tuple[str, tuple, int]]:
    """Month, line and pence of every payment of a board. Winter costs a tenth more in hospitals."""
    found = []
    for month in MONTHS:
        for line in LINES:
            winter = line[5] == "Acute" and month in ("2024-12", "2025-01", "2025-02")
            found.append((month, line, heads * line[3] * (11 if winter else 10) // 10))
    found.append(("2025-03", LINES[0], -heads * TAKEN_BACK))
    return found


def grouped(pence: int, in_brackets: bool) -> str:
    """An amount with commas; what was taken back is in brackets or has a sign."""
    whole = f"{abs(pence) // 100:,}.{abs(pence) % 100:02d}"
    return whole if pence >= 0 else f"({whole})" if in_brackets else f"-{whole}"


def treasury_file(board: str, heads: int) -> str:
    """As the Treasury asks for it: its headers, day before month, amounts with a sign."""
    header = ["Department Family", "Entity", "Date", "Expense Type", "Expense Area", "Supplier",
              "Transaction Number", "Amount"]
    rows = [["Health of Tessellation", board, f"25/{month[5:]}/{month[:4]}", line[0], line[1], line[2],
             1000 + number, grouped(pence, False)]
            for number, (month, line, pence) in enumerate(payments(heads))]
    return csv_text(header, rows)


def own_file(board: str, heads: int) -> str:
    """As others do: titles above, headers of its own, names of months, brackets, a total."""
    rows = [[board], ["Payments above £25,000 from April 2024 to March 2025"], [],
            ["Organisation Name", "Payment Date", "Expense Type", "Expense Area", "Supplier Name",
             "Invoice Number", "Amount (£)"]]
    paid = payments(heads)
    for number, (month, line, pence) in enumerate(paid):
        day = f"25-{MONTH_NAMES[int(month[5:]) - 1]}-{month[2:4]}"
        rows.append([board, day, line[0], line[1], line[2], f"V{number + 1}", grouped(pence, True)])
    rows.append(["Total", "", "", "", "", "", grouped(sum(pence for _, _, pence in paid), True)])
    return csv_text(rows[0], rows[1:])


def write_spending(folder: Path, answers: Answers) -> None:
    """A file for each board, in the two forms by turns."""
    for number, (board, heads) in enumerate(boards(answers)):
        text = (treasury_file, own_file)[number % 2](board, heads)
        name = board.removeprefix("NHS ").lower().replace(" ", "-")
        write_text(folder / f"{name}-2024-25.csv", text)


def expected_months(answers: Answers) -> list[Row]:
    """The payments and pounds of each board and month."""
    rows = []
    for board, heads in boards(answers):
        for month in MONTHS:
            of_month = [pence for other, _, pence in payments(heads) if other == month]
            rows.append({"entity": board, "month": month, "state": "complete", "payments": str(len(of_month)),
                         "amount": pounds(sum(of_month))})
    return rows


def expected_shares(answers: Answers) -> list[Row]:
    """The payments and pounds of each board by the category that a line was made for."""
    rows = []
    for board, heads in boards(answers):
        found: dict[tuple[str, str], list[int]] = {}
        for _, line, pence in payments(heads):
            found.setdefault(line[4:], []).append(pence)
        rows += [{"entity": board, "type_category": kind, "area_category": area, "payments": str(len(paid)),
                  "amount": pounds(sum(paid))} for (kind, area), paid in sorted(found.items())]
    return rows
