// The characteristics of the areas of a layer, and how the printed values stand to the data.

import type { ComponentChildren, JSX } from "preact";
import { useMemo } from "preact/hooks";
import type { ViewProps } from "../app";
import { AreaLink } from "../components/area-link";
import { columnsOf, showCell, type Column } from "../components/cells";
import { chosen, layerChoice } from "../components/choices";
import { Choice, Controls } from "../components/controls";
import { DataTable } from "../components/data-table";
import { chooseOnPage } from "../components/navigation";
import { Provenance } from "../components/provenance";
import { BandTag, Inset, PageHeading, Warning } from "../components/text";
import { counted, formatPercent } from "../format/numbers";
import { fileName } from "../model/csv";
import { profileHeadline } from "../model/headlines";
import { areaName, chartNames, layerTitle, profileRows } from "../model/layers";
import { bandOf } from "../model/measures";
import type { Model, ProfileRow, PublishedRow } from "../model/model";
import { contradictionKey, contradictions, sharedFlag } from "../model/printed";
import { profileFacts } from "../model/provenance";
import { PrintedSection } from "./printed-section";

// The columns that a reader looks for first. The others are there when asked for.
const mainColumns = [
  "name",
  "pct_most_deprived_quintile",
  "pct_urban",
  "population",
  "utlas",
  "la_tiers",
  "trusts",
  "ics_wave",
  "vanguards",
  "pioneers",
  "region",
  "ods_code",
];

// Said above or below the table, once, rather than in every row.
const saidElsewhere = new Set([
  "layer",
  "mode",
  "deprivation_index",
  "rural_urban",
  "population_source",
  "small_areas",
]);

const everyRegion = "";

function isHeld(rows: readonly ProfileRow[], name: string): boolean {
  return rows.some((row) => (row.cells[name] ?? null) !== null);
}

// A printed value that the data contradict shows what they give instead, in the cell itself.
function Contradicted({
  shown,
  row,
}: {
  shown: ComponentChildren;
  row: PublishedRow;
}): JSX.Element {
  return (
    <span class="contradicted">
      <span class="contradicted__mark" aria-hidden="true">
        !
      </span>
      {shown}
      <span class="contradicted__data">data give {row.recomputed || "no figure"}</span>
    </span>
  );
}

function columnNames(model: Model, rows: readonly ProfileRow[], isAll: boolean): string[] {
  const known = model.tables.get("system_profile")?.columns.map(({ name }) => name) ?? [];
  const bands = mainColumns.flatMap((name) => bandOf(name) ?? []);
  const shown = new Set([...mainColumns, ...bands, ...saidElsewhere, "flags"]);
  const rest = isAll ? known.filter((name) => !shown.has(name)) : [];
  const isFlagged = sharedFlag(rows) === "" && isHeld(rows, "flags");
  return [...mainColumns, ...rest, ...(isFlagged ? ["flags"] : [])];
}

type Marked = (row: ProfileRow, name: string, shown: ComponentChildren) => ComponentChildren;

// Marks what the data contradict, where figures are shown as printed.
function marking(model: Model, rows: readonly ProfileRow[]): Marked {
  const [first] = rows;
  const isPublished = first?.mode === "published";
  const doubted = isPublished ? contradictions(model, first.layer) : new Map<string, never>();
  return (row, name, shown) => {
    const contradiction = doubted.get(contradictionKey(row.code, name));
    return contradiction ? <Contradicted shown={shown} row={contradiction} /> : shown;
  };
}

// A band stands below the figure that it was cut from.
function withMarks(column: Column<ProfileRow>, mark: Marked): Column<ProfileRow> {
  const band = bandOf(column.name);
  const show = (row: ProfileRow): ComponentChildren => {
    const plain = column.show?.(row) ?? showCell(column.value(row), column.type, column.format);
    const shown = mark(row, column.name, plain);
    const word = band === undefined ? null : row.cells[band];
    if (band === undefined || typeof word !== "string") return shown;
    return (
      <span class="with-band">
        {shown} {mark(row, band, <BandTag band={word} />)}
      </span>
    );
  };
  if (band === undefined) return { ...column, show };
  return { ...column, show, also: [{ name: band, value: (row) => row.cells[band] ?? null }] };
}

