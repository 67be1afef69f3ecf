"""What the program must answer, from rectangles and formulas alone.

Every share is a fraction of whole numbers until it is written. The classes and bands follow the program's
documentation; nothing here reads a data file or visits a small area.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any, NamedTuple

from .arithmetic import rounded_half_up
from .country import Country
from .layout import NOT_COUNTED, Area, Layer, Layout
from .rectangles import Rectangle
from .services import LETTERS, registered_2022, registered_2024, trusts_2022, trusts_2024
from .tallies import (
    CELLS_2011,
    CELLS_2021,
    Conversion,
    Ground,
    Region,
    Tally,
    ground_of_2011,
    ground_of_2021,
    meeting,
)

TOLERANCE = Fraction(1, 100)        # system.toml leaves it at what the program takes
TIER_TOLERANCE = Fraction(2, 100)
COUNCIL_SHARE = Fraction(5, 100)

INDICES = {CELLS_2011: "rank19", CELLS_2021: "rank25"}

Row = dict[str, Any]


class Part(NamedTuple):
    """What two areas have in common, beside each of them."""

    a: Area
    b: Area
    both: Tally
    whole_a: Tally
    whole_b: Tally

    def share_of_a(self) -> Fraction:
        """People in both over the people of A."""
        return Fraction(self.both.people, self.whole_a.people)

    def share_of_b(self) -> Fraction:
        """People in both over the people of B."""
        return Fraction(self.both.people, self.whole_b.people)

    def jaccard(self) -> Fraction:
        """People in both over people in either."""
        either = self.whole_a.people + self.whole_b.people - self.both.people
        return Fraction(self.both.people, either)


class Comparison(NamedTuple):
    """Two layers on the same small areas."""

    a: Layer
    b: Layer
    ground: Ground
    parts: list[Part]
    wholes_a: dict[str, Tally]


def class_of(parts: list[Part], whole: Tally) -> str:
    """How an area stands to the other layer.

    A part below the tolerance of both its areas is nothing, and a share within the tolerance of one is
    everything. One area of B that holds all of A is the same (coterminous) or more (a-inside-b). Else an
    area of B that is not whole in A is cut (overlapping). Whole areas alone make A up (made-of-whole-b)
    or leave some of its people in no area (b-inside-a).
    """
    everything = 1 - TOLERANCE
    counting = [p for p in parts if p.share_of_a() > TOLERANCE or p.share_of_b() > TOLERANCE]
    holder = [p for p in counting if p.share_of_a() >= everything]
    if holder:
        return "coterminous" if holder[0].share_of_b() >= everything else "a-inside-b"
    if any(p.share_of_b() < everything for p in counting):
        return "overlapping"
    if not counting:
        return "none"
    return "made-of-whole-b" if uncovered(parts, whole) <= TOLERANCE else "b-inside-a"


def uncovered(parts: list[Part], whole: Tally) -> Fraction:
    """The share of A's people who live in no area of B."""
    return 1 - Fraction(sum(p.both.people for p in parts), whole.people)


def quantile(values: list[Fraction], share: Fraction) -> Fraction:
    """Type 7: at the place (n − 1)·share, counted from 0, on straight lines between the sorted values."""
    ordered = sorted(values)
    place = (len(ordered) - 1) * share
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])


def band(value: Fraction, values: list[Fraction], names: tuple[str, str, str]) -> str:
    """Below the quantile at 1/3, above that at 2/3, or between; a value on a cut is between."""
    if value < quantile(values, Fraction(1, 3)):
        return names[0]
    return names[2] if value > quantile(values, Fraction(2, 3)) else names[1]


BANDS = (("urban_band", "pct_urban", ("more rural", "mixed", "more urban")),
         ("deprivation_band", "pct_most_deprived_quintile", ("low", "medium", "high")),
         ("size_band", "population", ("small", "medium", "large")),
         ("utla_band", "utlas", ("low", "medium", "high")),
         ("trust_band", "trusts", ("low", "medium", "high")))


