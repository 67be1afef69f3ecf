// One area as a bar of its pieces, the largest first, each marked with a letter that the table beside
// the picture repeats: the picture can be read without telling its shades apart.

import type { JSX } from "preact";
import { useId } from "preact/hooks";
import { useWidth } from "../components/measuring";
import { formatShare } from "../format/numbers";
import { uncoveredShare, type Piece } from "../model/boundaries";
import { colours, darkInk, inkOn } from "../model/palette";
import { Hatching } from "./hatching";

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
// Pieces beyond this many share the last, lightest shade.
const shades = 5;
// A piece narrower than this has no room for its letter.
const leastForLetter = 0.04;

export function pieceLetter(index: number): string {
  const letter = letters[index % letters.length] ?? "";
  return index < letters.length ? letter : `${letter}${Math.floor(index / letters.length) + 1}`;
}

interface PieceBarProps {
  readonly label: string;
  readonly pieces: readonly Piece[];
}

interface Segment {
  readonly key: string;
  readonly share: number;
  readonly mark: string;
  readonly colour: string;
}

function segmentsOf(pieces: readonly Piece[]): Segment[] {
  const fills = colours(shades).reverse();
  const segments = pieces.map(
    (piece, index): Segment => ({
      key: piece.code,
      share: piece.share ?? 0,
      mark: pieceLetter(index),
      colour: fills[Math.min(index, shades - 1)] ?? "",
    }),
  );
  const uncovered = uncoveredShare(pieces);
  if (uncovered > 0) {
    segments.push({ key: "uncovered", share: uncovered, mark: "none", colour: "" });
  }
  return segments;
}

const height = 40;

export function PieceBar({ label, pieces }: PieceBarProps): JSX.Element {
  const [holder, width] = useWidth();
  const hatching = useId();
  let reached = 0;
  const placed = segmentsOf(pieces).map((segment) => {
    const x = reached;
    reached += segment.share * width;
    return { ...segment, x, width: segment.share * width };
  });
  return (
    <div class="plot piece-bar" ref={holder}>
      {width > 0 && (
        <svg
          viewBox={`0 0 ${width} ${height}`}
          {...{ width, height }}
          role="img"
          aria-label={label}
        >
          <Hatching id={hatching} />
          {placed.map(({ key, share, mark, colour, x, width: wide }) => (
            <g key={key}>
              <rect
                class="piece-bar__piece"
                {...{ x, y: 0.5, width: wide, height: height - 1 }}
                fill={colour || `url(#${hatching})`}
              >
                <title>{`${mark === "none" ? "In no area" : mark}: ${formatShare(share)}`}</title>
              </rect>
              {share >= leastForLetter && (
                <text
                  class={`piece-bar__letter ${colour === "" ? "piece-bar__letter--rest" : ""}`}
                  x={x + wide / 2}
                  y={height / 2 + 5}
                  fill={colour === "" ? darkInk : inkOn(colour)}
                >
                  {mark}
                </text>
              )}
            </g>
          ))}
        </svg>
      )}
    </div>
  );
}
