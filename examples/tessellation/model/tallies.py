"""How many small areas and people a region holds, in closed form.

The small areas of a vintage are of a few kinds, and those of one kind stand on a lattice: all squares, or
the pairs of squares on some diagonals. How many points of a lattice lie in a rectangle, and the sum of the
people over them, is a product of progressions and their floor sums; no small area is visited.

A region is a union of rectangles for each kind, so that a border may run differently for different kinds:
where a layer is carried from one vintage to the other, whole small areas change sides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from .arithmetic import Progression, ceiling, residue_class
from .country import MERGED, ROUND, SPLIT, Country
from .rectangles import Rectangle, intersections

Region = dict[str, list[Rectangle]]
CELLS_2011 = "cell11"
CELLS_2021 = "cell21"


class Tally(NamedTuple):
    """Small areas and the people in them."""

    areas: int
    people: int

    def plus(self, other: Tally, times: int = 1) -> Tally:
        """The sum with a multiple of the other."""
        return Tally(self.areas + times * other.areas, self.people + times * other.people)


NOTHING = Tally(0, 0)


@dataclass(frozen=True)
class Lattices:
    """The lattices of squares and of pairs, each with its sums over a rectangle."""

    country: Country

    def people_in_columns(self, columns: Progression) -> int:
        """Σ (base + step·⌊x / w⌋ + x mod 5) over a progression of columns."""
        country = self.country
        return (columns.length * country.base + columns.total_of_remainders(5)
                + country.step * columns.total_of_quotients(country.block_width))

    def people_in_rows(self, rows: Progression) -> int:
        """Σ (step·⌊y / h⌋ + 3·(y mod 7)) over a progression of rows."""
        return (self.country.step * rows.total_of_quotients(self.country.block_height)
                + 3 * rows.total_of_remainders(7))

    def product(self, columns: Progression, rows: Progression) -> Tally:
        """The squares in every column and row of two progressions: people = |Y|·ΣF + |X|·ΣG."""
        return Tally(columns.length * rows.length,
                     rows.length * self.people_in_columns(columns)
                     + columns.length * self.people_in_rows(rows))

    def squares(self, rectangle: Rectangle) -> Tally:
        """The squares whose western edge 2x lies in the rectangle, with the people of 2020."""
        first = max(0, ceiling(rectangle.west, 2))
        last = min(self.country.columns, ceiling(rectangle.east, 2))
        rows = Progression(rectangle.north, 1, rectangle.south - rectangle.north)
        return self.product(Progression(first, 1, max(0, last - first)), rows)

    def pairs(self, rectangle: Rectangle, shift: int) -> tuple[int, int]:
        """The pairs p with 4p + shift in the rectangle, as first and one past the last."""
        first = ceiling(rectangle.west - shift, 4)
        last = ceiling(rectangle.east - shift, 4)
        return max(0, first), min(self.country.columns // 2, last)

    def on_diagonal(self, diagonal: int, side: int, rectangle: Rectangle, shift: int) -> Tally:
        """One square (side 0 west, 1 east) of each pair with (p + y) mod 8 = diagonal.

        The pairs with p ≡ r stand in the rows with y ≡ diagonal − r: eight products of progressions.
        """
        first, last = self.pairs(rectangle, shift)
        total = NOTHING
        for residue in range(ROUND):
            pairs = residue_class(first, last, residue, ROUND)
            rows = residue_class(rectangle.north, rectangle.south, diagonal - residue, ROUND)
            total = total.plus(self.product(pairs.scaled(2, side), rows))
        return total

    def irregular(self, side: int, rectangle: Rectangle, shift: int) -> Tally:
        """One square of the irregular pair, where it lies in the rectangle."""
        pair, row = self.country.irregular_pair
        if not rectangle.holds(4 * pair + shift, row):
            return NOTHING
        return Tally(1, self.country.people_2020(2 * pair + side, row))


class Ground:
    """A vintage of small areas: its kinds, each with its tally over a rectangle of anchors."""

    def __init__(self, name: str, population: str,
                 kinds: dict[str, Callable[[Rectangle], Tally]]) -> None:
        """Takes the newest population that stands on it, and its kinds."""
        self.name = name
        self.population = population
        self.kinds = {kind: cache(tally) for kind, tally in kinds.items()}

    def everywhere(self, rectangles: list[Rectangle]) -> Region:
        """The region in which every kind has the same borders."""
        return {kind: rectangles for kind in self.kinds}

    def tally(self, region: Region) -> Tally:
        """Σ over the kinds and their rectangles."""
        total = NOTHING
        for kind, rectangles in region.items():
            for rectangle in rectangles:
                total = total.plus(self.kinds[kind](rectangle))
        return total

    def in_rectangle(self, rectangle: Rectangle) -> Tally:
        """The tally of one rectangle."""
        return self.tally(self.everywhere([rectangle]))


def meeting(some: Region, other: Region) -> Region:
    """The region in both, kind by kind."""
    return {kind: intersections(some[kind], other[kind]) for kind in some}


def ground_of_2011(country: Country) -> Ground:
    """The squares of 2011, in the three kinds whose fate in 2021 differs."""
    lattices = Lattices(country)

    def to_be_split(rectangle: Rectangle) -> Tally:
        """The western squares of the pairs on the diagonals of splits."""
        total = NOTHING
        for diagonal in SPLIT:
            total = total.plus(lattices.on_diagonal(diagonal, 0, rectangle, 0))
        return total

    def eastern_of_joined(rectangle: Rectangle) -> Tally:
        """The eastern squares of the pairs that merged, and of the irregular one."""
        return (lattices.on_diagonal(MERGED, 1, rectangle, 2)
                .plus(lattices.irregular(1, rectangle, 2)))

    def other(rectangle: Rectangle) -> Tally:
        """All squares less those of the other kinds."""
        return (lattices.squares(rectangle).plus(to_be_split(rectangle), -1)
                .plus(eastern_of_joined(rectangle), -1))

    return Ground(CELLS_2011, "people20",
                  {"to be split": to_be_split, "eastern of joined": eastern_of_joined, "other": other})


def ground_of_2021(country: Country) -> Ground:
    """The small areas of 2021: unchanged squares, western and eastern halves, merged pairs, irregular."""
    lattices = Lattices(country)

    def grown(tally: Tally) -> Tally:
        """The people of 2021 on the squares of a tally of 2020."""
        return tally._replace(people=tally.people + country.growth * tally.areas)

    def split_squares(rectangle: Rectangle, shift: int) -> Tally:
        total = NOTHING
        for diagonal in SPLIT:
            total = total.plus(lattices.on_diagonal(diagonal, 0, rectangle, shift))
        return grown(total)

    def western_halves(rectangle: Rectangle) -> Tally:
        """One half for each split square anchored here, all with the same people."""
        count = split_squares(rectangle, 0).areas
        return Tally(count, count * country.half_people)

    def eastern_halves(rectangle: Rectangle) -> Tally:
        """One half for each split square whose middle lies here, with its square's other people."""
        squares = split_squares(rectangle, 1)
        return squares._replace(people=squares.people - squares.areas * country.half_people)

    def merged(rectangle: Rectangle) -> Tally:
        """One area for each merged pair anchored here, with the people of both squares."""
        west, east = (grown(lattices.on_diagonal(MERGED, side, rectangle, 0)) for side in (0, 1))
        return Tally(west.areas, west.people + east.people)

    def irregular(rectangle: Rectangle) -> Tally:
        """Both areas of the irregular pair, whose western edge is that of its western square."""
        return grown(lattices.irregular(0, rectangle, 0).plus(lattices.irregular(1, rectangle, 0)))

    def unchanged(rectangle: Rectangle) -> Tally:
        """All squares less those that were merged, split or cut anew."""
        total = grown(lattices.squares(rectangle)).plus(split_squares(rectangle, 0), -1)
        for side in (0, 1):
            total = total.plus(grown(lattices.on_diagonal(MERGED, side, rectangle, 2 * side)), -1)
            total = total.plus(grown(lattices.irregular(side, rectangle, 2 * side)), -1)
        return total

    return Ground(CELLS_2021, "people21",
                  {"unchanged": unchanged, "western half": western_halves,
                   "eastern half": eastern_halves, "merged": merged, "irregular": irregular})


