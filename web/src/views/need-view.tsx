// Need: what is counted of each area, how it stands to the others, how unequal it is between fifths of
// deprivation, and which areas are alike.

import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import type { ViewProps } from "../app";
import { IntervalRows, type IntervalRow } from "../charts/interval-rows";
import { SlopeLine, slopeColours } from "../charts/slope-line";
import { columnsOf, type Column } from "../components/cells";
import { chosen } from "../components/choices";
import { Choice, Controls } from "../components/controls";
import { DataTable } from "../components/data-table";
import { Figure } from "../components/figure";
import { chooseOnPage } from "../components/navigation";
import { PageHeading } from "../components/text";
import { formatShare, formatSigned } from "../format/numbers";
import { fileName } from "../model/csv";
import { layerTitle } from "../model/layers";
import type { Model } from "../model/model";
import { distinct } from "../model/money";
import {
  allAreas,
  areasHeadline,
  fifthRows,
  fifthsHeadline,
  gapRows,
  indicatorRows,
  profileRows,
  similarRows,
  slopeLine,
  slopePoints,
  trendHeadline,
  trendRows,
  type IndicatorRow,
  type ProfileRow,
} from "../model/need";
import type { Fact } from "../model/provenance";
import type { AnyRow } from "../model/spending";
import { EvidenceSection, GroupsSection } from "./evidence-section";
import { factsOf, sourceFact } from "./money-frame";

// More rows than this are a table and no picture.
const mostDrawn = 60;

const shares: Readonly<Record<string, Partial<Column<AnyRow>>>> = Object.fromEntries(
  [
    ...["value", "lowercl", "uppercl", "all_value", "first_value", "last_value", "change"],
    ...["absolute_gap", "absolute_lowercl", "absolute_uppercl"],
    ...["slope_index", "slope_lowercl", "slope_uppercl"],
  ].map((name) => [name, { format: formatShare }]),
);

interface Chosen {
  readonly model: Model;
  readonly route: ViewProps["route"];
  readonly indicator: IndicatorRow;
  readonly period: string;
  readonly layer: string;
}

function factsFor({ model, indicator, period }: Chosen, method: string): Fact[] {
  const sources = indicator.source.split(", ").map((id) => sourceFact(model, id));
  return [
    ...sources,
    ...factsOf([
      ["Period", period],
      ["Made to", indicator.use.replaceAll("-", " ")],
      ["Method", method],
      ...(indicator.note === "" ? [] : ([["Note", indicator.note]] as const)),
    ]),
  ];
}

function Areas(choice: Chosen): JSX.Element | null {
  const { model, indicator, period, layer } = choice;
  const rows = useMemo(
    () =>
      profileRows(model).filter(
        (row) =>
          row.indicator === indicator.indicator && row.period === period && row.layer === layer,
      ),
    [model, indicator, period, layer],
  );
  const title = areasHeadline(indicator.title, rows);
  const everyone = rows.find((row) => row.code === allAreas)?.value ?? null;
  const drawn = rows
    .filter((row) => row.code !== allAreas)
    .sort((a, b) => (b.value ?? 0) - (a.value ?? 0))
    .flatMap(({ code, name, value, lowercl, uppercl }) =>
      value === null || lowercl === null || uppercl === null
        ? []
        : [{ id: code, name: name || code, value, low: lowercl, high: uppercl }],
    );
  const method =
    "counts of small areas or practices added up, with Wilson's 95% interval; an area is lower or higher where the interval of its difference from all others leaves out zero";
  return (
    <section>
      <h2 class="figure-title">{title}</h2>
      {drawn.length <= mostDrawn && (
        <Figure
          title={title}
          file={fileName("need_profile", indicator.indicator, layer)}
          facts={factsFor(choice, method)}
        >
          <IntervalRows
            label={`${title}. The table below has every figure.`}
            rows={drawn}
            line={everyone}
          />
        </Figure>
      )}
      <DataTable
        name="areas"
        title={layerTitle(model, layer)}
        columns={columnsOf<AnyRow>(model.tables.get("need_profile"), [], shares)}
        rows={rows}
        keyOf={(row) => String(row.cells["code"])}
        file={fileName("need_profile", indicator.indicator, layer)}
      />
    </section>
  );
}

