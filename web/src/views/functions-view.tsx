// The map of functions and decisions: which function is held at which scale, by whom, and where nobody
// or more than one holds it.

import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import type { ViewProps } from "../app";
import { FunctionMap } from "../charts/function-map";
import { BodyLink } from "../components/body-link";
import { columnsOf, type Column } from "../components/cells";
import { chosen } from "../components/choices";
import { Choice, Controls } from "../components/controls";
import { DataTable } from "../components/data-table";
import { Figure } from "../components/figure";
import { chooseOnPage } from "../components/navigation";
import { Inset, PageHeading } from "../components/text";
import { WithoutGovernance } from "../components/without-governance";
import { formatDate } from "../format/dates";
import { counted, formatPounds } from "../format/numbers";
import { rulesTitle } from "../format/words";
import { fileName, fileStem } from "../model/csv";
import {
  differencesHeadline,
  differsFromPublished,
  filterMap,
  functionRows,
  hasPublishedMap,
  mapHeadline,
  mapParts,
  mapPartTitles,
  publishedWords,
  remarkText,
  type MapFilter,
} from "../model/function-map";
import { hasGovernance, scales, scaleTitle, termList, termTitle } from "../model/governance";
import type { Governance, MapRow } from "../model/governance";
import type { Model } from "../model/model";
import type { Fact } from "../model/provenance";
import { routeHref } from "../routes";

const all = "";

export const drawnKeys = [
  { colour: null, text: "A box is a body, committee or post that holds the function" },
  { colour: null, text: "A thick edge: another at the same scale holds it too" },
  { colour: null, text: "A dashed box: nobody holds it" },
  { colour: null, text: "A dotted edge: only a published map says so" },
];

export function governanceFacts(model: Model): Fact[] {
  const { asAt, profile } = model.description.system;
  return [
    { term: "As at", value: formatDate(asAt) },
    { term: "Rules", value: rulesTitle(profile) },
    { term: "From", value: "the system's own governance files, and the law as Concord carries it" },
  ];
}

function publishedFact({ map }: Governance): Fact[] {
  const sources = new Set(map.map((row) => row.published_source).filter((own) => own !== ""));
  const more = sources.size > 3 ? ` and ${sources.size - 3} more` : "";
  const several = `${[...sources].slice(0, 3).join("; ")}${more}`;
  return sources.size === 0 ? [] : [{ term: "Published map", value: several }];
}

// No amount is no limit, and not one that is missing.
export function limitText({ limit_high: limit }: { limit_high: number | null }): string {
  return limit === null ? "no limit" : formatPounds(limit);
}

// The names by which a function and a body are found in the table, and where they lead.
export function mapColumns(model: Model): Column<MapRow>[] {
  const { governance } = model;
  const names = [
    ...["title", "scale", "holder", "remark", "published", "acts", "places", "limit_low"],
    ...["limit_high", "from", "instrument", "document", "clause"],
  ];
  return columnsOf<MapRow>(model.tables.get("functions_map"), names, {
    title: {
      title: "Function",
      isWide: true,
      show: (row) => (
        <a href={routeHref("functions", [], { function: row.function })}>{row.title}</a>
      ),
      also: [{ name: "function", value: (row) => row.function }],
    },
    scale: {
      value: (row) => (row.scale === "" ? "" : scaleTitle(row.scale)),
      rank: (row) => scales.indexOf(row.scale),
    },
    holder: {
      title: "Held by",
      isWide: true,
      value: (row) => row.holder_name || row.holder,
      show: (row) =>
        row.holder === "" ? "nobody" : <BodyLink governance={governance} id={row.holder} />,
      also: [{ name: "holder_id", value: (row) => row.holder }],
    },
    remark: { title: "To know", isWide: true, value: (row) => remarkText(row.remark) },
    published: {
      title: "Against the published map",
      isWide: true,
      value: (row) => publishedWords(row.published),
    },
    acts: { isWide: true, value: (row) => termList(governance, "act", row.acts) },
    places: { isWide: true, value: (row) => termList(governance, "place", row.places) },
    limit_low: { title: "From amount" },
    limit_high: { title: "Up to amount", show: (row) => (row.holder === "" ? "" : limitText(row)) },
    from: {
      title: "Passed on by",
      isWide: true,
      show: (row) =>
        row.from === "" ? "by law" : <BodyLink governance={governance} id={row.from} />,
    },
    instrument: {
      title: "How",
      isWide: true,
      value: (row) =>
        row.instrument === "statute"
          ? "by law"
          : termTitle(governance, "instrument", row.instrument),
    },
    document: { title: "Written in" },
    clause: { isWide: true },
  });
}

