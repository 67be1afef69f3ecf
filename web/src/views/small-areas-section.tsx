// What is counted of each small area, on a map and in a table.

import type { JSX } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import type { ViewProps } from "../app";
import { SmallAreaMap } from "../charts/small-area-map";
import type { Column } from "../components/cells";
import { chosen } from "../components/choices";
import { Choice, Controls } from "../components/controls";
import { DataTable } from "../components/data-table";
import { Figure } from "../components/figure";
import { chooseOnPage } from "../components/navigation";
import type { Cell, SmallAreas, SmallMeasure } from "../data/document";
import { formatShare } from "../format/numbers";
import { fileName } from "../model/csv";
import { layerTitle } from "../model/layers";
import { indicatorRows } from "../model/need";
import {
  classTexts,
  mapHeadline,
  placesWithin,
  shadingOf,
  summaryOf,
  type Summary,
} from "../model/small-areas";
import { factsOf, sourceFact } from "./money-frame";

const everywhere = "all";

interface Row {
  readonly key: string;
  readonly cells: Readonly<Record<string, Cell>>;
}

const column = (name: string, title: string, isShare = false): Column<Row> => ({
  name,
  title,
  type: isShare ? "number" : "text",
  meaning: "",
  value: (row) => row.cells[name] ?? null,
  ...(isShare && { format: formatShare }),
});

const known = (share: number): number | null => (Number.isNaN(share) ? null : share);

// Of one larger area its small areas; of all, the spread within each larger area.
function rowsOfTable(areas: SmallAreas, measure: SmallMeasure, layer: string, code: string): Row[] {
  const within = areas.within.find((one) => one.layer === layer);
  if (code !== everywhere) {
    return placesWithin(areas, layer, code).map((place) => ({
      key: areas.codes[place] ?? "",
      cells: { code: areas.codes[place] ?? "", value: known(measure.shares[place] ?? NaN) },
    }));
  }
  return (within?.areas ?? []).flatMap((area, index) => {
    const places = [...areas.codes.keys()].filter((place) => within?.of[place] === index);
    if (places.length === 0) return [];
    const summary: Summary = summaryOf(measure, places);
    const { least, quarter, median, threeQuarters, most } = summary;
    const figures = { least, quarter, median, three_quarters: threeQuarters, most };
    const cells = Object.entries(figures).map(([name, share]) => [name, known(share)]);
    return [
      {
        key: area.code,
        cells: { name: area.name, small_areas: places.length, ...Object.fromEntries(cells) },
      },
    ];
  });
}

function columnsFor(code: string, isFifths: boolean): Column<Row>[] {
  const share = (name: string, title: string): Column<Row> => ({
    ...column(name, title, true),
    ...(isFifths && { format: (fifth: number) => String(fifth) }),
  });
  if (code !== everywhere)
    return [column("code", "Small area"), share("value", isFifths ? "Fifth" : "Share")];
  return [
    column("name", "Area"),
    { ...column("small_areas", "Small areas"), type: "whole" },
    share("least", "Lowest"),
    share("quarter", "A quarter below"),
    share("median", "Half below"),
    share("three_quarters", "Three quarters below"),
    share("most", "Highest"),
  ];
}

type SectionProps = Pick<ViewProps, "model" | "source" | "route">;

