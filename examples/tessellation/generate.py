#!/usr/bin/env python3
"""Writes the country Tessellation: its data, its system and what is known of it in closed form.

Run as `python3 generate.py` to write the country of this folder again, or with --columns, --rows, --seed
and --out for another one elsewhere. The same arguments give the same bytes.
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

from model.answers import Answers
from model.country import Country
from model.data_files import write_data
from model.expected_files import write_expected
from model.equity import write_equity
from model.money import write_money
from model.spending import write_spending
from model.system_files import write_system

HERE = Path(__file__).resolve().parent


def size(text: str, least: int) -> int:
    """A number of columns or rows: a multiple of eight, and at least so many."""
    number = int(text)
    if number < least or number % 8 != 0:
        raise argparse.ArgumentTypeError(f"{number} is not a multiple of 8 from {least} on")
    return number


def read_arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--columns", type=lambda text: size(text, 24), default=24,
                        help="squares from west to east, a multiple of 8 (default: 24)")
    parser.add_argument("--rows", type=lambda text: size(text, 16), default=16,
                        help="squares from north to south, a multiple of 8 (default: 16)")
    parser.add_argument("--seed", type=int, default=1,
                        help="chooses which parts of the country are the most deprived (default: 1)")
    parser.add_argument("--out", type=Path, default=HERE, help="the folder to write (default: this one)")
    return parser.parse_args()


def main() -> None:
    """Writes every file; system.toml and datasets.toml are the same for every size."""
    arguments = read_arguments()
    answers = Answers(Country(arguments.columns, arguments.rows, arguments.seed))
    folder: Path = arguments.out
    folder.mkdir(parents=True, exist_ok=True)
    if folder.resolve() != HERE:
        for name in ("system.toml", "datasets.toml"):
            shutil.copyfile(HERE / name, folder / name)
    write_data(folder / "data", answers.country, answers.layout)
    write_system(folder, answers)
    write_money(folder / "money", answers)
    write_equity(folder / "money")
    write_spending(folder / "money/spend", answers)
    write_expected(folder / "expected", answers)


if __name__ == "__main__":
    main()