function profileColumns(
  model: Model,
  rows: readonly ProfileRow[],
  isAll: boolean,
): Column<ProfileRow>[] {
  const names = chartNames(rows);
  const percent = { format: formatPercent };
  const columns = columnsOf<ProfileRow>(
    model.tables.get("system_profile"),
    columnNames(model, rows, isAll),
    {
      name: {
        title: "Area",
        value: areaName,
        show: (row) => (
          <AreaLink layer={row.layer} code={row.code} name={names.get(row.code) ?? ""} />
        ),
      },
      pct_urban: percent,
      pct_most_deprived_quintile: percent,
      flags: { title: "Flag", show: (row) => row.flags, isWide: true },
    },
  );
  const mark = marking(model, rows);
  return columns.map((column) => withMarks(column, mark));
}

function FlagNotice({ rows }: { rows: readonly ProfileRow[] }): JSX.Element | null {
  const shared = sharedFlag(rows);
  if (shared !== "") {
    return (
      <Inset>
        <p>Every area of this layer carries the flag: {shared}.</p>
      </Inset>
    );
  }
  const flagged = rows.filter((row) => row.flags !== "").length;
  if (flagged === 0) return null;
  return (
    <Warning title="Some printed values are contradicted by the data">
      <p>
        {counted(flagged, "area carries", "areas carry")} a printed value that the data do not give.
        It is shown as printed, marked with an exclamation mark, with what the data give beside it.
        Cite the printed value as printed, and the data where the truth matters.
      </p>
    </Warning>
  );
}

function ProfileControls({ model, route, regions, region, width }: ControlsProps): JSX.Element {
  const { layer, mode, layers, modes } = layerChoice(model, route.query);
  const choose = (name: string) => (value: string) => chooseOnPage(route, { [name]: value });
  const regionOptions = [
    { value: everyRegion, title: "All regions" },
    ...regions.map((value) => ({ value, title: value })),
  ];
  const widths = [
    { value: "main", title: "Main columns" },
    { value: "all", title: "All columns" },
  ];
  return (
    <Controls>
      <Choice label="Layer" value={layer} options={layers} onChoose={choose("layer")} />
      <Choice label="Figures" value={mode} options={modes} onChoose={choose("mode")} />
      {regions.length > 1 && (
        <Choice label="Region" value={region} options={regionOptions} onChoose={choose("region")} />
      )}
      <Choice label="Columns" value={width} options={widths} onChoose={choose("columns")} />
    </Controls>
  );
}

interface ControlsProps extends Pick<ViewProps, "model" | "route"> {
  readonly regions: readonly string[];
  readonly region: string;
  readonly width: string;
}

export function ProfileView({ model, route }: ViewProps): JSX.Element {
  const { layer, mode } = layerChoice(model, route.query);
  const rows = useMemo(() => profileRows(model, layer, mode), [model, layer, mode]);
  const regions = [...new Set(rows.map((row) => row.region))].filter((name) => name !== "").sort();
  const region = chosen(route.query["region"], [everyRegion, ...regions]);
  const width = chosen(route.query["columns"], ["main", "all"]);
  const shown = region === everyRegion ? rows : rows.filter((row) => row.region === region);
  const columns = profileColumns(model, rows, width === "all");
  const title = layerTitle(model, layer);
  const headline = useMemo(() => profileHeadline(model, rows), [model, rows]);
  return (
    <>
      <PageHeading title="Profile">
        <p>What each area is like: deprivation, rural and urban, people, councils and trusts.</p>
      </PageHeading>
      <ProfileControls {...{ model, route, regions, region, width }} />
      <h2 class="figure-title">{headline}</h2>
      <FlagNotice rows={rows} />
      <DataTable
        name="areas"
        title={region === everyRegion ? title : `${title}, ${region}`}
        columns={columns}
        rows={shown}
        keyOf={(row) => row.code}
        file={fileName("system_profile", layer, mode)}
        sort={{ column: "name", descending: false }}
        noRows="There is no profile in this build."
        rowClass={(row) => (row.flags === "" || sharedFlag(rows) !== "" ? "" : "is-flagged")}
      />
      <Provenance facts={profileFacts(model, rows)} />
      <PrintedSection model={model} layer={layer} />
    </>
  );
}
