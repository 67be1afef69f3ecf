"""A second peer, for information: the overlap in pandas, from the same three files.

Run as a program it answers; imported it says how to run it, with pandas in an environment of its own.
"""

import subprocess
import sys
import venv
from pathlib import Path

PANDAS = "pandas==2.2.3"


def pandas_command(build: Path, data: Path, out: Path) -> list:
    """The command, after pandas has been fetched where it is not there yet."""
    folder = build / "venv"
    python = folder / "bin/python"
    if not (folder / "ready").exists():
        venv.create(folder, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", PANDAS], check=True)
        (folder / "ready").touch()
    return [python, __file__, data, out]


def overlap(data: Path, out: Path) -> None:
    import pandas

    boards = pandas.read_csv(data / "lookups/lookup_lsoa21_icb24.csv", usecols=["lsoa21_code", "icb24_code"])
    districts = pandas.read_csv(data / "lookups/lookup_lsoa21_ward24_ltla24.csv.gz",
                                usecols=["lsoa21_code", "ltla24_code"])
    people = pandas.read_csv(data / "population/census2021_ts007a_age5_lsoa21.csv.gz",
                             usecols=["lsoa21_code", "total"])
    pieces = boards.merge(districts, on="lsoa21_code").merge(people, on="lsoa21_code")
    pieces = pieces.rename(columns={"icb24_code": "code_a", "ltla24_code": "code_b"})
    parts = pieces.groupby(["code_a", "code_b"]).agg(lsoas=("total", "size"), population=("total", "sum"))
    parts = parts.reset_index()
    of_a = pieces.groupby("code_a").total.sum()
    of_b = pieces.groupby("code_b").total.sum()
    a, b = parts.code_a.map(of_a), parts.code_b.map(of_b)
    parts["share_of_a"] = parts.population / a
    parts["share_of_b"] = parts.population / b
    parts["jaccard"] = parts.population / (a + b - parts.population)
    parts.to_csv(out / "overlap.csv", index=False)


if __name__ == "__main__":
    overlap(Path(sys.argv[1]), Path(sys.argv[2]))
