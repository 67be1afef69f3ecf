// Everything that is known of one area, in its own layer and under the same code in others.

import type { JSX } from "preact";
import type { ViewProps } from "../app";
import { Locator } from "../charts/area-map";
import { AreaLink } from "../components/area-link";
import { DataTable } from "../components/data-table";
import { Provenance } from "../components/provenance";
import { useShapes } from "../components/shapes";
import { Inset, Message, PageHeading, SeverityTag, Warning } from "../components/text";
import { piecesOfVintages } from "../model/boundaries";
import { fileName } from "../model/csv";
import { areaHeadline } from "../model/headlines";
import { areaName, areaRows, hasShapes, layerTitle, sameAreaElsewhere } from "../model/layers";
import type { AreaReference } from "../model/layers";
import type { ChangeRow, Model, ProfileRow } from "../model/model";
import { comparisonFacts, type Compared } from "../model/provenance";
import { printedRows, sharedFlag } from "../model/printed";
import { profileRows } from "../model/layers";
import { routeHref, type Route } from "../routes";
import { AreaProfile } from "./area-profile";
import { changeColumns } from "./changes-view";
import { OnePiece, PiecesOfArea } from "./pieces";
import { printedColumns } from "./printed-section";

function areaOfRoute(route: Route): AreaReference {
  const [layer = "", code = ""] = route.parts;
  return { layer, code };
}

// A name from the profile, else from any table that mentions the area.
function knownName(model: Model, { layer, code }: AreaReference): string {
  const row = areaRows(model, { layer, code })[0];
  if (row) return areaName(row);
  for (const overlap of model.overlaps) {
    if (overlap.layer_a === layer && overlap.code_a === code) return overlap.name_a || code;
    if (overlap.layer_b === layer && overlap.code_b === code) return overlap.name_b || code;
  }
  for (const change of model.changes) {
    if (change.layer_a === layer && change.from_code === code) return change.from_name || code;
    if (change.layer_b === layer && change.to_code === code) return change.to_name || code;
  }
  const [elsewhere] = sameAreaElsewhere(model, { layer, code });
  return elsewhere ? areaName(elsewhere) : code;
}

export function areaTitle(model: Model, route: Route): string {
  return knownName(model, areaOfRoute(route)) || "Area";
}

interface AreaProps {
  readonly model: Model;
  readonly area: AreaReference;
}

function Flags({ model, rows }: { model: Model; rows: readonly ProfileRow[] }): JSX.Element | null {
  const flagged = rows.find((row) => row.flags !== "");
  if (!flagged) return null;
  if (sharedFlag(profileRows(model, flagged.layer, flagged.mode)) !== "") {
    return (
      <Inset>
        <p>The printed values are {flagged.flags}.</p>
      </Inset>
    );
  }
  return (
    <Warning title="A printed value is contradicted by the data">
      <p>{flagged.flags}</p>
    </Warning>
  );
}

function PrintedValues({ model, area }: AreaProps): JSX.Element | null {
  const rows = printedRows(model, area.layer).filter((row) => row.code === area.code);
  if (rows.length === 0) return null;
  const columns = printedColumns(model).filter(({ name }) => name !== "code");
  return (
    <section>
      <h2>Printed against recomputed</h2>
      <DataTable
        name="printed"
        title={`Printed in: ${rows[0]?.source || "not said"}`}
        columns={columns}
        rows={rows}
        keyOf={(row) => row.column}
        file={fileName("profile_published", area.layer, area.code)}
      />
    </section>
  );
}

interface BoundariesProps extends AreaProps {
  readonly elsewhere: readonly ProfileRow[];
  readonly name: string;
}

function Overlaps({ model, area, elsewhere, name }: BoundariesProps): JSX.Element {
  const found = piecesOfVintages(model, [area, ...elsewhere]);
  return (
    <section>
      <h2>Whom it shares its people with</h2>
      {found.length === 0 && <p>It was not compared with another layer in this build.</p>}
      {found.map((pieces) => (
        <div key={`${pieces.layer} ${pieces.code} ${pieces.otherLayer}`}>
          <h3>{layerTitle(model, pieces.otherLayer)}</h3>
          {pieces.layer !== area.layer && (
            <p class="hint">
              Known for the area with the same code in {layerTitle(model, pieces.layer)}.
            </p>
          )}
          {pieces.pieces.length === 1 ? (
            <OnePiece model={model} pieces={pieces} />
          ) : (
            <PiecesOfArea model={model} pieces={pieces} name={name} />
          )}
        </div>
      ))}
    </section>
  );
}