function Fifths(choice: Chosen): JSX.Element | null {
  const { model, route, indicator, period, layer } = choice;
  const fits = (row: { indicator: string; period: string; layer: string }): boolean =>
    row.indicator === indicator.indicator && row.period === period && row.layer === layer;
  const all = useMemo(() => fifthRows(model).filter(fits), [model, indicator, period, layer]);
  const gaps = useMemo(() => gapRows(model).filter(fits), [model, indicator, period, layer]);
  const names = new Map(profileRows(model).map((row) => [row.code, row.name || row.code]));
  const areas = distinct(all.map((row) => row.code));
  const area = chosen(route.query["area"], areas);
  if (all.length === 0) return null;
  const rows = all.filter((row) => row.code === area);
  const gap = gaps.find((row) => row.code === area);
  const title = `${names.get(area) ?? area}: ${fifthsHeadline(gap)}`;
  const keys = [
    { colour: slopeColours.share, text: "share of each fifth of the country, with its interval" },
    { colour: slopeColours.line, text: "slope: the line through them, weighed by their people" },
  ];
  const method =
    "fifths of the whole country, so that an area may have few people in some; gaps by Newcombe, Zou and Donner; slope by weighted least squares";
  return (
    <section>
      <Controls>
        <Choice
          label="Fifths of"
          value={area}
          options={areas.map((value) => ({ value, title: names.get(value) ?? value }))}
          onChoose={(value) => chooseOnPage(route, { area: value })}
        />
      </Controls>
      <h2 class="figure-title">{title}</h2>
      <Figure
        title={title}
        file={fileName("need_fifths", indicator.indicator, area)}
        facts={factsFor(choice, method)}
        keys={keys}
      >
        <ul class="key">
          {keys.map(({ colour, text }) => (
            <li key={text}>
              <span class="legend__swatch" style={{ background: colour }} aria-hidden="true" />
              {text}
            </li>
          ))}
        </ul>
        <SlopeLine
          label={`${title}. The table below has every figure.`}
          points={slopePoints(rows)}
          line={slopeLine(rows, gap?.slope_index ?? null)}
        />
      </Figure>
      <DataTable
        name="fifths"
        title="Fifths of deprivation, the most deprived first"
        columns={columnsOf<AnyRow>(model.tables.get("need_fifths"), [], shares)}
        rows={rows}
        keyOf={(row) => String(row.cells["fifth"])}
        file={fileName("need_fifths", indicator.indicator, area)}
      />
      <DataTable
        name="gaps"
        title="How unequal it is in each area"
        columns={columnsOf<AnyRow>(model.tables.get("need_gaps"), [], shares)}
        rows={gaps}
        keyOf={(row) => String(row.cells["code"])}
        file={fileName("need_gaps", indicator.indicator, layer)}
      />
    </section>
  );
}

// The shares of one area in each period, in order.
function seriesOf(profile: readonly ProfileRow[], code: string): IntervalRow[] {
  return profile
    .filter((one) => one.code === code)
    .sort((a, b) => (a.period < b.period ? -1 : 1))
    .flatMap(({ period, value, lowercl, uppercl }) =>
      value === null || lowercl === null || uppercl === null
        ? []
        : [{ id: period, name: period, value, low: lowercl, high: uppercl }],
    );
}