def add_bands(rows: list[Row]) -> None:
    """Every band column of a profile, where the layer has the values for it."""
    for name, column, names in BANDS:
        values = [Fraction(row[column]) for row in rows if row[column] != ""]
        for row in rows:
            row[name] = band(Fraction(row[column]), values, names) if row[column] != "" else ""


@dataclass(frozen=True)
class Answers:
    """The country's facts."""

    country: Country

    @cached_property
    def layout(self) -> Layout:
        """Its layers."""
        return Layout(self.country)

    @cached_property
    def grounds(self) -> dict[str, Ground]:
        """Its two vintages of small areas."""
        return {CELLS_2011: ground_of_2011(self.country), CELLS_2021: ground_of_2021(self.country)}

    def region(self, layer: Layer, area: Area, ground: str) -> Region:
        """An area on a vintage of small areas, carried over where its layer stands on the other."""
        if ground in layer.grounds:
            return self.grounds[ground].everywhere(area.rectangles)
        conversion = Conversion(self.country)
        carry = conversion.to_2021 if ground == CELLS_2021 else conversion.to_2011
        return carry(area.rectangles)

    def compare(self, name_a: str, name_b: str, ground: str) -> Comparison:
        """Every pair of areas with a small area in common, in the order of their codes."""
        a, b = self.layout.layers[name_a], self.layout.layers[name_b]
        small = self.grounds[ground]
        regions_a = {area.code: self.region(a, area, ground) for area in a.areas}
        regions_b = {area.code: self.region(b, area, ground) for area in b.areas}
        wholes_a = {code: small.tally(region) for code, region in regions_a.items()}
        wholes_b = {code: small.tally(region) for code, region in regions_b.items()}
        parts = []
        for area_a in sorted(a.areas, key=lambda area: area.code):
            for area_b in sorted(b.areas, key=lambda area: area.code):
                both = small.tally(meeting(regions_a[area_a.code], regions_b[area_b.code]))
                if both.areas > 0:
                    parts.append(Part(area_a, area_b, both, wholes_a[area_a.code],
                                      wholes_b[area_b.code]))
        return Comparison(a, b, small, parts, wholes_a)

    def overlap(self, name_a: str, name_b: str, ground: str) -> list[Row]:
        """The rows of area_overlap."""
        found = self.compare(name_a, name_b, ground)
        return [{"layer_a": name_a, "code_a": part.a.code, "name_a": part.a.name,
                 "layer_b": name_b, "code_b": part.b.code, "name_b": part.b.name,
                 "lsoas": part.both.areas, "population": part.both.people,
                 "share_of_a": part.share_of_a(), "share_of_b": part.share_of_b(),
                 "jaccard": part.jaccard(), "population_source": found.ground.population,
                 "small_areas": ground} for part in found.parts]

    def coterminosity(self, name_a: str, name_b: str, ground: str) -> list[Row]:
        """The rows of coterminosity."""
        found = self.compare(name_a, name_b, ground)
        rows = []
        for area in sorted(found.a.areas, key=lambda area: area.code):
            whole = found.wholes_a[area.code]
            if whole.areas == 0:
                continue
            parts = [part for part in found.parts if part.a.code == area.code]
            best = max(parts, key=Part.jaccard, default=None)
            shares = [part.share_of_a() for part in parts]
            squares = sum(share * share for share in shares)
            rows.append({"layer_a": name_a, "code_a": area.code, "name_a": area.name,
                         "population": whole.people, "layer_b": name_b,
                         "best_code_b": best.b.code if best else "",
                         "best_name_b": best.b.name if best else "",
                         "jaccard": best.jaccard() if best else Fraction(0),
                         "share_in_best": best.share_of_a() if best else Fraction(0),
                         "pieces": len(parts),
                         "effective_pieces": Fraction(sum(shares)) ** 2 / squares if parts else 0,
                         "uncovered_share": uncovered(parts, whole),
                         "class": class_of(parts, whole),
                         "population_source": found.ground.population, "small_areas": ground})
        return rows

    def changes(self, name_a: str, name_b: str, ground: str) -> list[Row]:
        """The rows of boundary_changes: the parts that do not continue their earlier area, largest first.

        An area is continued by the one with its code, else by the one with its ODS code, else by the one
        that shares most people with it by the Jaccard index.
        """
        found = self.compare(name_a, name_b, ground)
        moved = [part for part in found.parts
                 if part.b.code != self._continuation(found, part.a)]
        moved.sort(key=lambda part: (-part.both.people, -part.both.areas))
        return [{"layer_a": name_a, "layer_b": name_b, "from_code": part.a.code,
                 "from_name": part.a.name, "to_code": part.b.code, "to_name": part.b.name,
                 "lsoas": part.both.areas, "population": part.both.people,
                 "population_source": found.ground.population, "small_areas": ground}
                for part in moved]

    @staticmethod
    def _continuation(found: Comparison, area: Area) -> str:
        if any(later.code == area.code for later in found.b.areas):
            return area.code
        for later in found.b.areas:
            if area.ods_code and later.ods_code == area.ods_code:
                return later.code
        return max((part for part in found.parts if part.a.code == area.code), key=Part.jaccard).b.code

    def fits(self) -> list[Row]:
        """What carrying each layer that stands on one vintage to the other costs."""
        conversion = Conversion(self.country)
        rows = []
        for name in ("partnership21", "board22", "board24"):
            layer = self.layout.layers[name]
            rectangles = [area.rectangles for area in layer.areas]
            stands_on_2021 = CELLS_2021 in layer.grounds
            fit = (conversion.cost_to_2011(rectangles) if stands_on_2021
                   else conversion.cost_to_2021(rectangles))
            rows.append({"layer": name, "how": "best-fit", "unplaced_areas": 0} | fit._asdict())
        return rows

    @cached_property
    def most_deprived(self) -> dict[str, list[Rectangle]]:
        """The most deprived fifth of each vintage of small areas."""
        return {name: self._most_deprived_on(name) for name in self.grounds}

    def _most_deprived_on(self, ground: str) -> list[Rectangle]:
        """The most deprived fifth: whole blocks in their order, then the first part of one more.

        Of that block its first rows, as many as fit, and of the next row the western part: both are found
        by bisection on the tally of a growing rectangle.
        """
        small = self.grounds[ground]
        left = small.in_rectangle(self.country.whole()).areas // 5
        rectangles = []
        for block in self.country.block_order(int(ground[-2:])):
            whole = self.country.block_rectangle(block)
            rows = self._largest(small, [whole._replace(south=s)
                                         for s in range(whole.north, whole.south + 1)], left)
            rectangles.append(rows)
            left -= small.in_rectangle(rows).areas
            if rows == whole:
                continue
            row = whole._replace(north=rows.south, south=rows.south + 1)
            rectangles.append(self._largest(small, [row._replace(east=e)
                                                    for e in range(row.west, row.east + 1)], left))
            break
        return [r for r in rectangles if r.intersection(r)]

    @staticmethod
    def _largest(small: Ground, growing: list[Rectangle], limit: int) -> Rectangle:
        """The last of these growing rectangles with at most `limit` small areas."""
        first, last = 0, len(growing) - 1
        while first < last:
            middle = (first + last + 1) // 2
            if small.in_rectangle(growing[middle]).areas <= limit:
                first = middle
            else:
                last = middle - 1
        return growing[first]

    def _count_of_both(self, some: Region, other: Region, ground: str) -> int:
        """The small areas that lie in both regions."""
        return self.grounds[ground].tally(meeting(some, other)).areas

    def _count_within(self, region: Region, rectangles: list[Rectangle], ground: str) -> int:
        """The small areas of a region that lie in a union of rectangles."""
        return self._count_of_both(region, self.grounds[ground].everywhere(rectangles), ground)

    def councils_of(self, region: Region, ground: str) -> list[Area]:
        """The upper tier councils with at least 5% of their small areas in the region."""
        small = self.grounds[ground]
        found = []
        for council in self.layout.layers["council21"].areas:
            whole = small.tally(small.everywhere(council.rectangles)).areas
            inside = self._count_within(region, council.rectangles, ground)
            if council.code != NOT_COUNTED and Fraction(inside, whole) >= COUNCIL_SHARE:
                found.append(council)
        return found

    def tiers_of(self, region: Region, ground: str) -> str:
        """Single up to 2% of small areas in two-tier districts, Two-tier from 98%, else Mixed."""
        two_tier = [d.rectangle for d in self.layout.districts if d.county]
        inside = self._count_within(region, two_tier, ground)
        share = Fraction(inside, self.grounds[ground].tally(region).areas)
        if share <= TIER_TOLERANCE:
            return "Single"
        return "Two-tier" if share >= 1 - TIER_TOLERANCE else "Mixed"

    def region_of(self, region: Region, ground: str) -> str:
        """The name of the region with most of its small areas."""
        return max(self.layout.layers["region21"].areas,
                   key=lambda area: self._count_within(region, area.rectangles, ground)).name

    def exact_profile(self, name: str, index: str = "") -> list[Row]:
        """A layer's profile from the data, in the order of codes, with shares as fractions.

        `index` names a deprivation index of the other vintage, to be carried over.
        """
        layer = self.layout.layers[name]
        ground = layer.grounds[0]
        rows = [self._profile_row(layer, area, ground, index or INDICES[ground])
                for area in sorted(layer.areas, key=lambda area: area.code)]
        add_bands(rows)
        return rows

    def _deprived_region(self, ground: str, index: str) -> Region:
        """The most deprived fifth by an index, carried to 2021 where it ranks the squares of 2011.

        A merged pair and the irregular areas take the rank of the square with more people, which moves
        the borders of the fifth as it moves those of a layer; halves take the rank of their square.
        """
        if index == INDICES[ground]:
            return self.grounds[ground].everywhere(self.most_deprived[ground])
        return Conversion(self.country).to_2021(self.most_deprived[CELLS_2011])

    def _profile_row(self, layer: Layer, area: Area, ground: str, index: str) -> Row:
        region = self.region(layer, area, ground)
        whole = self.grounds[ground].tally(region)
        urban = self._count_within(region, self.country.urban_rectangles(), ground)
        deprived = self._count_of_both(region, self._deprived_region(ground, index), ground)
        registered, trusts = self._services(layer, area)
        return {"layer": layer.name, "code": area.code, "ods_code": area.ods_code, "name": area.name,
                "region": self.region_of(region, ground), "lsoas": whole.areas, "lsoas_urban": urban,
                "pct_urban": Fraction(100 * urban, whole.areas),
                "lsoas_most_deprived_quintile": deprived,
                "pct_most_deprived_quintile": Fraction(100 * deprived, whole.areas),
                "population": registered or whole.people,
                "utlas": len(self.councils_of(region, ground)),
                "la_tiers": self.tiers_of(region, ground), "trusts": trusts, "mode": "exact",
                "population_source": (f"registered: registered{layer.name[-2:]}" if registered
                                      else f"resident: {self.grounds[ground].population}"),
                "deprivation_index": index if index == INDICES[ground] else f"{index} by best fit",
                "rural_urban": f"rural{ground[-2:]}", "flags": ""} | self._context(layer, area)

    @staticmethod
    def _services(layer: Layer, area: Area) -> tuple[int, int | str]:
        """Registered people and trusts, for the boards alone."""
        letter = area.ods_code[-1:]
        if layer.name == "board22":
            return registered_2022(letter), trusts_2022(letter)
        if layer.name == "board24":
            return registered_2024(letter), trusts_2024(letter)
        return 0, ""

    @staticmethod
    def _context(layer: Layer, area: Area) -> Row:
        """What only print knows, in both modes: wave 1 + b mod 6, and b mod 3 and b mod 2 sites."""
        if layer.name != "board22":
            return {"ics_wave": "", "vanguards": "", "pioneers": ""}
        number = LETTERS.index(area.ods_code[-1]) + 1
        return {"ics_wave": 1 + number % 6, "vanguards": number % 3, "pioneers": number % 2}

    def _rounded_profile(self, name: str) -> list[Row]:
        """The profile with percentages to whole numbers, a half up; its bands are still to come."""
        rows = [row | {"mode": "published"} for row in self.exact_profile(name)]
        for row in rows:
            for column in ("pct_urban", "pct_most_deprived_quintile"):
                share = Fraction(row[column])
                row[column] = rounded_half_up(share.numerator, share.denominator)
        return rows

    def published_profile(self, name: str) -> list[Row]:
        """The profile as print has it: rounded, printed values in front, and bands from those."""
        rows = self._rounded_profile(name)
        if name == "board22":
            printed = {row["code"]: row for row in self.printed_table()}
            rows = [as_printed(row, printed[row["code"]]) for row in rows]
        add_bands(rows)
        return rows

    def printed_table(self) -> list[Row]:
        """The printed table of the boards of 2022: all as the data have it, but for one value.

        The urban percentage of B is printed as 100, and all bands are those of the printed values.
        """
        rows = self._rounded_profile("board22")
        for row in rows:
            if row["ods_code"] == "QTB":
                row["pct_urban"] = 100
        add_bands(rows)
        return rows

    def change_counts(self) -> list[Row]:
        """How many rows of the change table carry each code.

        Two for a merged pair, two for a split square, four for the irregular pair, one for every other
        square.
        """
        whole = self.country.whole()
        kinds = self.grounds[CELLS_2021].kinds
        merged, split = kinds["merged"](whole).areas, kinds["western half"](whole).areas
        unchanged = self.country.squares - 2 * merged - split - 2
        return [{"relation": "unchanged", "rows": unchanged}, {"relation": "split-into", "rows": 2 * split},
                {"relation": "merged-into", "rows": 2 * merged}, {"relation": "irregular", "rows": 4}]

    def layer_sizes(self) -> list[Row]:
        """How many areas each layer has."""
        whole = self.country.whole()
        sizes = {name: self.grounds[name].in_rectangle(whole).areas for name in self.grounds}
        sizes |= {name: len(layer.areas) for name, layer in self.layout.layers.items()}
        return [{"layer": name, "areas": size} for name, size in sizes.items()]

    def rows_read(self) -> list[Row]:
        """How many rows each file of small areas has; none is passed over or repaired."""
        sizes = {row["layer"]: row["areas"] for row in self.layer_sizes()}
        changes = sum(row["rows"] for row in self.change_counts())
        read = {CELLS_2011: ("cell11-board22", "people20", "rank19", "rural11"),
                CELLS_2021: ("cell21-board24", "people21", "rank25", "rural21")}
        rows = [(dataset, sizes[ground]) for ground, datasets in read.items() for dataset in datasets]
        rows += [("cell11-cell21", changes), ("district21-council21", sizes["district21"])]
        return [{"dataset": dataset, "rows_read": count, "rows_skipped": 0, "rows_repaired": 0,
                 "rows_outside": 0} for dataset, count in rows]

    def populations(self) -> list[Row]:
        """Everyone, by each population."""
        whole = self.country.whole()
        return [{"population": small.population, "people": small.in_rectangle(whole).people}
                for small in self.grounds.values()]

    def neighbourhoods(self) -> list[Rectangle]:
        """Two rectangles of about 40,000 people each in the north-western corner, one above the other."""
        wanted = max(1, rounded_half_up(40_000, self.country.base))
        width = min(self.country.block_width, wanted)
        height = -(-wanted // width)
        return [Rectangle(0, 2 * width, height * place, height * (place + 1)) for place in (0, 1)]


def as_printed(row: Row, printed: Row) -> Row:
    """The row with its printed values in front, and a flag where the data give another."""
    result = row | {column: printed[column] for column in
                    ("pct_urban", "pct_most_deprived_quintile", "population", "utlas", "trusts",
                     "la_tiers", "region", "name")}
    result["population_source"] = "as printed"
    if printed["pct_urban"] != row["pct_urban"]:
        result["flags"] = (f"pct_urban: printed {printed['pct_urban']}, data give {row['pct_urban']} "
                           f"({row['lsoas_urban']} of {row['lsoas']})")
    return result
