// Who lives here: ages and sexes of an area beside all areas, and what is counted of each small area.

import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import type { ViewProps } from "../app";
import { Pyramid, pyramidColours } from "../charts/pyramid";
import { columnsOf } from "../components/cells";
import { chosen } from "../components/choices";
import { Choice, Controls } from "../components/controls";
import { DataTable } from "../components/data-table";
import { Figure } from "../components/figure";
import { chooseOnPage } from "../components/navigation";
import type { KeyEntry } from "../components/save-picture";
import { PageHeading } from "../components/text";
import { fileName } from "../model/csv";
import { layerTitle } from "../model/layers";
import type { Model } from "../model/model";
import { distinct } from "../model/money";
import { allAreas, profileRows } from "../model/need";
import {
  ageRows,
  bandsOfArea,
  bandsOfExtract,
  peopleIn,
  pyramidHeadline,
  releaseOfExtract,
  type AgeRow,
  type PyramidBand,
} from "../model/people";
import type { Fact } from "../model/provenance";
import type { AnyRow } from "../model/spending";
import { factsOf, sourceFact } from "./money-frame";
import { SmallAreasSection } from "./small-areas-section";

function Keys({ keys }: { keys: readonly KeyEntry[] }): JSX.Element {
  return (
    <ul class="key">
      {keys.map(({ colour, text }) => (
        <li key={text}>
          <span class="legend__swatch" style={{ background: colour ?? "" }} aria-hidden="true" />
          {text}
        </li>
      ))}
    </ul>
  );
}

interface PyramidFigureProps {
  readonly title: string;
  readonly file: string;
  readonly facts: readonly Fact[];
  readonly bands: readonly PyramidBand[];
  readonly beside: readonly PyramidBand[];
}

function PyramidFigure({ title, file, facts, bands, beside }: PyramidFigureProps): JSX.Element {
  const hasUnknown = bands.some((band) => band.unknown > 0);
  const keys = [
    { colour: pyramidColours.males, text: "men and boys, to the left" },
    { colour: pyramidColours.females, text: "women and girls, to the right" },
    ...(hasUnknown ? [{ colour: pyramidColours.unknown, text: "sex not known" }] : []),
    ...(beside.length > 0
      ? [{ colour: pyramidColours.beside, text: "marks: the same shares of all areas together" }]
      : []),
  ];
  return (
    <>
      <h2 class="figure-title">{title}</h2>
      <Figure title={title} file={file} facts={facts} keys={keys}>
        <Keys keys={keys} />
        <Pyramid
          label={`${title}. The table below has every figure.`}
          bands={bands}
          beside={beside}
        />
      </Figure>
    </>
  );
}

function factsOfAges(model: Model, rows: readonly AgeRow[]): Fact[] {
  const [{ source, period, note } = { source: "", period: "", note: "" }] = rows;
  return [
    ...source
      .split(", ")
      .filter((id) => id !== "")
      .map((id) => sourceFact(model, id)),
    ...factsOf([
      ["Period", period],
      ["Note", note],
      [
        "Method",
        "ages are sums of small areas; the sexes within each small area are taken as its authority has them at each age, and rounded for the whole",
      ],
    ]),
  ];
}

function Ages({ model, route }: Pick<ViewProps, "model" | "route">): JSX.Element | null {
  const all = useMemo(() => ageRows(model), [model]);
  const names = useMemo(
    () => new Map(profileRows(model).map((row) => [row.code, row.name || row.code])),
    [model],
  );
  const layers = distinct(all.map((row) => row.layer));
  const layer = chosen(route.query["layer"], layers);
  const ofLayer = all.filter((row) => row.layer === layer);
  const codes = distinct(ofLayer.map((row) => row.code));
  const code = chosen(route.query["area"], codes, allAreas);
  const rows = ofLayer.filter((row) => row.code === code);
  const bands = useMemo(() => bandsOfArea(rows), [all, layer, code]);
  const beside = useMemo(
    () => (code === allAreas ? [] : bandsOfArea(ofLayer.filter((row) => row.code === allAreas))),
    [all, layer, code],
  );
  if (all.length === 0) return null;
  const nameOf = (id: string): string =>
    id === allAreas ? "All areas together" : (names.get(id) ?? id);
  const facts = factsOfAges(model, rows);
  return (
    <section>
      <Controls>
        {layers.length > 1 && (
          <Choice
            label="Areas"
            value={layer}
            options={layers.map((value) => ({ value, title: layerTitle(model, value) }))}
            onChoose={(value) => chooseOnPage(route, { layer: value, area: "" })}
          />
        )}
        <Choice
          label="Area"
          value={code}
          options={codes.map((value) => ({ value, title: nameOf(value) }))}
          onChoose={(value) => chooseOnPage(route, { area: value })}
        />
      </Controls>
      <PyramidFigure
        title={pyramidHeadline(nameOf(code), bands, beside)}
        file={fileName("need_people", layer, code)}
        facts={facts}
        bands={bands}
        beside={beside}
      />
      <DataTable
        name="ages"
        title={`${nameOf(code)} by age and sex`}
        columns={columnsOf<AnyRow>(model.tables.get("need_people"), [
          "age_band",
          "people",
          "females",
          "males",
        ])}
        rows={rows}
        keyOf={(row) => String(row.cells["age_band"])}
        file={fileName("need_people", layer, code)}
      />
    </section>
  );
}

interface BandRow {
  readonly cells: Readonly<Record<string, string | number>>;
}

function Extract({ model }: Pick<ViewProps, "model">): JSX.Element | null {
  const bands = useMemo(() => bandsOfExtract(model), [model]);
  if (peopleIn(bands) === 0) return null;
  const title = pyramidHeadline("The extract", bands, []);
  const facts = factsOf([
    ["Source", "the extract of people of this system"],
    ["Released by", releaseOfExtract(model)],
    ["Method", "the living, counted by age and sex over all areas together"],
  ]);
  const column = (name: string, label: string, type: "text" | "whole") => ({
    name,
    title: label,
    type,
    meaning: "",
    value: (row: BandRow) => row.cells[name] ?? null,
  });
  return (
    <section>
      <PyramidFigure
        title={title}
        file={fileName("population_counts", "extract")}
        facts={facts}
        bands={bands}
        beside={[]}
      />
      <DataTable
        name="extract"
        title="People of the extract by age and sex"
        columns={[
          column("band", "Age", "text"),
          column("females", "Women and girls", "whole"),
          column("males", "Men and boys", "whole"),
          column("unknown", "Not known", "whole"),
        ]}
        rows={bands.map((band): BandRow => ({ cells: { ...band } }))}
        keyOf={(row) => String(row.cells["band"])}
        file={fileName("population_counts", "extract")}
      />
    </section>
  );
}

export function PopulationView({ model, source, route }: ViewProps): JSX.Element {
  const isEmpty = ageRows(model).length === 0 && bandsOfExtract(model).length === 0;
  return (
    <>
      <PageHeading title="Population">
        <p>Who lives here: by age and sex, and small area by small area.</p>
      </PageHeading>
      {isEmpty && (
        <div class="no-rows">
          <p>
            Nothing is known of who lives here. <code>need/indicators.toml</code> of this
            system&apos;s folder says for which areas people are counted by age, and{" "}
            <code>people/</code> holds an extract.
          </p>
        </div>
      )}
      <Ages model={model} route={route} />
      <Extract model={model} />
      <SmallAreasSection model={model} source={source} route={route} />
    </>
  );
}
