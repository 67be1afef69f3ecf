// The profile of one area, in both kinds of figures, with where it stands among the others.

import type { JSX } from "preact";
import { Strip } from "../charts/strip";
import { sayMeasured, sayStanding } from "../model/saying";
import type { Column } from "../components/cells";
import { DataTable } from "../components/data-table";
import { Provenance } from "../components/provenance";
import { NoFigure } from "../components/text";
import type { Cell } from "../data/document";
import { fileName } from "../model/csv";
import { profileModes, profileRows, type AreaReference } from "../model/layers";
import { measured, measuredNumber, measuresIn, standing, type Measure } from "../model/measures";
import type { Model, ProfileRow } from "../model/model";
import { modeTitle, profileFacts } from "../model/provenance";

interface AreaProfileProps {
  readonly model: Model;
  readonly area: AreaReference;
  // The area's rows, one for each kind of figures.
  readonly rows: readonly ProfileRow[];
}

function modeColumn(mode: string, row: ProfileRow | undefined): Column<Measure> {
  const value = (measure: Measure): Cell => (row ? measured(row, measure.column) : null);
  return {
    name: mode,
    title: modeTitle(mode),
    type: "text",
    meaning: "",
    value,
    show: (measure) =>
      value(measure) === null ? <NoFigure /> : sayMeasured(measure, value(measure)),
  };
}

interface PlaceProps {
  readonly measure: Measure;
  readonly row: ProfileRow;
  readonly all: readonly ProfileRow[];
}

function Place({ measure, row, all }: PlaceProps): JSX.Element | null {
  const value = measuredNumber(row, measure.column);
  const values = all.map((other) => measuredNumber(other, measure.column));
  const place = standing(value, values);
  if (!place) return null;
  return (
    <span class="standing">
      <Strip values={values} value={value} />
      <span>{sayStanding(place)}</span>
    </span>
  );
}

export function AreaProfile({ model, area, rows }: AreaProfileProps): JSX.Element {
  const modes = profileModes(model, area.layer);
  // Places are read off the figures that are not rounded, where there are any.
  const finest = rows.find((row) => row.mode === "exact") ?? rows[0];
  if (!finest) return <p class="no-rows">There is no profile of this area.</p>;
  const all = profileRows(model, area.layer, finest.mode);
  const columns: Column<Measure>[] = [
    {
      name: "measure",
      title: "Measure",
      type: "text",
      meaning: "",
      value: (measure) => measure.title,
      raw: (measure) => measure.column,
    },
    ...modes.map((mode) =>
      modeColumn(
        mode,
        rows.find((row) => row.mode === mode),
      ),
    ),
    {
      name: "place",
      title: "Among all areas of the layer",
      type: "text",
      meaning: "the place among the areas of the layer, the highest first",
      value: (measure) =>
        standing(
          measuredNumber(finest, measure.column),
          all.map((row) => measuredNumber(row, measure.column)),
        )?.rank ?? null,
      show: (measure) => <Place measure={measure} row={finest} all={all} />,
    },
  ];
  return (
    <section>
      <h2>Profile</h2>
      <DataTable
        name="profile"
        title="What the area is like"
        columns={columns}
        rows={measuresIn(rows)}
        keyOf={(measure) => measure.column}
        file={fileName("system_profile", area.layer, area.code)}
      />
      <Provenance facts={profileFacts(model, rows)} />
    </section>
  );
}
