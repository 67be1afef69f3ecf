// One area as a bar of its pieces, the largest first, each marked with a letter that the table beside
// the picture repeats: the picture can be read without telling its shades apart.

import type { JSX } from "preact";
import { formatShare } from "../format/numbers";
import { uncoveredShare, type Piece } from "../model/boundaries";
import { colours, inkOn } from "../model/palette";

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

export function PieceBar({ label, pieces }: PieceBarProps): JSX.Element {
  return (
    <div class="piece-bar" role="img" aria-label={label}>
      {segmentsOf(pieces).map(({ key, share, mark, colour }) => (
        <span
          key={key}
          class={colour === "" ? "piece-bar__rest" : undefined}
          style={{
            flexGrow: share,
            background: colour || undefined,
            color: colour === "" ? undefined : inkOn(colour),
          }}
          title={`${mark === "none" ? "In no area" : mark}: ${formatShare(share)}`}
        >
          {share >= leastForLetter ? mark : ""}
        </span>
      ))}
    </div>
  );
}
