"""The closed-form answers, one file a table."""

from __future__ import annotations

from pathlib import Path

from .answers import Answers, Row
from .equity import write_expected_equity
from .money import FIGURES, expected_balances
from .spending import expected_months, expected_shares
from .system_files import place_people
from .tallies import CELLS_2011, CELLS_2021
from .writing import write_rows

OVERLAP_COLUMNS = ["layer_a", "code_a", "name_a", "layer_b", "code_b", "name_b", "lsoas", "population",
                   "share_of_a", "share_of_b", "jaccard", "population_source", "small_areas"]
COTERMINOSITY_COLUMNS = ["layer_a", "code_a", "name_a", "population", "layer_b", "best_code_b",
                         "best_name_b", "jaccard", "share_in_best", "pieces", "effective_pieces",
                         "uncovered_share", "class", "population_source", "small_areas"]
CHANGE_COLUMNS = ["layer_a", "layer_b", "from_code", "from_name", "to_code", "to_name", "lsoas",
                  "population", "population_source", "small_areas"]
PROFILE_COLUMNS = ["layer", "code", "ods_code", "name", "region", "lsoas", "lsoas_urban", "pct_urban",
                   "urban_band", "lsoas_most_deprived_quintile", "pct_most_deprived_quintile",
                   "deprivation_band", "population", "size_band", "utlas", "utla_band", "la_tiers",
                   "trusts", "trust_band", "mode", "population_source", "deprivation_index",
                   "rural_urban", "ics_wave", "vanguards", "pioneers", "flags"]
FIT_COLUMNS = ["layer", "small_areas", "how", "unplaced_areas", "best_fit_areas", "people",
               "people_misplaced_at_most"]

# Pairs of layers, and the small areas they are compared on: those on which both stand, the newest first,
# else the newer of the two.
OVERLAPS = [
    ("board22", "authority25", CELLS_2011),
    ("authority25", "board22", CELLS_2011),
    ("board24", "authority25", CELLS_2021),
    ("authority25", "board24", CELLS_2021),
    ("board22", "council21", CELLS_2011),
    ("board24", "council21", CELLS_2021),
    ("board24", "region21", CELLS_2021),
    ("partnership21", "board22", CELLS_2011),
    ("board22", "board24", CELLS_2021),
    ("proposal24", "authority25", CELLS_2021),
    ("board24", "settlement21", CELLS_2021),
]
OLD_PEOPLE_OVERLAPS = [("board22", "board24", CELLS_2011)]  # asked with --population people20
CHANGES = [
    ("partnership21", "board22", CELLS_2011),
    ("board22", "board24", CELLS_2021),
    ("authority21", "authority25", CELLS_2021),
    ("board24", "proposal24", CELLS_2021),
]
PROFILES = ["partnership21", "board22", "board24"]
CARRIED_INDEX = ("board24", "rank19")  # asked with --deprivation rank19 --convert best-fit


def contradictions(answers: Answers) -> list[Row]:
    """What the printed table has otherwise than the data."""
    return [{"layer": "board22", "code": row["code"], "column": "pct_urban",
             "printed": row["pct_urban"], "recomputed": str(row["flags"]).split("give ")[1].split()[0]}
            for row in answers.published_profile("board22") if row["flags"]]


def write_expected(folder: Path, answers: Answers) -> None:
    """Writes every expected table."""
    profiles = [row for name in PROFILES for rows in (answers.published_profile(name),
                                                      answers.exact_profile(name)) for row in rows]
    write_rows(folder / "profile.csv", PROFILE_COLUMNS, profiles)
    write_rows(folder / "profile_rank19.csv", PROFILE_COLUMNS, answers.exact_profile(*CARRIED_INDEX))
    for file, pairs in (("overlap", OVERLAPS), ("overlap_people20", OLD_PEOPLE_OVERLAPS)):
        write_rows(folder / f"{file}.csv", OVERLAP_COLUMNS,
                   (row for pair in pairs for row in answers.overlap(*pair)))
    for file, pairs in (("coterminosity", OVERLAPS), ("coterminosity_people20", OLD_PEOPLE_OVERLAPS)):
        write_rows(folder / f"{file}.csv", COTERMINOSITY_COLUMNS,
                   (row for pair in pairs for row in answers.coterminosity(*pair)))
    write_rows(folder / "changes.csv", CHANGE_COLUMNS,
               (row for pair in CHANGES for row in answers.changes(*pair)))
    write_rows(folder / "fits.csv", FIT_COLUMNS, answers.fits())
    write_rows(folder / "contradictions.csv", ["layer", "code", "column", "printed", "recomputed"],
               contradictions(answers))
    write_rows(folder / "change_counts.csv", ["relation", "rows"], answers.change_counts())
    write_rows(folder / "layers.csv", ["layer", "areas"], answers.layer_sizes())
    write_rows(folder / "inputs.csv",
               ["dataset", "rows_read", "rows_skipped", "rows_repaired", "rows_outside"],
               answers.rows_read())
    write_rows(folder / "populations.csv", ["population", "people"], answers.populations())
    write_rows(folder / "places.csv", ["id", "population"], place_people(answers))
    write_rows(folder / "spend_months.csv", ["entity", "month", "state", "payments", "amount"],
               expected_months(answers))
    write_rows(folder / "spend_shares.csv",
               ["entity", "type_category", "area_category", "payments", "amount"], expected_shares(answers))
    write_rows(folder / "balances.csv", ["year", "account", *FIGURES], expected_balances(answers))
    write_expected_equity(folder)