class Fit(NamedTuple):
    """What carrying a layer to another vintage costs, as the program reports it."""

    small_areas: str
    best_fit_areas: int
    people: int
    people_misplaced_at_most: int


@dataclass(frozen=True)
class Conversion:
    """Layers carried from one vintage of small areas to the other by best fit."""

    country: Country

    def east_is_heavier(self, column: int) -> bool:
        """Whether a square in this column has more people than its western neighbour; alike in all rows."""
        return self.country.people_by_column(column) > self.country.people_by_column(column - 1)

    def moved_border(self, edge: int) -> int:
        """Where a border of squares runs for merged and irregular areas, by their western edge.

        A border at an odd column cuts the pairs that straddle it. They go east, and with them their
        western edge two half columns further west, where the eastern square is the heavier.
        """
        column = edge // 2
        straddled = column % 2 == 1 and self.east_is_heavier(column)
        return edge - 2 if straddled else edge

    def to_2021(self, rectangles: list[Rectangle]) -> Region:
        """A layer of squares on the small areas of 2021."""
        moved = [r._replace(west=self.moved_border(r.west), east=self.moved_border(r.east))
                 for r in rectangles]
        region = ground_of_2021(self.country).everywhere(rectangles)
        return region | {"merged": moved, "irregular": moved}

    def to_2011(self, rectangles: list[Rectangle]) -> Region:
        """A layer of 2021 on the squares of 2011.

        A split square goes with its eastern half, which has more people and whose edge is one half
        column east of the square's; the eastern square of a joined pair goes with the pair, whose edge
        is two half columns west of the square's.
        """
        region = ground_of_2011(self.country).everywhere(rectangles)
        return region | {"to be split": [r.shifted(-1) for r in rectangles],
                         "eastern of joined": [r.shifted(2) for r in rectangles]}

    def cost_to_2021(self, layer: list[list[Rectangle]]) -> Fit:
        """The pairs that straddle a border: the people of the lighter square are misplaced.

        Of the irregular pair both areas straddle, and each holds half of the lighter square's people.
        """
        areas, misplaced = 0, 0
        lattices = Lattices(self.country)
        for border in straddled_borders(layer):
            lighter = 0 if self.east_is_heavier(border.west // 2 + 1) else 1
            merged = lattices.on_diagonal(MERGED, lighter, border, 0)
            irregular = lattices.irregular(lighter, border, 0)
            areas += merged.areas + 2 * irregular.areas
            misplaced += merged.people + irregular.people
        everyone = lattices.squares(self.country.whole()).people
        return Fit(CELLS_2021, areas, everyone, misplaced)

    def cost_to_2011(self, layer: list[list[Rectangle]]) -> Fit:
        """The split squares whose middle is a border: the people of the western half are misplaced."""
        cut = 0
        for edge, _, north, south in touching(layer):
            if edge % 2 == 1:
                square = Rectangle(edge - 1, edge, north, south)
                cut += ground_of_2011(self.country).kinds["to be split"](square).areas
        everyone = ground_of_2021(self.country).in_rectangle(self.country.whole()).people
        return Fit(CELLS_2011, cut, everyone, cut * self.country.half_people)


def touching(layer: list[list[Rectangle]]) -> Iterator[Rectangle]:
    """Where two different areas of a layer meet from west to east: a rectangle without width."""
    for left in range(len(layer)):
        for right in range(len(layer)):
            for a in layer[left] if left != right else []:
                for b in layer[right]:
                    north, south = max(a.north, b.north), min(a.south, b.south)
                    if a.east == b.west and north < south:
                        yield Rectangle(a.east, a.east, north, south)


def straddled_borders(layer: list[list[Rectangle]]) -> Iterator[Rectangle]:
    """For each border at an odd column the column west of it, where the straddling pairs begin."""
    for edge, _, north, south in touching(layer):
        if edge % 4 == 2:
            yield Rectangle(edge - 2, edge, north, south)
