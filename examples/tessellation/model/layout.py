"""The larger areas of the country: which rectangles each is made of, its codes and its name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from .country import Country
from .rectangles import Rectangle, without
from .tallies import CELLS_2011, CELLS_2021

DISTRICT_NAMES = (
    "Alder", "Ash", "Aspen", "Beech", "Birch", "Box", "Cedar", "Cherry", "Elder", "Elm", "Fir", "Hazel",
    "Holly", "Hornbeam", "Juniper", "Larch", "Lime", "Maple", "Oak", "Pear", "Pine", "Plum", "Poplar",
    "Quince", "Rowan", "Sallow", "Spindle", "Spruce", "Sycamore", "Walnut", "Willow", "Yew")
BOARD_NAMES = {"A": "Heron", "B": "Kestrel", "C": "Lark", "D": "Martin", "E": "Osprey", "F": "Plover",
               "G": "Robin", "H": "Swift", "J": "Heron and Kestrel"}
PARTNERSHIP_CODES = {letter: f"T5400000{number}" for number, letter in enumerate("ABCDEFGH", 1)}
# A board whose borders are those of the area before it keeps that area's code; any other has a new one.
BOARD_CODES_2022 = {"A": "T54000009", "B": "T54000010", "C": "T54000011", "D": "T54000012",
                    "E": "T54000013", "F": "T54000006", "G": "T54000007", "H": "T54000014"}
BOARD_CODES_2024 = {"J": "T54000015", "C": "T54000011", "D": "T54000012", "E": "T54000013",
                    "F": "T54000006", "G": "T54000016", "H": "T54000017"}
NEW_BOARD = ("T54000018", "Wren")
NOT_COUNTED = "T06000011"  # the council that datasets.toml leaves out of counts


@dataclass(frozen=True)
class Area:
    """An area of a layer."""

    code: str
    name: str
    rectangles: list[Rectangle]
    ods_code: str = ""


@dataclass(frozen=True)
class Layer:
    """A vintage of one kind of area, and the vintages of small areas that a lookup places in it."""

    name: str
    areas: list[Area]
    grounds: tuple[str, ...]

    def area(self, code: str) -> Area:
        """The area with this code."""
        return next(area for area in self.areas if area.code == code)


@dataclass(frozen=True)
class District:
    """A lower tier council: which blocks it has, and the county that it is part of, if any."""

    code: str
    name: str
    rectangle: Rectangle
    county: str


@dataclass(frozen=True)
class Layout:
    """Every layer of a country."""

    country: Country

    @cached_property
    def districts(self) -> list[District]:
        """Thirty-two districts of two blocks each.

        In the north and in the south-east they are one block wide and two high, in the south-west two
        wide and one high. Three counties have two tiers; all other districts are councils of one tier.
        """
        block = self.country.block
        found: list[tuple[Rectangle, str]] = []
        for north in (0, 2):
            for west in range(8):
                in_first_county = west < 2 or (west, north) == (2, 0)
                found.append((block(west, west + 1, north, north + 2),
                              "T10000001" if in_first_county else ""))
        for north in (4, 5, 6, 7):
            for west in (0, 2):
                in_second_county = west == 0 or north < 6
                found.append((block(west, west + 2, north, north + 1),
                              "T10000002" if in_second_county else ""))
        for north in (4, 6):
            for west in (4, 5, 6, 7):
                found.append((block(west, west + 1, north, north + 2),
                              "T10000003" if west >= 6 else ""))
        counts = {"T06": 0, "T07": 0}
        districts = []
        for (rectangle, county), name in zip(found, DISTRICT_NAMES, strict=True):
            prefix = "T07" if county else "T06"
            counts[prefix] += 1
            districts.append(District(f"{prefix}{counts[prefix]:06d}", name, rectangle, county))
        return districts

    def districts_in(self, west: int, east: int, north: int, south: int) -> list[District]:
        """The districts that lie in a rectangle of blocks."""
        whole = self.country.block(west, east, north, south)
        return [d for d in self.districts if d.rectangle.intersection(whole) == d.rectangle]

    @cached_property
    def layers(self) -> dict[str, Layer]:
        """Every layer by its name."""
        both = (CELLS_2021, CELLS_2011)
        layers = [
            Layer("district21", [Area(d.code, d.name, [d.rectangle]) for d in self.districts], both),
            Layer("council21", self._councils(), both),
            Layer("region21", self._regions(), both),
            Layer("authority21", self._authorities_2021(), both),
            Layer("authority25", self._authorities_2025(), both),
            Layer("partnership21", self._partnerships_2021(), (CELLS_2011,)),
            Layer("board22", self._boards_2022(), (CELLS_2011,)),
            Layer("board24", self._boards_2024(), (CELLS_2021,)),
        ]
        by_name = {layer.name: layer for layer in layers}
        by_name["settlement21"] = self._settlement(by_name)
        by_name["proposal24"] = self._proposal(by_name["board24"])
        return by_name

    def _councils(self) -> list[Area]:
        """Upper tier: the counties, and every district that is part of none."""
        names = {"T10000001": "Chalk County", "T10000002": "Granite County",
                 "T10000003": "Slate County"}
        counties = [Area(code, name, [d.rectangle for d in self.districts if d.county == code])
                    for code, name in names.items()]
        return [Area(d.code, d.name, [d.rectangle]) for d in self.districts if not d.county] + counties

    def _regions(self) -> list[Area]:
        """The western half, and the eastern half in two."""
        block = self.country.block
        return [Area("T12000001", "Ebb", [block(0, 4, 0, 8)]),
                Area("T12000002", "Flood", [block(4, 8, 0, 4)]),
                Area("T12000003", "Slack", [block(4, 8, 4, 8)])]

    def _of_districts(self, code: str, name: str, *blocks: tuple[int, int, int, int]) -> Area:
        """An authority made of the districts in rectangles of blocks."""
        return Area(code, f"{name} Authority",
                    [d.rectangle for block in blocks for d in self.districts_in(*block)])

    def _authorities_2021(self) -> list[Area]:
        """Three authorities in the north."""
        return [self._of_districts("T47000001", "Copper", (4, 6, 0, 4)),
                self._of_districts("T47000002", "Iron", (0, 4, 0, 2)),
                self._of_districts("T47000003", "Tin", (6, 8, 0, 4))]

    def _authorities_2025(self) -> list[Area]:
        """Copper as it was; Iron grown and Tin divided, with new codes; two new ones in the south."""
        return [self._of_districts("T47000001", "Copper", (4, 6, 0, 4)),
                self._of_districts("T47000004", "Iron", (0, 4, 0, 4)),
                self._of_districts("T47000005", "Nickel", (6, 8, 0, 2)),
                self._of_districts("T47000006", "Silver", (6, 8, 2, 4)),
                self._of_districts("T47000007", "Zinc", (2, 4, 4, 8)),
                self._of_districts("T47000008", "Cobalt", (6, 8, 6, 8))]

    def board_rectangles(self) -> dict[str, Rectangle]:
        """The boards of 2022: four in the north, four in the south."""
        block = self.country.block
        border = 2 * self.country.border_column
        south = block(0, 4, 4, 8)
        return {"A": block(0, 2, 0, 4), "B": block(2, 4, 0, 4), "C": block(4, 6, 0, 4),
                "D": block(6, 8, 0, 4), "E": south._replace(east=border),
                "F": south._replace(west=border), "G": block(4, 6, 4, 8), "H": block(6, 8, 4, 8)}

    def moves_to_2022(self) -> list[tuple[Rectangle, str, str]]:
        """What passed from a partnership of 2021 to another's board: a rectangle, from, to.

        Their sizes in squares are w·h, 2·2h, w and 1.
        """
        width, height = self.country.block_width, self.country.block_height
        block = self.country.block
        return [(block(5, 6, 0, 1), "D", "C"),
                (Rectangle(4 * width, 4 * width + 4, 2 * height, 4 * height), "A", "B"),
                (Rectangle(0, 2 * width, 4 * height - 1, 4 * height), "E", "A"),
                (Rectangle(16 * width - 2, 16 * width, 4 * height, 4 * height + 1), "D", "H")]

    def _partnerships_2021(self) -> list[Area]:
        """The boards of 2022 with the moves undone."""
        rectangles = {letter: [whole] for letter, whole in self.board_rectangles().items()}
        for moved, before, after in self.moves_to_2022():
            rectangles[after] = without(rectangles[after], moved)
            rectangles[before].append(moved)
        return [Area(code, f"{BOARD_NAMES[letter]} Partnership", rectangles[letter], f"QT{letter}")
                for letter, code in PARTNERSHIP_CODES.items()]

    def _boards_2022(self) -> list[Area]:
        rectangles = self.board_rectangles()
        return [_board(letter, code, rectangles[letter]) for letter, code in BOARD_CODES_2022.items()]

    def _boards_2024(self) -> list[Area]:
        """A and B have merged; the border of G and H runs half a column further east."""
        rectangles = self.board_rectangles()
        border = rectangles["G"].east + 1
        rectangles["J"] = self.country.block(0, 4, 0, 4)
        rectangles["G"] = rectangles["G"]._replace(east=border)
        rectangles["H"] = rectangles["H"]._replace(west=border)
        return [_board(letter, code, rectangles[letter]) for letter, code in BOARD_CODES_2024.items()]

    def _settlement(self, layers: dict[str, Layer]) -> Layer:
        """The union in system.toml: the authorities of 2021 and the region Slack."""
        areas = layers["authority21"].areas + [layers["region21"].area("T12000003")]
        return Layer("settlement21", areas, (CELLS_2021, CELLS_2011))

    def single_square(self) -> tuple[int, int]:
        """An unchanged square at the eastern border of C: its pair is on the diagonal 1."""
        column = 6 * self.country.block_width - 1
        return column, (1 - column // 2) % 8

    def proposed_moves(self) -> list[tuple[str, Rectangle, str, str]]:
        """The rows of the what-if: an area as the file names it, its rectangle, from, to."""
        column, row = self.single_square()
        boards = self.board_rectangles()
        corner = self.districts_in(7, 8, 2, 4)[0]
        return [(f"board24:{BOARD_CODES_2024['F']}", boards["F"],
                 BOARD_CODES_2024["F"], BOARD_CODES_2024["E"]),
                (f"district21:{corner.code}", corner.rectangle, BOARD_CODES_2024["D"], NEW_BOARD[0]),
                (self.country.square_code(column, row),
                 Rectangle(2 * column, 2 * column + 2, row, row + 1),
                 BOARD_CODES_2024["C"], BOARD_CODES_2024["D"])]

    def _proposal(self, base: Layer) -> Layer:
        """The boards of 2024 after those moves; a board without anybody left remains a name."""
        rectangles = {area.code: area.rectangles for area in base.areas} | {NEW_BOARD[0]: []}
        for _, moved, before, after in self.proposed_moves():
            rectangles[before] = without(rectangles[before], moved)
            rectangles[after] = rectangles[after] + [moved]
        areas = [Area(a.code, a.name, rectangles[a.code], a.ods_code) for a in base.areas]
        areas.append(Area(NEW_BOARD[0], NEW_BOARD[1], rectangles[NEW_BOARD[0]]))
        return Layer("proposal24", areas, base.grounds)


def _board(letter: str, code: str, rectangle: Rectangle) -> Area:
    return Area(code, f"{BOARD_NAMES[letter]} Board", [rectangle], f"QT{letter}")
