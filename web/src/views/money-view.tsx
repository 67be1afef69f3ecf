// What each body is allocated, how far from its target it stands, and the rule that moves it; and the
// page of one body.

import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import type { ViewProps } from "../app";
import { DotRows, dotColours, type DotRow } from "../charts/dot-rows";
import { PaceLine } from "../charts/pace-line";
import { columnsOf, type Column } from "../components/cells";
import { chosen } from "../components/choices";
import { Choice, Controls } from "../components/controls";
import { DataTable } from "../components/data-table";
import { Figure } from "../components/figure";
import { chooseOnPage } from "../components/navigation";
import { Provenance } from "../components/provenance";
import { counted, formatSigned, formatWhole, signedShortly, sayPounds } from "../format/numbers";
import { fileName } from "../model/csv";
import type { Model } from "../model/model";
import {
  byDistance,
  distanceHeadline,
  distinct,
  knotsOf,
  methodOf,
  nameOf,
  paceHeadline,
  pictureNames,
  streamTitle,
  type AllocationRow,
} from "../model/money";
import type { Fact } from "../model/provenance";
import { routeHref, type Route } from "../routes";
import { factsOf, MoneyPage, NothingYet, sourceFact } from "./money-frame";
import { placeColumns } from "./places-view";
import { PurposesSection } from "./purposes-section";

const basisWords: Readonly<Record<string, string>> = {
  given: "as given for the year",
  grown: "last year's published target, grown as the baseline",
  derived:
    "not published; taken from the published allocation and the distance after it, so that the " +
    "rule and the arithmetic are held and the target is not",
};

const wholePounds = (value: number): string =>
  `${value < 0 ? "−" : ""}£${formatWhole(Math.abs(value))}`;

function allocationColumns(model: Model, isOneBody: boolean): Column<AllocationRow>[] {
  const first = isOneBody ? ["stream", "year"] : ["body"];
  const names = [
    ...[...first, "distance_before", "convergence", "distance_after", "gain", "allocation"],
    ...["per_head", "baseline", "base_growth", "target", "population", "target_basis"],
  ];
  const share = { format: formatSigned };
  const pounds = { format: wholePounds };
  return columnsOf<AllocationRow>(model.tables.get("allocations"), names, {
    body: {
      value: (row) => nameOf(model.money, row.body),
      show: (row) => <a href={routeHref("money", [row.body])}>{nameOf(model.money, row.body)}</a>,
    },
    stream: {
      value: (row) => streamTitle(row.stream),
      show: (row) => (
        <a href={routeHref("money", [], { year: row.year, stream: row.stream })}>
          {streamTitle(row.stream)}
        </a>
      ),
    },
    distance_before: { title: "Distance from target before", ...share },
    convergence: share,
    distance_after: { title: "Distance after", ...share },
    gain: { title: "Gained by the rule", ...pounds },
    allocation: pounds,
    per_head: { title: "A head", ...pounds },
    baseline: pounds,
    base_growth: share,
    target: pounds,
    population: { title: "People", format: formatWhole },
    target_basis: { title: "Target is", isWide: true },
  });
}

function allocationFacts(model: Model, rows: readonly AllocationRow[]): Fact[] {
  const [first] = rows;
  if (!first) return [];
  const method = methodOf(model.money, first.year, first.stream);
  const hasTarget = first.distance_before !== null;
  return [
    ...factsOf([
      ["Year", first.year],
      ["Stream", streamTitle(first.stream)],
      ["Rule", method?.title ?? ""],
      ["Target", hasTarget ? (basisWords[first.target_basis] ?? first.target_basis) : ""],
      [
        "Method",
        hasTarget
          ? "allocation = baseline × (1 + base growth) × (1 + convergence); distance before = " +
            "baseline × (1 + base growth) ÷ target − 1"
          : "the amount as published, without a target",
      ],
    ]),
    sourceFact(model, first.source || (method?.source ?? "")),
  ];
}

interface PartProps {
  readonly model: Model;
  readonly rows: readonly AllocationRow[];
}