function compared(first: ChangeRow, rows: readonly ChangeRow[]): Compared {
  return { layerA: first.layer_a, layerB: first.layer_b, rows, method: "change" };
}

function Moves({ model, area, elsewhere }: BoundariesProps): JSX.Element {
  const vintages: readonly AreaReference[] = [area, ...elsewhere];
  const rows = model.changes.filter((row) =>
    vintages.some(
      ({ layer, code }) =>
        (row.layer_a === layer && row.from_code === code) ||
        (row.layer_b === layer && row.to_code === code),
    ),
  );
  const first = rows[0];
  return (
    <section>
      <h2>What moved</h2>
      <DataTable
        name="flows"
        title="People who came into or left the area"
        columns={changeColumns(model)}
        rows={rows}
        keyOf={(row) => [row.layer_a, row.layer_b, row.from_code, row.to_code].join(" ")}
        file={fileName("boundary_changes", area.layer, area.code)}
        noRows="Nothing moved in or out, in the layers that this build compares."
      />
      {first && <Provenance facts={comparisonFacts(model, compared(first, rows))} />}
    </section>
  );
}

function AreaFindings({ model, area }: AreaProps): JSX.Element | null {
  const findings = model.findings.filter((finding) => finding.subject === area.code);
  if (findings.length === 0) return null;
  return (
    <section>
      <h2>Findings</h2>
      <ul class="finding-list">
        {findings.map((finding, index) => (
          <li key={index}>
            <SeverityTag severity={finding.severity} />{" "}
            <a href={routeHref("findings", [], { rule: finding.id })}>{finding.id}</a>{" "}
            <Message text={finding.message} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Elsewhere({ model, rows }: { model: Model; rows: readonly ProfileRow[] }) {
  if (rows.length === 0) return null;
  return (
    <p>
      Under the same code in other layers:{" "}
      {rows.map((row, index) => (
        <>
          {index > 0 && "; "}
          <AreaLink layer={row.layer} code={row.code} name={layerTitle(model, row.layer)} />
        </>
      ))}
      .
    </p>
  );
}

export function AreaView({ model, source, route }: ViewProps): JSX.Element {
  const area = areaOfRoute(route);
  const { layer, code } = area;
  const rows = areaRows(model, area);
  const [row] = rows;
  const elsewhere = sameAreaElsewhere(model, area);
  const isDrawn = hasShapes(model, layer);
  const shapes = useShapes(source, layer, isDrawn);
  const name = knownName(model, area);
  const summary = areaHeadline(model, area);
  const codes = [code, row?.ods_code ?? ""].filter((known) => known !== "");
  return (
    <>
      <p class="way-back">
        <a href={routeHref("map", [], { layer })}>Back to the map</a>
      </p>
      <PageHeading title={name || "No area was named"}>
        <p>
          {layerTitle(model, layer)}. {[...new Set(codes)].join(", ")}
          {row?.region ? `. ${row.region}` : ""}.
        </p>
        {summary !== "" && <p class="totals">{summary}</p>}
        <Elsewhere model={model} rows={elsewhere} />
      </PageHeading>
      <Flags model={model} rows={rows} />
      <div class="area-profile">
        <AreaProfile model={model} area={area} rows={rows} />
        {shapes?.some((shape) => shape.code === code) && (
          <Locator
            label={`${name} among the areas of ${layerTitle(model, layer)}`}
            shapes={shapes}
            code={code}
          />
        )}
      </div>
      <PrintedValues model={model} area={area} />
      <Overlaps model={model} area={area} elsewhere={elsewhere} name={name} />
      <Moves model={model} area={area} elsewhere={elsewhere} name={name} />
      <AreaFindings model={model} area={area} />
    </>
  );
}
