"""The open data of the country, written small area by small area."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from .country import Country, SmallArea
from .layout import Layer, Layout
from .services import practices, sites, system_of
from .writing import write_csv, write_shapes

# The files of people, ranks and urban areas of each vintage.
MEASURES = {"cell11": ("people20", "rank19", "rural11"), "cell21": ("people21", "rank25", "rural21")}
SHAPES = ("partnership21", "board22", "board24", "authority25", "council21")


def area_code(layer: Layer, area: SmallArea) -> str:
    """The code of the area in which a small area is anchored."""
    return next(larger.code for larger in layer.areas
                if any(r.holds(area.anchor, area.row) for r in larger.rectangles))


def write_lookup(path: Path, country_layers: dict[str, Layer], key: str, areas: Iterable[SmallArea],
                 names: tuple[str, ...]) -> None:
    """Writes which area of each layer every small area lies in."""
    layers = [country_layers[name] for name in names]
    write_csv(path, [f"{key}_code"] + [f"{name}_code" for name in names],
              ([area.code] + [area_code(layer, area) for layer in layers] for area in areas))


def write_vintage(folder: Path, country: Country, areas: list[SmallArea], key: str) -> None:
    """Writes the people, the ranks and the urban areas of one vintage, each formula area by area."""
    code, year = f"{key}_code", int(key[-2:])
    people, rank, rural = MEASURES[key]
    write_csv(folder / f"{people}.csv", [code, "people"], ([a.code, a.people] for a in areas))
    ranks = country.deprivation_ranks(areas, year)
    write_csv(folder / f"{rank}.csv", [code, "rank"],
              ([a.code, r] for a, r in zip(areas, ranks, strict=True)))
    towns = country.urban_rectangles()
    write_csv(folder / f"{rural}.csv", [code, "class"],
              ([a.code, "Urban" if any(t.holds(a.anchor, a.row) for t in towns) else "Rural"]
               for a in areas))


def write_small_areas(folder: Path, country: Country, layers: dict[str, Layer]) -> None:
    """Writes everything that stands on small areas, and the change from 2011 to 2021."""
    before, after = list(country.small_areas_2011()), list(country.small_areas_2021())
    write_vintage(folder, country, before, "cell11")
    write_vintage(folder, country, after, "cell21")
    write_lookup(folder / "cells11.csv", layers, "cell11", before,
                 ("partnership21", "board22", "district21"))
    write_lookup(folder / "cells21.csv.gz", layers, "cell21", after, ("board24", "district21"))
    write_csv(folder / "changes.csv", ["cell11_code", "cell21_code", "change"], country.changes())


def write_councils(folder: Path, layout: Layout) -> None:
    """Writes the council and the region of each district."""
    councils, regions = layout.layers["council21"].areas, layout.layers["region21"].areas
    rows = []
    for district in layout.districts:
        council = next(c for c in councils if c.code == (district.county or district.code))
        region = next(r for r in regions
                      if any(district.rectangle.intersection(part) for part in r.rectangles))
        rows.append([district.code, district.name, council.code, council.name, region.code, region.name])
    write_csv(folder / "districts.csv",
              ["district21_code", "district21_name", "council21_code", "council21_name",
               "region21_code", "region21_name"], rows)


def write_authorities(folder: Path, layout: Layout, name: str) -> None:
    """Writes the districts of each authority; a district in none has no row."""
    rows = [[district.code, authority.code, authority.name] for district in layout.districts
            for authority in layout.layers[name].areas if district.rectangle in authority.rectangles]
    write_csv(folder / f"{name}.csv", ["district21_code", f"{name}_code", f"{name}_name"], rows)


def write_services(folder: Path) -> None:
    """Writes the practices with their registered people, and the sites of the trusts."""
    write_csv(folder / "practices.csv",
              ["practice_code", "practice_name", "board22_ods", "board24_ods", "people_2022",
               "people_2024"],
              ([p.code, p.name, f"QT{p.letter}", f"QT{system_of(p.letter)}", p.people_2022,
                p.people_2024] for p in practices()))
    write_csv(folder / "trust_sites.csv",
              ["trust_code", "trust_name", "board22_ods", "board24_ods", "opened", "closed"],
              ([s.trust, s.name, f"QT{s.letter}", f"QT{system_of(s.letter)}", s.opened, s.closed]
               for s in sites()))


def write_data(folder: Path, country: Country, layout: Layout) -> None:
    """Writes every file of the data folder."""
    write_small_areas(folder, country, layout.layers)
    write_councils(folder, layout)
    for name in ("authority21", "authority25"):
        write_authorities(folder, layout, name)
    for name in ("partnership21", "board22", "board24"):
        write_csv(folder / f"{name}.csv", [f"{name}_code", f"{name}_ods", f"{name}_name"],
                  ([a.code, a.ods_code, a.name] for a in layout.layers[name].areas))
    write_services(folder)
    for name in SHAPES:
        write_shapes(folder / f"{name}.geojson", country, layout.layers[name])