function Explanation(): JSX.Element {
  return (
    <details class="meanings">
      <summary>What these words mean</summary>
      <dl>
        <div>
          <dt>Target</dt>
          <dd>A body's fair share of the whole, by how many people it has and what they need.</dd>
        </div>
        <div>
          <dt>Distance from target</dt>
          <dd>
            How much more (+) or less (−) than its target a body would get if its money only grew as
            everybody's does.
          </dd>
        </div>
        <div>
          <dt>Convergence</dt>
          <dd>
            How much the year's rule then adds (+) or takes (−), to bring bodies nearer to their
            targets without a shock.
          </dd>
        </div>
      </dl>
    </details>
  );
}

function DistancePicture({ model, rows }: PartProps): JSX.Element | null {
  const sorted = byDistance(rows);
  const names = pictureNames(
    model.money,
    rows.map((row) => row.body),
  );
  if (sorted.length === 0) return null;
  const dots = sorted.map((row): DotRow => {
    const before = row.distance_before ?? 0;
    return {
      id: row.body,
      name: names.get(row.body) ?? row.body,
      before,
      value: row.distance_after ?? before,
    };
  });
  const title = distanceHeadline(model.money, rows);
  const keys = [
    { colour: dotColours.before, text: "before the year's rule" },
    { colour: dotColours.value, text: "after it" },
  ];
  return (
    <Figure
      title={title}
      file={fileName("distance_from_target", rows[0]?.year ?? "", rows[0]?.stream ?? "")}
      facts={allocationFacts(model, rows)}
      keys={keys}
    >
      <ul class="key">
        {keys.map(({ colour, text }) => (
          <li key={text}>
            <span
              class="legend__swatch legend__swatch--dot"
              style={{ background: colour }}
              aria-hidden="true"
            />
            {text}
          </li>
        ))}
        <li>The line at 0% is the target.</li>
      </ul>
      <DotRows
        label={`Distance from target. ${title}. The table below has every figure.`}
        rows={dots}
        line={0}
        say={formatSigned}
        axis={signedShortly}
      />
    </Figure>
  );
}

function RulePicture({ model, rows }: PartProps): JSX.Element | null {
  const [first] = rows;
  const method = first && methodOf(model.money, first.year, first.stream);
  const knots = knotsOf(method?.rule ?? "");
  if (!first || !method || knots.length === 0) return null;
  const names = pictureNames(
    model.money,
    rows.map((row) => row.body),
  );
  const dots = byDistance(rows).map((row) => ({
    name: names.get(row.body) ?? row.body,
    distance: row.distance_before ?? 0,
    convergence: row.convergence ?? 0,
  }));
  const title = paceHeadline(rows);
  return (
    <section>
      <h2 class="figure-title">{title}</h2>
      <p>
        The line is the rule: {method.title || "how far each body is moved"}. It turns at{" "}
        {knots
          .map(
            ({ distance, convergence }) =>
              `${formatSigned(distance)} (moved by ${formatSigned(convergence)})`,
          )
          .join(", ")}
        .{method.floor !== null && ` It never gives less than ${formatSigned(method.floor)}.`}
        {method.cap !== null && ` It never gives more than ${formatSigned(method.cap)}.`} Each dot
        is a body.
      </p>
      <details class="meanings">
        <summary>What the rule rests on</summary>
        <p>{method.evidence}</p>
        {method.need !== "" && <p>Targets follow {method.need}.</p>}
        {method.inequalities !== "" && <p>Inequalities: {method.inequalities}.</p>}
        {method.advice !== "" && <p>Advised on by {method.advice}.</p>}
      </details>
      <Figure
        title={title}
        file={fileName("rule_of_pace", first.year, first.stream)}
        facts={allocationFacts(model, rows)}
      >
        <PaceLine
          label={`The rule of pace as a line with ${counted(dots.length, "body", "bodies")} on it. ${title}.`}
          knots={knots}
          bounds={method}
          dots={dots}
        />
      </Figure>
    </section>
  );
}