interface FilterProps extends Pick<ViewProps, "model" | "route"> {
  readonly filter: MapFilter;
}

function Filters({ model, route, filter }: FilterProps): JSX.Element {
  const { map } = model.governance;
  const functions = [...new Map(map.map((row) => [row.function, row.title]))];
  const held = scales.filter((scale) => map.some((row) => row.scale === scale));
  const parts = mapParts.filter(
    (part) => part !== "differences" || hasPublishedMap(model.governance),
  );
  const choose = (name: string) => (value: string) => chooseOnPage(route, { [name]: value });
  return (
    <Controls>
      <Choice
        label="Show"
        value={filter.part}
        options={parts.map((value) => ({ value, title: mapPartTitles[value] }))}
        onChoose={choose("show")}
      />
      <Choice
        label="Scale"
        value={filter.scale}
        options={[
          { value: all, title: "Every scale" },
          ...held.map((value) => ({ value, title: scaleTitle(value) })),
        ]}
        onChoose={choose("scale")}
      />
      <Choice
        label="Function"
        value={filter.function}
        options={[
          { value: all, title: "Every function" },
          ...functions.map(([value, title]) => ({ value, title })),
        ]}
        onChoose={choose("function")}
      />
    </Controls>
  );
}

function AgainstPublished({ governance }: { governance: Governance }): JSX.Element | null {
  if (!hasPublishedMap(governance)) return null;
  const count = (state: string): number =>
    governance.map.filter((row) => row.published === state).length;
  const states = ["no authority", "in part", "other scale", "not published"];
  const parts = states.filter((state) => count(state) > 0);
  const differs = governance.map.some(differsFromPublished);
  return (
    <Inset>
      <p>
        Held against the published map of functions and decisions:{" "}
        {counted(count("agrees"), "entry agrees", "entries agree")}
        {differs
          ? `; ${parts.map((state) => `${count(state)} ${publishedWords(state)}`).join("; ")}.`
          : ", and nothing differs."}{" "}
        {differs && (
          <a href={routeHref("functions", [], { show: "differences" })}>Show where it differs</a>
        )}
      </p>
    </Inset>
  );
}

function MapOf({ model, filter }: { model: Model; filter: MapFilter }): JSX.Element {
  const rows = useMemo(() => filterMap(model.governance.map, filter), [model, filter]);
  const drawn = useMemo(() => functionRows(rows), [rows]);
  if (rows.length === 0) return <p class="no-rows">Nothing is held in this way.</p>;
  const headline = filter.part === "differences" ? differencesHeadline(rows) : mapHeadline(drawn);
  const stem = fileStem("functions", filter.part, filter.scale, filter.function);
  return (
    <>
      <h2 class="figure-title">{headline}</h2>
      <p class="figure-subtitle">{mapPartTitles[filter.part]}</p>
      <Figure
        title={headline}
        file={stem}
        facts={[...governanceFacts(model), ...publishedFact(model.governance)]}
        keys={drawnKeys}
      >
        <ul class="key">
          {drawnKeys.map(({ text }) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
        <FunctionMap label={headline} rows={drawn} scale={filter.scale} />
      </Figure>
      <DataTable
        name="functions"
        title="Functions and their holders"
        columns={mapColumns(model)}
        rows={rows}
        keyOf={(row) => `${rows.indexOf(row)}`}
        file={fileName("functions", filter.part, filter.scale, filter.function)}
      />
    </>
  );
}

export function FunctionsView({ model, route }: ViewProps): JSX.Element {
  const { map } = model.governance;
  const { show = "", scale = "", function: name = "" } = route.query;
  const filter = useMemo((): MapFilter => {
    const known = (value: string, values: readonly string[]): string =>
      chosen(value, [all, ...values]);
    const own = known(
      name,
      map.map((row) => row.function),
    );
    // Of one function everything is shown, unless something else was asked for.
    const first = own === all ? "passed-on" : "everything";
    return {
      part: mapParts.find((part) => part === show) ?? first,
      scale: known(scale, scales),
      function: own,
    };
  }, [map, show, scale, name]);
  return (
    <>
      <PageHeading title="Functions and decisions">
        <p>Which function is held at which scale, by whom, and how it came to them.</p>
      </PageHeading>
      {hasGovernance(model.governance) ? (
        <>
          <AgainstPublished governance={model.governance} />
          <Filters {...{ model, route, filter }} />
          <MapOf model={model} filter={filter} />
        </>
      ) : (
        <WithoutGovernance />
      )}
    </>
  );
}
