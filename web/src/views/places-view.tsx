// What places need and get: need a head beside their body's, fair share, budget, and why.

import type { JSX } from "preact";
import type { ViewProps } from "../app";
import { DotRows, type DotRow } from "../charts/dot-rows";
import { columnsOf, type Column } from "../components/cells";
import { chosen } from "../components/choices";
import { Choice, Controls } from "../components/controls";
import { DataTable } from "../components/data-table";
import { Figure } from "../components/figure";
import { chooseOnPage } from "../components/navigation";
import { Inset } from "../components/text";
import {
  formatIndex,
  formatPounds,
  formatShare,
  formatSigned,
  formatWhole,
} from "../format/numbers";
import { fileName } from "../model/csv";
import type { Model } from "../model/model";
import {
  distinct,
  nameOf,
  pictureNames,
  placesHeadline,
  streamTitle,
  type PlaceRow,
} from "../model/money";
import type { Fact } from "../model/provenance";
import { routeHref } from "../routes";
import { factsOf, MoneyPage, NothingYet, sourceFact } from "./money-frame";

export function placeColumns(model: Model, isOneStream: boolean): Column<PlaceRow>[] {
  const names = [
    ...[
      "place",
      ...(isOneStream ? [] : ["stream"]),
      "need_index",
      "fair_share",
      "budget",
      "per_head",
    ],
    ...["target", "distance", "explanation", "baseline", "convergence", "change", "population"],
    "weighted_population",
  ];
  const thousandths = (value: number): string => value.toFixed(3);
  const pounds = (value: number): string => formatPounds(Math.round(value));
  return columnsOf<PlaceRow>(model.tables.get("place_budgets"), names, {
    place: { value: (row) => nameOf(model.money, row.place) },
    stream: { value: (row) => streamTitle(row.stream) },
    need_index: { title: "Need a head", format: thousandths },
    fair_share: { title: "Fair share", format: formatShare },
    target: { title: "Fair share in pounds", format: pounds },
    budget: { format: pounds },
    per_head: { title: "Budget a head", format: pounds },
    distance: { title: "Distance from fair share", format: formatSigned },
    baseline: { title: "Budget before", format: pounds },
    convergence: { format: formatSigned },
    change: { format: formatSigned },
    population: { title: "People", format: formatWhole },
    weighted_population: { title: "People weighted by need", format: formatWhole },
    explanation: { title: "Why", isWide: true },
  });
}

function placeFacts(model: Model, rows: readonly PlaceRow[]): Fact[] {
  const [first] = rows;
  const method = model.money.methods.find((row) => row.subject === "places");
  if (!first || !method) return [];
  return [
    ...factsOf([
      ["Year", first.year],
      ["Stream", streamTitle(first.stream)],
      [
        "Method",
        "need a head is people weighted by need over people, beside that of the whole body; the " +
          "fair share is the part of the body's weighted people; budgets make up the body's to the penny",
      ],
      [
        "Missing weights",
        method.gaps === "refuse"
          ? "none is settled: no index where one is missing"
          : `settled by the rule ${method.gaps}`,
      ],
    ]),
    sourceFact(model, method.source),
  ];
}

function Picture({ model, rows }: { model: Model; rows: readonly PlaceRow[] }): JSX.Element | null {
  const names = pictureNames(
    model.money,
    rows.map((row) => row.place),
  );
  const dots = rows
    .flatMap((row): DotRow[] =>
      row.need_index === null
        ? []
        : [
            {
              id: row.place,
              name: names.get(row.place) ?? row.place,
              before: null,
              value: row.need_index,
            },
          ],
    )
    .sort((a, b) => b.value - a.value);
  if (dots.length === 0) return null;
  const title = placesHeadline(model.money, rows);
  return (
    <Figure
      title={title}
      file={fileName("need_of_places", rows[0]?.body ?? "")}
      facts={placeFacts(model, rows)}
    >
      <p class="hint">
        The line at 1.00 is the need a head of the whole body; to the right is more.
      </p>
      <DotRows
        label={`Need a head. ${title}. The table below has every figure.`}
        rows={dots}
        line={1}
        say={formatIndex}
        axis={formatIndex}
      />
    </Figure>
  );
}

function Chosen({ model, route }: Pick<ViewProps, "model" | "route">): JSX.Element {
  const { places, methods } = model.money;
  const bodies = distinct(places.map((row) => row.body)).sort((a, b) =>
    nameOf(model.money, a).localeCompare(nameOf(model.money, b)),
  );
  const body = chosen(route.query["body"], bodies);
  const streams = distinct(places.map((row) => row.stream));
  const stream = chosen(route.query["stream"], streams, "together");
  const rows = places.filter((row) => row.stream === stream && row.body === body);
  const note = methods.find((row) => row.subject === "places")?.note ?? "";
  const choose = (name: string) => (value: string) => chooseOnPage(route, { [name]: value });
  return (
    <>
      {note !== "" && (
        <Inset>
          <p>{note}</p>
        </Inset>
      )}
      <Controls>
        {bodies.length > 1 && (
          <Choice
            label="Places of"
            value={body}
            options={bodies.map((value) => ({ value, title: nameOf(model.money, value) }))}
            onChoose={choose("body")}
          />
        )}
        <Choice
          label="Stream of money"
          value={stream}
          options={streams.map((value) => ({ value, title: streamTitle(value) }))}
          onChoose={choose("stream")}
        />
      </Controls>
      <h2 class="figure-title">{placesHeadline(model.money, rows)}</h2>
      <p>
        <a href={routeHref("money", [body])}>All money of {nameOf(model.money, body)}</a>
      </p>
      <Picture model={model} rows={rows} />
      <DataTable
        name="places"
        title={`Places of ${nameOf(model.money, body)}: ${streamTitle(stream).toLowerCase()}`}
        columns={placeColumns(model, true)}
        rows={rows}
        keyOf={(row) => `${row.body} ${row.place}`}
        file={fileName("place_budgets", body, stream)}
        sort={{ column: "need_index", descending: true }}
      />
    </>
  );
}

export function PlacesView({ model, route }: ViewProps): JSX.Element {
  const lead = "How much each place needs beside its body as a whole, and what it gets.";
  return (
    <MoneyPage model={model} page="places" title="Money of places" lead={lead}>
      {model.money.places.length === 0 ? (
        <NothingYet model={model}>
          This system does not work out the need of its places. <code>[places]</code> in{" "}
          <code>money/allocation.toml</code> names a file of practices, small areas or councils with
          their people and weighted people.
        </NothingYet>
      ) : (
        <Chosen model={model} route={route} />
      )}
    </MoneyPage>
  );
}
