"""Money and staff beside need and deprivation, with figures that are invented, round, and known in closed form.

Each row of a file stands beside what follows from it by mental arithmetic: shares are of two places, changes
of two years, and every group of practices is one practice.
"""

from __future__ import annotations

from pathlib import Path

from .money import BOARD, YEAR
from .writing import write_csv

LAST_YEAR = "2023/24"
OTHER_BOARD = "lark-board"

# File, its columns, its rows.
FILES = {
    "formula": (
        ["year", "body", "part", "kind", "basis", "weight", "people"],
        [[YEAR, body, part, kind, basis, weight, people]
         for body, by_deaths in ((BOARD, 1500), (OTHER_BOARD, 500))
         for part, kind, basis, weight, people in (
             ("hospital and community", "need", "", 0.5, 1000),
             ("mental health", "need", "", 0.4, 1000),
             ("avoidable deaths", "inequalities", "avoidable-mortality", 0.1, by_deaths))]),
    "council_spending": (
        ["year", "council", "service", "spending", "people", "need_index", "deprivation"],
        [[YEAR, "council-t06000002", "adult social care", "200000.00", 2000, 0.8, 10],
         [YEAR, "council-t06000001", "adult social care", "120000.00", 1000, 1.5, 40]]),
    "place_resources": (
        ["year", "place", "people", "deprivation", "spending", "staff"],
        [[LAST_YEAR, "place-ash", 100, 10, "4000.00", 4],
         [LAST_YEAR, "place-alder", 100, 40, "6000.00", 6],
         [YEAR, "place-ash", 100, 10, "3500.00", 3],
         [YEAR, "place-alder", 100, 40, "6500.00", 7]]),
    "practice_funding": (
        ["year", "practice", "patients", "weighted_patients", "deprivation", "funding", "doctors"],
        [[YEAR, f"practice-{number}", 1000, weighted, 10 * number, f"{funding}.00", doctors]
         for number, weighted, funding, doctors in (
             (1, 800, 80000, 0.4), (2, 1000, 100000, 0.5), (3, 1000, 100000, 0.5), (4, 1000, 110000, 0.5),
             (5, 1250, 150000, 1))]),
    "running_costs": (
        ["year", "body", "running_costs", "inequalities_team", "effect"],
        [[LAST_YEAR, BOARD, "1000000.00", 10, ""],
         [YEAR, BOARD, "800000.00", 8, "two posts ended with the year"]]),
}

# Table, its columns, its rows.
EXPECTED = {
    "formula": (
        ["year", "body", "need", "adjustment", "adjustment_weight", "basis", "weighted", "effect",
         "share_by_need", "share"],
        [[YEAR, BOARD, 1000, 1500, 0.1, "avoidable-mortality", 1050, 50, 0.5, 0.525],
         [YEAR, OTHER_BOARD, 1000, 500, 0.1, "avoidable-mortality", 950, -50, 0.5, 0.475]]),
    "council_spending": (
        ["year", "service", "council", "deprivation_order", "per_head", "per_need"],
        [[YEAR, "adult social care", "council-t06000001", 1, "120.00", "80.00"],
         [YEAR, "adult social care", "council-t06000002", 2, "100.00", "125.00"]]),
    "place_resources": (
        ["year", "place", "deprivation_order", "share_of_people", "per_head", "share_of_spending",
         "shift_of_spending", "share_of_staff", "shift_of_staff"],
        [[LAST_YEAR, "place-alder", 1, 0.5, "60.00", 0.6, "", 0.6, ""],
         [LAST_YEAR, "place-ash", 2, 0.5, "40.00", 0.4, "", 0.4, ""],
         [YEAR, "place-alder", 1, 0.5, "65.00", 0.65, 0.05, 0.7, 0.1],
         [YEAR, "place-ash", 2, 0.5, "35.00", 0.35, -0.05, 0.3, -0.1]]),
    "practice_groups": (
        ["year", "deprivation_group", "practices", "per_patient", "per_weighted_patient",
         "against_least_deprived", "doctors_per_10000"],
        [[YEAR, 1, 1, "150.00", "120.00", 1.2, 8], [YEAR, 2, 1, "110.00", "110.00", 1.1, 5],
         [YEAR, 3, 1, "100.00", "100.00", 1, 5], [YEAR, 4, 1, "100.00", "100.00", 1, 5],
         [YEAR, 5, 1, "80.00", "100.00", 1, 5]]),
    "running_costs": (
        ["year", "body", "running_costs", "change", "change_share", "inequalities_team", "team_change",
         "team_change_share"],
        [[LAST_YEAR, BOARD, "1000000.00", "", "", 10, "", ""],
         [YEAR, BOARD, "800000.00", "-200000.00", -0.2, 8, -2, -0.2]]),
}


def write_equity(folder: Path) -> None:
    """Writes the files of the folder money/."""
    for file, (columns, rows) in FILES.items():
        write_csv(folder / f"{file}.csv", columns, rows)


def write_expected_equity(folder: Path) -> None:
    """Writes what the tables of a build have to say."""
    for table, (columns, rows) in EXPECTED.items():
        write_csv(folder / f"{table}.csv", columns, rows)
