// Where money goes: from whom, to whom, what for; as planned and as it was.

import type { JSX } from "preact";
import type { ViewProps } from "../app";
import { withoutCircles, type Band } from "../charts/circles";
import { Sankey } from "../charts/sankey";
import type { Column } from "../components/cells";
import { chosen } from "../components/choices";
import { Choice, Controls, Switch } from "../components/controls";
import { DataTable } from "../components/data-table";
import { Figure } from "../components/figure";
import { chooseOnPage } from "../components/navigation";
import { counted, formatPounds, sayPounds } from "../format/numbers";
import { fileName } from "../model/csv";
import type { Model } from "../model/model";
import {
  distinct,
  firstGiven,
  flowPairs,
  flowsHeadline,
  nameOf,
  pictureNames,
  type FlowPair,
  type FlowRow,
} from "../model/money";
import { factsOf, MoneyPage, NothingYet } from "./money-frame";

// One band for all purposes between two bodies.
function bandsOf(model: Model, rows: readonly FlowRow[]): Band[] {
  const sums = new Map<string, { from: string; to: string; amount: number; purposes: string[] }>();
  for (const { from, to, amount, purpose } of rows) {
    const key = JSON.stringify([from, to]);
    const known = sums.get(key) ?? { from, to, amount: 0, purposes: [] };
    known.amount += amount ?? 0;
    if (purpose !== "" && !known.purposes.includes(purpose)) known.purposes.push(purpose);
    sums.set(key, known);
  }
  return [...sums.values()].map(({ from, to, amount, purposes }) => {
    const what = purposes.length === 0 ? "" : ` for ${purposes.join(", ")}`;
    const says = `${nameOf(model.money, from)} to ${nameOf(model.money, to)}: ${formatPounds(amount)}${what}`;
    return { from, to, amount, says };
  });
}

function flowColumns(model: Model): Column<FlowPair>[] {
  const name = (id: string): string => nameOf(model.money, id);
  const text = (key: "from" | "to" | "purpose", title: string): Column<FlowPair> => ({
    name: key,
    title,
    type: "text",
    meaning: "",
    value: (row) => (key === "purpose" ? row.purpose : name(row[key])),
    raw: (row) => row[key],
  });
  const money = (
    key: string,
    title: string,
    meaning: string,
    value: (row: FlowPair) => number | null,
  ): Column<FlowPair> => ({ name: key, title, type: "money", meaning, value });
  return [
    text("from", "From"),
    text("to", "To"),
    text("purpose", "For"),
    money("plan", "Planned", "pounds", (row) => row.plan),
    money("actual", "Actual", "pounds", (row) => row.actual),
    money("difference", "Actual less planned", "pounds", ({ plan, actual }) =>
      plan === null || actual === null ? null : Math.round((actual - plan) * 100) / 100,
    ),
  ];
}

interface PictureProps {
  readonly model: Model;
  readonly rows: readonly FlowRow[];
  readonly year: string;
  readonly basis: string;
}

function Picture({ model, rows, year, basis }: PictureProps): JSX.Element {
  const positive = bandsOf(model, rows).filter((band) => band.amount > 0);
  const { drawn, circular } = withoutCircles(positive);
  const left = bandsOf(model, rows).length - drawn.length;
  const ids = distinct(drawn.flatMap(({ from, to }) => [from, to]));
  const title = flowsHeadline(model.money, rows);
  const label = `${counted(drawn.length, "flow", "flows")} of money: ${drawn.map((band) => band.says).join("; ")}.`;
  const facts = factsOf([
    ["Year", year],
    ["Amounts", basis === "actual" ? "as they were" : "as planned"],
    ["Source", "the table of flows of this build"],
    ["Method", "amounts between the same two bodies are added up over purposes"],
  ]);
  return (
    <Figure title={title} file={fileName("flows", year, basis)} facts={facts}>
      {drawn.length > 0 && (
        <Sankey label={label} bands={drawn} names={pictureNames(model.money, ids)} />
      )}
      {left > 0 && (
        <p class="hint">
          {counted(left, "flow is", "flows are")} in the table and not in the picture: nothing
          flows, or it flows back in a circle
          {circular.length > 0 && ` (${circular.map((band) => band.says).join("; ")})`}.
        </p>
      )}
    </Figure>
  );
}

function Chosen({ model, route }: Pick<ViewProps, "model" | "route">): JSX.Element {
  const { flows } = model.money;
  const years = distinct(
    flows.map((row) => row.year),
    "latest",
  );
  const year = chosen(route.query["year"], years);
  const ofYear = flows.filter((row) => row.year === year);
  const bases = ["plan", "actual"].filter((known) => ofYear.some((row) => row.basis === known));
  const basis = chosen(route.query["basis"], bases);
  const rows = ofYear.filter((row) => row.basis === basis);
  const pairs = flowPairs(ofYear);
  const choose = (name: string) => (value: string) => chooseOnPage(route, { [name]: value });
  const flowsBy = (side: string): FlowRow[] => ofYear.filter((row) => row.basis === side);
  return (
    <>
      <Controls>
        <Choice
          label="Year"
          value={year}
          options={years.map((value) => ({ value, title: value }))}
          onChoose={choose("year")}
        />
        {bases.length > 1 && (
          <Switch
            label="Amounts"
            value={basis}
            options={[
              { value: "plan", title: "Planned" },
              { value: "actual", title: "Actual" },
            ]}
            onChoose={choose("basis")}
          />
        )}
      </Controls>
      <h2 class="figure-title">{flowsHeadline(model.money, rows)}</h2>
      {bases.length > 1 && (
        <p>
          From its first givers: {sayPounds(firstGiven(flowsBy("plan")))} planned,{" "}
          {sayPounds(firstGiven(flowsBy("actual")))} actual.
        </p>
      )}
      <Picture {...{ model, rows, year, basis }} />
      <DataTable
        name="flows"
        title={`Every flow of ${year}`}
        columns={flowColumns(model)}
        rows={pairs}
        keyOf={(row) => JSON.stringify([row.from, row.to, row.purpose])}
        file={fileName("flows", year)}
      />
    </>
  );
}

export function FlowsView({ model, route }: ViewProps): JSX.Element {
  const lead = "Who passes money on to whom, and what for.";
  return (
    <MoneyPage model={model} page="flows" title="Flows of money" lead={lead}>
      {model.money.flows.length === 0 ? (
        <NothingYet model={model}>
          This build holds no flows of money: the table <code>flows</code> is empty.
        </NothingYet>
      ) : (
        <Chosen model={model} route={route} />
      )}
    </MoneyPage>
  );
}