function Map({
  areas,
  model,
  route,
}: Pick<SectionProps, "model" | "route"> & { areas: SmallAreas }): JSX.Element | null {
  const titles = useMemo(
    () => new globalThis.Map(indicatorRows(model).map((row) => [row.indicator, row.title])),
    [model],
  );
  const titleOf = (id: string): string =>
    id === "" ? "Fifth of deprivation" : (titles.get(id) ?? id);
  const ids = areas.measures.map(({ indicator }) => indicator);
  const asked = chosen(
    route.query["measure"],
    ids.map((id) => id || "fifth"),
  );
  const measure = areas.measures.find(({ indicator }) => (indicator || "fifth") === asked);
  const layers = areas.within.map((one) => one.layer);
  const layer = chosen(route.query["of"], layers);
  const larger = areas.within.find((one) => one.layer === layer)?.areas ?? [];
  const code = chosen(route.query["within"], [everywhere, ...larger.map((one) => one.code)]);
  const places = useMemo(() => placesWithin(areas, layer, code), [areas, layer, code]);
  const shading = useMemo(() => (measure ? shadingOf(measure) : null), [measure]);
  if (!measure || !shading) return null;
  const where = larger.find((one) => one.code === code)?.name ?? "All areas";
  const title = mapHeadline(where, titleOf(measure.indicator), measure, places);
  const within = areas.within.find((one) => one.layer === layer);
  const show = (share: number): string =>
    Number.isNaN(share) ? "not known" : shading.isFifths ? `fifth ${share}` : formatShare(share);
  const describe = (place: number): string => {
    const name = within?.areas[within.of[place] ?? -1]?.name ?? "";
    return `${areas.codes[place] ?? ""}${name === "" ? "" : `, ${name}`}: ${show(measure.shares[place] ?? NaN)}`;
  };
  const keys = classTexts(shading).map((text, index) => ({
    colour: shading.colours[index] ?? "",
    text,
  }));
  const choose = (name: string) => (value: string) => chooseOnPage(route, { [name]: value });
  const file = fileName("small_areas", measure.indicator || "fifth", code);
  return (
    <section>
      <h2>Small area by small area</h2>
      <Controls>
        <Choice
          label="What is shown"
          value={asked}
          options={ids.map((id) => ({ value: id || "fifth", title: titleOf(id) }))}
          onChoose={choose("measure")}
        />
        <Choice
          label="Within areas of"
          value={layer}
          options={layers.map((value) => ({ value, title: layerTitle(model, value) }))}
          onChoose={(value) => chooseOnPage(route, { of: value, within: "" })}
        />
        <Choice
          label="Show"
          value={code}
          options={[
            { value: everywhere, title: "All areas" },
            ...larger.map((one) => ({ value: one.code, title: one.name })),
          ]}
          onChoose={choose("within")}
        />
      </Controls>
      <h3 class="figure-title">{title}</h3>
      <Figure
        title={title}
        file={file}
        keys={keys}
        facts={[
          ...measure.source.split(", ").map((id) => sourceFact(model, id)),
          ...factsOf([
            ["Period", measure.period],
            [
              "Where areas lie",
              "middles of small areas of December 2011 by the Office for National Statistics; an area that was made later stands in the middle of those it came from",
            ],
            [
              "Method",
              "a mark an area, whatever its size; five classes with as many areas each, except fifths of deprivation",
            ],
            ["Left out", areas.leftOut > 0 ? `${areas.leftOut} areas without a place` : ""],
          ]),
        ]}
      >
        <ul class="key">
          {keys.map(({ colour, text }) => (
            <li key={text}>
              <span class="legend__swatch" style={{ background: colour }} aria-hidden="true" />
              {text}
            </li>
          ))}
        </ul>
        <SmallAreaMap
          label={`${title}. The table below has the figures.`}
          areas={areas}
          places={places}
          measure={measure}
          shading={shading}
          describe={describe}
        />
      </Figure>
      <DataTable
        name="small"
        title={
          code === everywhere
            ? "How small areas differ within each area"
            : `Small areas of ${where}`
        }
        columns={columnsFor(code, shading.isFifths)}
        rows={rowsOfTable(areas, measure, layer, code)}
        keyOf={(row) => row.key}
        file={file}
      />
    </section>
  );
}

export function SmallAreasSection({ model, source, route }: SectionProps): JSX.Element | null {
  const [areas, setAreas] = useState<SmallAreas | null>(null);
  useEffect(() => {
    let isCurrent = true;
    void source.smallAreas().then((found) => {
      if (isCurrent) setAreas(found);
    });
    return () => {
      isCurrent = false;
    };
  }, [source]);
  return areas === null ? null : <Map areas={areas} model={model} route={route} />;
}
