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
import type { Fact } from "../model/provenance";
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
type MapProps = Pick<SectionProps, "model" | "route"> & { readonly areas: SmallAreas };

// What of it the address chooses.
interface Chosen {
  readonly measure: SmallMeasure;
  readonly title: string;
  readonly layer: string;
  readonly code: string;
  readonly where: string;
}

const fifth = "fifth";

function useTitles({ model }: Pick<MapProps, "model">): (id: string) => string {
  const titles = useMemo(
    () => new Map(indicatorRows(model).map((row) => [row.indicator, row.title])),
    [model],
  );
  return (id) => (id === "" ? "Fifth of deprivation" : (titles.get(id) ?? id));
}

function chosenOf({ areas, route }: MapProps, titleOf: (id: string) => string): Chosen | null {
  const asked = chosen(
    route.query["measure"],
    areas.measures.map(({ indicator }) => indicator || fifth),
  );
  const measure = areas.measures.find(({ indicator }) => (indicator || fifth) === asked);
  const layer = chosen(
    route.query["of"],
    areas.within.map((one) => one.layer),
  );
  const larger = areas.within.find((one) => one.layer === layer)?.areas ?? [];
  const code = chosen(route.query["within"], [everywhere, ...larger.map((one) => one.code)]);
  const where = larger.find((one) => one.code === code)?.name ?? "All areas";
  return measure ? { measure, title: titleOf(measure.indicator), layer, code, where } : null;
}

function MapControls({ areas, model, route, choice }: MapProps & { choice: Chosen }): JSX.Element {
  const titleOf = useTitles({ model });
  const larger = areas.within.find((one) => one.layer === choice.layer)?.areas ?? [];
  return (
    <Controls>
      <Choice
        label="What is shown"
        value={choice.measure.indicator || fifth}
        options={areas.measures.map(({ indicator }) => ({
          value: indicator || fifth,
          title: titleOf(indicator),
        }))}
        onChoose={(value) => chooseOnPage(route, { measure: value })}
      />
      <Choice
        label="Within areas of"
        value={choice.layer}
        options={areas.within.map((one) => ({
          value: one.layer,
          title: layerTitle(model, one.layer),
        }))}
        onChoose={(value) => chooseOnPage(route, { of: value, within: "" })}
      />
      <Choice
        label="Show"
        value={choice.code}
        options={[
          { value: everywhere, title: "All areas" },
          ...larger.map((one) => ({ value: one.code, title: one.name })),
        ]}
        onChoose={(value) => chooseOnPage(route, { within: value })}
      />
    </Controls>
  );
}

function factsOfMap({ areas, model }: MapProps, { measure }: Chosen): Fact[] {
  return [
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
  ];
}

function describer(areas: SmallAreas, { measure, layer }: Chosen): (place: number) => string {
  const within = areas.within.find((one) => one.layer === layer);
  const show = (share: number): string => {
    if (Number.isNaN(share)) return "not known";
    return measure.indicator === "" ? `fifth ${share}` : formatShare(share);
  };
  return (place) => {
    const name = within?.areas[within.of[place] ?? -1]?.name ?? "";
    const head = [areas.codes[place] ?? "", name].filter((part) => part !== "").join(", ");
    return `${head}: ${show(measure.shares[place] ?? NaN)}`;
  };
}

function MapFigure(props: MapProps & { choice: Chosen; title: string; file: string }): JSX.Element {
  const { areas, choice, title, file } = props;
  const { measure, layer, code } = choice;
  const places = useMemo(() => placesWithin(areas, layer, code), [areas, layer, code]);
  const shading = useMemo(() => shadingOf(measure), [measure]);
  const keys = classTexts(shading).map((text, index) => ({
    colour: shading.colours[index] ?? "",
    text,
  }));
  return (
    <Figure title={title} file={file} keys={keys} facts={factsOfMap(props, choice)}>
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
        describe={describer(areas, choice)}
      />
    </Figure>
  );
}

function SmallAreaPart(props: MapProps): JSX.Element | null {
  const { areas } = props;
  const choice = chosenOf(props, useTitles(props));
  if (!choice) return null;
  const { measure, layer, code, where } = choice;
  const places = placesWithin(areas, layer, code);
  const title = mapHeadline(where, choice.title, measure, places);
  const file = fileName("small_areas", measure.indicator || fifth, code);
  const ofTable =
    code === everywhere ? "How small areas differ within each area" : `Small areas of ${where}`;
  return (
    <section>
      <h2>Small area by small area</h2>
      <MapControls {...props} choice={choice} />
      <h3 class="figure-title">{title}</h3>
      <MapFigure {...props} choice={choice} title={title} file={file} />
      <DataTable
        name="small"
        title={ofTable}
        columns={columnsFor(code, measure.indicator === "")}
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
  return areas === null ? null : <SmallAreaPart areas={areas} model={model} route={route} />;
}