function Trend(choice: Chosen): JSX.Element | null {
  const { model, route, indicator, layer } = choice;
  const rows = useMemo(
    () =>
      trendRows(model).filter(
        (row) => row.indicator === indicator.indicator && row.layer === layer,
      ),
    [model, indicator, layer],
  );
  const profile = useMemo(
    () =>
      profileRows(model).filter(
        (row) => row.indicator === indicator.indicator && row.layer === layer,
      ),
    [model, indicator, layer],
  );
  const codes = rows.map((row) => row.code);
  const code = chosen(route.query["over"], codes);
  const row = rows.find((one) => one.code === code);
  const series = useMemo(() => seriesOf(profile, code), [profile, code]);
  if (!row) return null;
  const nameOf = (id: string): string => profile.find((one) => one.code === id)?.name || id;
  const title = trendHeadline(nameOf(code), indicator.title, row);
  return (
    <section>
      <Controls>
        <Choice
          label="Over time in"
          value={code}
          options={codes.map((value) => ({ value, title: nameOf(value) }))}
          onChoose={(value) => chooseOnPage(route, { over: value })}
        />
      </Controls>
      <h2 class="figure-title">{title}</h2>
      <Figure
        title={title}
        file={fileName("need_trend", indicator.indicator, code)}
        facts={factsFor(
          { ...choice, period: `${row.first_period} to ${row.last_period}` },
          "each period with Wilson's 95% interval; the change from the first to the last by Newcombe's method",
        )}
      >
        <IntervalRows
          label={`${title}. The table below has every figure.`}
          rows={series}
          line={null}
        />
      </Figure>
      <DataTable
        name="trend"
        title="Change from the first period to the last"
        columns={columnsOf<AnyRow>(model.tables.get("need_trend"), [], {
          ...shares,
          change: { format: formatSigned },
          lowercl: { format: formatSigned },
          uppercl: { format: formatSigned },
        })}
        rows={rows}
        keyOf={(one) => String(one.cells["code"])}
        file={fileName("need_trend", indicator.indicator, layer)}
      />
    </section>
  );
}

function Similar({ model, layer }: Chosen): JSX.Element | null {
  const rows = useMemo(
    () => similarRows(model).filter((row) => row.layer === layer),
    [model, layer],
  );
  if (rows.length === 0) return null;
  return (
    <section>
      <h2>Areas that are alike</h2>
      <p>
        With whom to compare and from whom to learn: nearest by the traits that are named. It is no
        league table.
      </p>
      <DataTable
        name="similar"
        title="Areas alike, nearest first"
        columns={columnsOf<AnyRow>(model.tables.get("need_similar"), [], {
          traits: { isWide: true },
        })}
        rows={rows}
        keyOf={(row) => JSON.stringify([row.cells["code"], row.cells["place"]])}
        file={fileName("need_similar", layer)}
      />
    </section>
  );
}

function Everything({ model, route }: Pick<ViewProps, "model" | "route">): JSX.Element | null {
  const profile = useMemo(() => profileRows(model), [model]);
  const withFigures = new Set(profile.map((row) => row.indicator));
  const indicators = indicatorRows(model).filter((row) => withFigures.has(row.indicator));
  const id = chosen(
    route.query["indicator"],
    indicators.map((row) => row.indicator),
  );
  const indicator = indicators.find((row) => row.indicator === id);
  const ofIndicator = profile.filter((row) => row.indicator === id);
  const periods = distinct(ofIndicator.map((row) => row.period))
    .sort()
    .reverse();
  const period = chosen(route.query["period"], periods);
  const layers = distinct(ofIndicator.map((row) => row.layer));
  const layer = chosen(route.query["layer"], layers);
  if (!indicator) return null;
  const choose = (name: string) => (value: string) => chooseOnPage(route, { [name]: value });
  const choice: Chosen = { model, route, indicator, period, layer };
  return (
    <>
      <Controls>
        <Choice
          label="Indicator"
          value={id}
          options={indicators.map((row) => ({ value: row.indicator, title: row.title }))}
          onChoose={choose("indicator")}
        />
        {periods.length > 1 && (
          <Choice
            label="Period"
            value={period}
            options={periods.map((value) => ({ value, title: value }))}
            onChoose={choose("period")}
          />
        )}
        {layers.length > 1 && (
          <Choice
            label="Areas"
            value={layer}
            options={layers.map((value) => ({ value, title: layerTitle(model, value) }))}
            onChoose={choose("layer")}
          />
        )}
      </Controls>
      <Areas {...choice} />
      <Fifths {...choice} />
      <Trend {...choice} />
      <Similar {...choice} />
    </>
  );
}

export function NeedView({ model, route }: ViewProps): JSX.Element {
  return (
    <>
      <PageHeading title="Need">
        <p>What people need in each area, how sure that is, and how unequal.</p>
      </PageHeading>
      {profileRows(model).length === 0 ? (
        <div class="no-rows">
          <p>
            Nothing is counted of need. <code>need/indicators.toml</code> of this system&apos;s
            folder says what to count, and for which areas.
          </p>
        </div>
      ) : (
        <Everything model={model} route={route} />
      )}
      <EvidenceSection model={model} route={route} />
      <GroupsSection model={model} />
    </>
  );
}
