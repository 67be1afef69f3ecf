"""The grid, the people, the two vintages of small areas, deprivation and towns: one formula each.

The functions here say what is true of one square or of one small area; the data files are written from
them, area by area. What follows for larger areas is worked out in `tallies` without visiting small areas.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from .rectangles import Rectangle

BLOCKS = 8          # the country is 8 × 8 blocks of squares
ROUND = 8           # the pattern of 2021 comes round every 8 pairs and every 8 rows
MERGED = 0          # the pairs of squares on this diagonal became one small area
SPLIT = (3, 6)      # on these diagonals the western square became two
IRREGULAR_ON = 1    # the irregular pair lies on this diagonal


class SmallArea(NamedTuple):
    """A small area of one vintage; its anchor is its western edge, in half columns."""

    code: str
    anchor: int
    row: int
    people: int


class Change(NamedTuple):
    """A pair of the change table: U unchanged, S split, M merged, X irregular."""

    before: str
    after: str
    code: str


def small_area_code(number: int) -> str:
    """T01 and six digits."""
    return f"T01{number:06d}"


@dataclass(frozen=True)
class Country:
    """A country of `columns` × `rows` squares."""

    columns: int
    rows: int
    seed: int

    @property
    def squares(self) -> int:
        """How many small areas there were in 2011."""
        return self.columns * self.rows

    @property
    def block_width(self) -> int:
        """Columns of one block."""
        return self.columns // BLOCKS

    @property
    def block_height(self) -> int:
        """Rows of one block."""
        return self.rows // BLOCKS

    @property
    def base(self) -> int:
        """People of the emptiest square; eight million spread evenly, and never below 128."""
        return max(128, 8_000_000 // self.squares)

    @property
    def step(self) -> int:
        """People that a square gains for each block further east or south."""
        return self.base // 16

    @property
    def growth(self) -> int:
        """People that each square gained between 2020 and 2021."""
        return self.base // 20

    @property
    def half_people(self) -> int:
        """People of the western half of a square that was split; the eastern half has the others."""
        return self.base // 2

    @property
    def border_column(self) -> int:
        """The odd column where two boards of the south meet, so that pairs of squares straddle it."""
        return 3 * self.block_width | 1

    @cached_property
    def irregular_pair(self) -> tuple[int, int]:
        """The first pair of the south that straddles that border on its own diagonal."""
        pair = (self.border_column - 1) // 2
        first_row = 4 * self.block_height
        return pair, first_row + (IRREGULAR_ON - pair - first_row) % ROUND

    def block(self, west: int, east: int, north: int, south: int) -> Rectangle:
        """A rectangle of blocks."""
        width, height = 2 * self.block_width, self.block_height
        return Rectangle(west * width, east * width, north * height, south * height)

    def whole(self) -> Rectangle:
        """The country."""
        return self.block(0, BLOCKS, 0, BLOCKS)

    def people_by_column(self, column: int) -> int:
        """The part of a square's people that depends on its column: base + step·⌊x / w⌋ + x mod 5."""
        return self.base + self.step * (column // self.block_width) + column % 5

    def people_by_row(self, row: int) -> int:
        """The part that depends on its row: step·⌊y / h⌋ + 3·(y mod 7)."""
        return self.step * (row // self.block_height) + 3 * (row % 7)

    def people_2020(self, column: int, row: int) -> int:
        """The people of a square in 2020: the sum of the two parts."""
        return self.people_by_column(column) + self.people_by_row(row)

    def people_2021(self, column: int, row: int) -> int:
        """The people on the same square in 2021."""
        return self.people_2020(column, row) + self.growth

    def square_code(self, column: int, row: int) -> str:
        """The code of a square in 2011; in 2021 the unchanged ones keep it."""
        return small_area_code(row * self.columns + column + 1)

    def new_codes(self, pair: int, row: int) -> tuple[str, str]:
        """The two codes that 2021 keeps for what becomes of a pair of squares."""
        number = self.squares + 2 * (row * (self.columns // 2) + pair)
        return small_area_code(number + 1), small_area_code(number + 2)

    def small_areas_2011(self) -> Iterator[SmallArea]:
        """The squares, row by row."""
        for row in range(self.rows):
            for column in range(self.columns):
                yield SmallArea(self.square_code(column, row), 2 * column, row,
                                self.people_2020(column, row))

    def small_areas_2021(self) -> Iterator[SmallArea]:
        """What became of them, row by row from west to east."""
        for row in range(self.rows):
            for pair in range(self.columns // 2):
                yield from self.pair_in_2021(pair, row)

    def pair_in_2021(self, pair: int, row: int) -> list[SmallArea]:
        """What became of the squares 2·pair and 2·pair + 1 of a row.

        On the diagonal (pair + row) mod 8 = 0 they merged, on 3 and 6 the western one was split, the
        irregular pair was cut from west to east instead of from north to south, all others stayed.
        """
        west, east = self.people_2021(2 * pair, row), self.people_2021(2 * pair + 1, row)
        anchor, diagonal = 4 * pair, (pair + row) % ROUND
        first, second = self.new_codes(pair, row)
        unchanged_east = SmallArea(self.square_code(2 * pair + 1, row), anchor + 2, row, east)
        if (pair, row) == self.irregular_pair:
            return [SmallArea(first, anchor, row, west), SmallArea(second, anchor, row, east)]
        if diagonal == MERGED:
            return [SmallArea(first, anchor, row, west + east)]
        if diagonal in SPLIT:
            return [SmallArea(first, anchor, row, self.half_people),
                    SmallArea(second, anchor + 1, row, west - self.half_people), unchanged_east]
        return [SmallArea(self.square_code(2 * pair, row), anchor, row, west), unchanged_east]

    def changes(self) -> Iterator[Change]:
        """The change table: every pair of a small area of 2011 and one of 2021 that share ground."""
        for row in range(self.rows):
            for pair in range(self.columns // 2):
                yield from self.changes_of_pair(pair, row)

    def changes_of_pair(self, pair: int, row: int) -> list[Change]:
        """The rows of the change table for one pair of squares."""
        west, east = (self.square_code(2 * pair + side, row) for side in (0, 1))
        first, second = self.new_codes(pair, row)
        diagonal = (pair + row) % ROUND
        if (pair, row) == self.irregular_pair:
            return [Change(before, after, "X") for before in (west, east) for after in (first, second)]
        if diagonal == MERGED:
            return [Change(west, first, "M"), Change(east, first, "M")]
        if diagonal in SPLIT:
            return [Change(west, first, "S"), Change(west, second, "S"), Change(east, east, "U")]
        return [Change(west, west, "U"), Change(east, east, "U")]

    def block_order(self, vintage: int) -> list[int]:
        """The blocks from the most deprived to the least: (9·j + 7·seed + vintage) mod 64 for j = 0 … 63.

        Each step goes one block east and one south; nine is odd, so that every block comes once.
        """
        first = 7 * self.seed + vintage
        return [((BLOCKS + 1) * place + first) % BLOCKS**2 for place in range(BLOCKS**2)]

    def block_rectangle(self, block: int) -> Rectangle:
        """Block number 8·v + u lies in column u and row v of the blocks."""
        row, column = divmod(block, BLOCKS)
        return self.block(column, column + 1, row, row + 1)

    def block_of(self, area: SmallArea) -> int:
        """The block in which a small area is anchored."""
        return area.row // self.block_height * BLOCKS + area.anchor // (2 * self.block_width)

    def urban_rectangles(self) -> list[Rectangle]:
        """The towns: in each block its ⌊(h·t + 4) / 8⌋ northern rows, where t = 8 − |u − 5| − |v − 3|."""
        result = []
        for block in range(BLOCKS**2):
            row, column = divmod(block, BLOCKS)
            eighths = max(0, BLOCKS - abs(column - 5) - abs(row - 3))
            whole = self.block_rectangle(block)
            urban = whole._replace(south=whole.north + (self.block_height * eighths + 4) // 8)
            if urban.north < urban.south:
                result.append(urban)
        return result

    def deprivation_ranks(self, areas: list[SmallArea], vintage: int) -> list[int]:
        """The rank of each small area: block after block in their order, row by row in a block."""
        place_of_block = {block: place for place, block in enumerate(self.block_order(vintage))}
        order = sorted(range(len(areas)), key=lambda i: (place_of_block[self.block_of(areas[i])], i))
        ranks = [0] * len(areas)
        for place, index in enumerate(order):
            ranks[index] = place + 1
        return ranks