function Chosen({ model, route }: Pick<ViewProps, "model" | "route">): JSX.Element {
  const { allocations } = model.money;
  const years = distinct(
    allocations.map((row) => row.year),
    "latest",
  );
  const year = chosen(route.query["year"], years);
  const streams = distinct(allocations.filter((row) => row.year === year).map((row) => row.stream));
  const stream = chosen(route.query["stream"], streams);
  const rows = useMemo(
    () => allocations.filter((row) => row.year === year && row.stream === stream),
    [allocations, year, stream],
  );
  const choose = (name: string) => (value: string) => chooseOnPage(route, { [name]: value });
  const total = rows.reduce((sum, row) => sum + (row.allocation ?? 0), 0);
  return (
    <>
      <Controls>
        <Choice
          label="Year"
          value={year}
          options={years.map((value) => ({ value, title: value }))}
          onChoose={choose("year")}
        />
        <Choice
          label="Stream of money"
          value={stream}
          options={streams.map((value) => ({ value, title: streamTitle(value) }))}
          onChoose={choose("stream")}
        />
      </Controls>
      <h2 class="figure-title">{distanceHeadline(model.money, rows)}</h2>
      <p>
        Together {counted(rows.length, "body is", "bodies are")} allocated {sayPounds(total)} in{" "}
        {year}.
      </p>
      <Explanation />
      <DistancePicture model={model} rows={rows} />
      <DataTable
        name="allocations"
        title={`${streamTitle(stream)}, ${year}`}
        columns={allocationColumns(model, false)}
        rows={rows}
        keyOf={(row) => row.body}
        file={fileName("allocations", year, stream)}
        sort={{
          column: rows[0]?.distance_before === null ? "body" : "distance_before",
          descending: true,
        }}
      />
      <RulePicture model={model} rows={rows} />
      <PurposesSection model={model} body="" />
    </>
  );
}

export function moneyTitle(model: Model, route: Route): string {
  const body = route.parts[0] ?? "";
  return body === "" ? "Money" : `Money of ${nameOf(model.money, body)}`;
}

function OneBody({ model, body }: { model: Model; body: string }): JSX.Element {
  const rows = model.money.allocations
    .filter((row) => row.body === body)
    .sort((a, b) => b.year.localeCompare(a.year));
  const places = model.money.places.filter((row) => row.body === body);
  const latest = rows.filter((row) => row.year === rows[0]?.year);
  const total = latest.reduce((sum, row) => sum + (row.allocation ?? 0), 0);
  const isKnown = rows.length + places.length > 0;
  return (
    <>
      <p class="way-back">
        <a href={routeHref("money")}>All bodies</a>
      </p>
      {!isKnown && (
        <p class="no-rows">
          Nothing is known of the money of <code>{body}</code>.
        </p>
      )}
      {rows.length > 0 && (
        <>
          <h2 class="figure-title">
            {`${sayPounds(total)} in ${rows[0]?.year} over ${counted(latest.length, "stream", "streams")} of money`}
          </h2>
          <DataTable
            name="allocations"
            title="What it is allocated"
            columns={allocationColumns(model, true)}
            rows={rows}
            keyOf={(row) => `${row.year} ${row.stream}`}
            file={fileName("allocations", body)}
          />
          <Provenance
            facts={distinct(latest.map((row) => row.source)).map((id) => sourceFact(model, id))}
          />
        </>
      )}
      <PurposesSection model={model} body={body} />
      {places.length > 0 && (
        <>
          <h2>Its places</h2>
          <DataTable
            name="places"
            title="Need and money of its places"
            columns={placeColumns(model, false)}
            rows={places}
            keyOf={(row) => `${row.place} ${row.stream}`}
            file={fileName("place_budgets", body)}
          />
          <p>
            <a href={routeHref("places", [], { body })}>The same as a picture</a>
          </p>
        </>
      )}
    </>
  );
}

export function MoneyView({ model, route }: ViewProps): JSX.Element {
  const body = route.parts[0] ?? "";
  const title = moneyTitle(model, route);
  const lead =
    "What each body gets, how far that is from its fair share, and the rule that moves it nearer.";
  return (
    <MoneyPage model={model} page="money" title={title} lead={lead}>
      {body !== "" && <OneBody model={model} body={body} />}
      {body === "" && model.money.allocations.length === 0 && (
        <NothingYet model={model}>
          This system has no allocations. <code>money/allocation.toml</code> says how they are
          worked out, from <code>money/baselines.csv</code> or from open data.
        </NothingYet>
      )}
      {body === "" && model.money.allocations.length > 0 && <Chosen model={model} route={route} />}
    </MoneyPage>
  );
}
