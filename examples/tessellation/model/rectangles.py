"""Rectangles of the grid, unions of them, and the outline of a union.

West and east are counted in half columns, because the small areas of 2021 may be half a square wide;
north and south are counted in rows from the top.
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple


class Rectangle(NamedTuple):
    """West ≤ x < east in half columns, north ≤ y < south in rows."""

    west: int
    east: int
    north: int
    south: int

    def holds(self, anchor: int, row: int) -> bool:
        """Whether the point lies in the rectangle."""
        return self.west <= anchor < self.east and self.north <= row < self.south

    def intersection(self, other: Rectangle) -> Rectangle | None:
        """The part in both: the larger of the lower bounds to the smaller of the upper ones."""
        both = Rectangle(max(self.west, other.west), min(self.east, other.east),
                         max(self.north, other.north), min(self.south, other.south))
        return both if both.west < both.east and both.north < both.south else None

    def shifted(self, half_columns: int) -> Rectangle:
        """The same rectangle further east."""
        return self._replace(west=self.west + half_columns, east=self.east + half_columns)


def without(rectangles: list[Rectangle], hole: Rectangle) -> list[Rectangle]:
    """The rectangles less the hole: of each the strips north and south of it, then those beside it."""
    result: list[Rectangle] = []
    for whole in rectangles:
        cut = whole.intersection(hole)
        if cut is None:
            result.append(whole)
            continue
        strips = [whole._replace(south=cut.north), whole._replace(north=cut.south),
                  cut._replace(west=whole.west, east=cut.west),
                  cut._replace(west=cut.east, east=whole.east)]
        result += [strip for strip in strips if strip.intersection(strip)]
    return result


def intersections(some: list[Rectangle], others: list[Rectangle]) -> list[Rectangle]:
    """The union of the first rectangles met with the union of the second, pair by pair."""
    pairs = (a.intersection(b) for a in some for b in others)
    return [both for both in pairs if both is not None]


Point = tuple[int, int]


def _directed_edges(rectangles: list[Rectangle]) -> dict[Point, list[Point]]:
    """The edges of the union, each from its start to its ends, with the inside on the left.

    Every rectangle is cut at all the lines that any of them uses; an edge that two pieces share runs
    once each way and drops out.
    """
    columns = sorted({x for r in rectangles for x in (r.west, r.east)})
    rows = sorted({y for r in rectangles for y in (r.north, r.south)})
    edges: set[tuple[Point, Point]] = set()
    for west, east in pairwise(columns):
        for north, south in pairwise(rows):
            if not any(r.holds(west, north) for r in rectangles):
                continue
            corners = [(west, south), (east, south), (east, north), (west, north)]
            for start, end in pairwise(corners + corners[:1]):
                if (end, start) in edges:
                    edges.remove((end, start))
                else:
                    edges.add((start, end))
    starts: dict[Point, list[Point]] = {}
    for start, end in sorted(edges):
        starts.setdefault(start, []).append(end)
    return starts


def _is_straight(before: Point, here: Point, after: Point) -> bool:
    return before[0] == here[0] == after[0] or before[1] == here[1] == after[1]


def outline(rectangles: list[Rectangle]) -> list[list[Point]]:
    """The rings around a union of rectangles that meet along edges, corners only, each closed.

    Seen with north at the top a ring runs anticlockwise, as GeoJSON asks of outer rings.
    """
    edges = _directed_edges(rectangles)
    rings: list[list[Point]] = []
    while edges:
        start = min(edges)
        walk = [start]
        while len(walk) == 1 or walk[-1] != start:
            ends = edges[walk[-1]]
            walk.append(ends.pop(0))
            if not ends:
                del edges[walk[-2]]
        steps = list(pairwise(walk))
        corners = [here for (before, here), (_, after) in pairwise(steps[-1:] + steps)
                   if not _is_straight(before, here, after)]
        rings.append(corners + corners[:1])
    return rings
