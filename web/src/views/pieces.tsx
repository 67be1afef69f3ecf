// The pieces into which another layer cuts one area, as a bar and as a table.

import type { JSX } from "preact";
import { PieceBar, pieceLetter } from "../charts/piece-bar";
import { AreaLink } from "../components/area-link";
import type { Column } from "../components/cells";
import { DataTable } from "../components/data-table";
import { Figure } from "../components/figure";
import { Provenance } from "../components/provenance";
import type { KeyEntry } from "../components/save-picture";
import { counted, formatIndex, formatShare, formatWhole } from "../format/numbers";
import { uncoveredShare, type Piece, type Pieces } from "../model/boundaries";
import { fileName, fileStem } from "../model/csv";
import { layerTitle } from "../model/layers";
import type { Model } from "../model/model";
import { comparisonFacts } from "../model/provenance";

function pieceColumns(otherLayer: string, pieces: readonly Piece[]): Column<Piece>[] {
  const letters = new Map(pieces.map((piece, index) => [piece.code, pieceLetter(index)]));
  return [
    {
      name: "name",
      title: "Area",
      type: "text",
      meaning: "the area of the other layer; its letter stands in the bar",
      value: (piece) => piece.name,
      show: (piece) => (
        <>
          <span class="piece-letter">{letters.get(piece.code)}</span>
          {"\u00A0"}
          <AreaLink layer={otherLayer} code={piece.code} name={piece.name} />
        </>
      ),
    },
    {
      name: "population",
      title: "People in both",
      type: "whole",
      meaning: "people in both",
      value: (piece) => piece.people,
    },
    {
      name: "lsoas",
      title: "Small areas in both",
      type: "whole",
      meaning: "small areas in both",
      value: (piece) => piece.smallAreas,
    },
    {
      name: "share",
      title: "Of this area",
      type: "number",
      meaning: "part of the people of this area",
      value: (piece) => piece.share,
      format: formatShare,
    },
    {
      name: "share_of_other",
      title: "Of the other",
      type: "number",
      meaning: "part of the people of the other area",
      value: (piece) => piece.shareOfOther,
      format: formatShare,
    },
    {
      name: "jaccard",
      title: "Jaccard index",
      type: "number",
      meaning: "people in both over people in either",
      value: (piece) => piece.jaccard,
      format: formatIndex,
    },
  ];
}

// What each letter of the bar stands for, where the table is not beside it.
function pieceKeys(pieces: readonly Piece[]): KeyEntry[] {
  return pieces.map((piece, index) => {
    const text = `${pieceLetter(index)} ${piece.name}, ${formatShare(piece.share ?? 0)}`;
    return { colour: null, text };
  });
}

interface PiecesProps {
  readonly model: Model;
  readonly pieces: Pieces;
  readonly name: string;
}

export function PiecesOfArea({ model, pieces, name }: PiecesProps): JSX.Element {
  const { layer, code, otherLayer, pieces: parts } = pieces;
  const other = layerTitle(model, otherLayer);
  const words = parts
    .map((piece, index) => `${pieceLetter(index)} ${piece.name} ${formatShare(piece.share ?? 0)}`)
    .join(", ");
  const uncovered = uncoveredShare(parts);
  const rest = uncovered > 0 ? `; ${formatShare(uncovered)} in no area of that layer` : "";
  const headline = `${name}: ${counted(parts.length, "area", "areas")} of ${other}${rest}`;
  const compared = { layerA: layer, layerB: otherLayer, rows: pieces.weighed };
  return (
    <div class="pieces">
      <p>{headline}.</p>
      <Figure
        title={headline}
        file={fileStem("pieces", layer, code, otherLayer)}
        facts={comparisonFacts(model, { ...compared, method: "overlap" })}
        keys={pieceKeys(parts)}
      >
        <PieceBar label={`${name} by ${other}: ${words}${rest}.`} pieces={parts} />
      </Figure>
      <DataTable
        name={`pieces-${otherLayer}`}
        title={`${name} by ${other}`}
        columns={pieceColumns(otherLayer, parts)}
        rows={parts}
        keyOf={(piece) => piece.code}
        file={fileName("area_overlap", layer, code, otherLayer)}
      />
    </div>
  );
}

// An area that only one area of the other layer touches is said in a sentence.
export function OnePiece({ model, pieces }: Omit<PiecesProps, "name">): JSX.Element | null {
  const { layer, otherLayer } = pieces;
  const [piece] = pieces.pieces;
  if (!piece) return null;
  const compared = { layerA: layer, layerB: otherLayer, rows: pieces.weighed };
  const rest = uncoveredShare(pieces.pieces);
  return (
    <div class="pieces">
      <p>
        {formatShare(piece.share ?? 0)} of its people ({formatWhole(piece.people ?? 0)}) live in{" "}
        <AreaLink layer={otherLayer} code={piece.code} name={piece.name} />, and they are{" "}
        {formatShare(piece.shareOfOther ?? 0)} of the people there.
        {rest > 0 && ` ${formatShare(rest)} live in no area of that layer.`}
      </p>
      <Provenance facts={comparisonFacts(model, { ...compared, method: "overlap" })} />
    </div>
  );
}
