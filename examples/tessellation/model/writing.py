"""Writing files that are the same byte for byte, whoever writes them and when."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path

from .answers import Row
from .country import Country
from .layout import Layer
from .rectangles import outline


def csv_text(header: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """A CSV text with a header row and plain line ends; a fraction is written as the nearest number."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    for row in rows:
        writer.writerow([float(cell) if isinstance(cell, Fraction) else cell for cell in row])
    return text.getvalue()


def write_text(path: Path, text: str) -> None:
    """Writes UTF-8 with plain line ends, making the folder where it is missing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())


def write_csv(path: Path, header: Iterable[str], rows: Iterable[Iterable[object]]) -> None:
    """Writes a CSV file; one whose name ends in .gz is compressed, without name or time inside."""
    text = csv_text(header, rows)
    if path.suffix != ".gz":
        write_text(path, text)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file, gzip.GzipFile("", "wb", 9, file, 0) as packed:
        packed.write(text.encode())


def write_rows(path: Path, header: list[str], rows: Iterable[Row]) -> None:
    """Writes rows by the names of their columns."""
    write_csv(path, header, ([row[column] for column in header] for row in rows))


def write_shapes(path: Path, country: Country, layer: Layer) -> None:
    """Writes the outlines of a layer's areas as GeoJSON, one area a line.

    The island is 2.4 degrees wide and 1.6 high and lies where the equator meets the first meridian.
    """
    def degrees(point: tuple[int, int]) -> list[float]:
        half_column, row = point
        return [round(-1.2 + 2.4 * half_column / (2 * country.columns), 6),
                round(0.8 - 1.6 * row / country.rows, 6)]

    features = []
    for area in layer.areas:
        rings = [[degrees(point) for point in ring] for ring in outline(area.rectangles)]
        feature = {"type": "Feature", "properties": {"code": area.code, "name": area.name},
                   "geometry": {"type": "MultiPolygon", "coordinates": [[ring] for ring in rings]}}
        features.append(json.dumps(feature, separators=(",", ":")))
    write_text(path, '{"type":"FeatureCollection","features":[\n' + ",\n".join(features) + "\n]}\n")
