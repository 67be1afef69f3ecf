// The areas of a layer as tiles of one size: every area can be seen and hit, however small it is on a
// map, and the picture needs no boundaries.

import type { JSX } from "preact";
import type { Tile } from "../data/document";
import type { ShadedArea } from "./area-map";
import { hatching } from "./hatching";
import { Picture, type PictureArea } from "./picture";

interface TileMapProps {
  readonly label: string;
  readonly tiles: readonly Tile[];
  readonly areas: readonly ShadedArea[];
}

const side = 60;
const gap = 3;
const centre = side / 2;

interface TileArea extends PictureArea, Pick<ShadedArea, "colour" | "ink" | "figure"> {
  readonly label: string;
}

export function areaOfTile(areas: readonly ShadedArea[], tile: Tile): ShadedArea | undefined {
  return areas.find((area) => area.odsCode === tile.code || area.code === tile.code);
}

function TileFace({ area }: { area: TileArea }): JSX.Element {
  const { x, y, ink } = area;
  const isHatched = area.colour === "";
  return (
    <g>
      <rect
        class="tile"
        x={x - centre}
        y={y - centre}
        width={side}
        height={side}
        rx="3"
        fill={area.colour || hatching}
      />
      {isHatched && (
        <rect x={x - centre + 3} y={y - 17} width={side - 6} height="36" rx="2" fill="#fff" />
      )}
      <text class="tile__label" x={x} y={y - 2} fill={ink}>
        {area.label}
      </text>
      <text class="tile__figure" x={x} y={y + 16} fill={ink}>
        {area.figure}
      </text>
    </g>
  );
}

function TileOutline({ area }: { area: TileArea }): JSX.Element {
  const box = { x: area.x - centre, y: area.y - centre, width: side, height: side, rx: 3 };
  return (
    <>
      <rect class="area-outline area-outline--wide" {...box} />
      <rect class="area-outline" {...box} />
    </>
  );
}

// Tiles that have no area in this layer keep their place, empty.
function EmptyTile({ x, y }: { x: number; y: number }): JSX.Element {
  return (
    <rect class="tile-empty" x={x - centre} y={y - centre} width={side} height={side} rx="3" />
  );
}

export function TileMap({ label, tiles, areas }: TileMapProps): JSX.Element {
  const left = Math.min(...tiles.map((tile) => tile.column));
  const top = Math.min(...tiles.map((tile) => tile.row));
  const columns = Math.max(...tiles.map((tile) => tile.column)) - left + 1;
  const rows = Math.max(...tiles.map((tile) => tile.row)) - top + 1;
  const step = side + gap;
  const placed: TileArea[] = [];
  const empty: JSX.Element[] = [];
  for (const tile of tiles) {
    const x = gap + (tile.column - left) * step + centre;
    const y = gap + (tile.row - top) * step + centre;
    const area = areaOfTile(areas, tile);
    if (area) placed.push({ ...area, label: tile.label, x, y, reach: centre });
    else empty.push(<EmptyTile key={tile.code} x={x} y={y} />);
  }
  return (
    <Picture
      label={label}
      width={columns * step + gap}
      height={rows * step + gap}
      areas={placed}
      under={empty}
      draw={(area) => <TileFace area={area} />}
      outline={(area) => <TileOutline area={area} />}
    />
  );
}
