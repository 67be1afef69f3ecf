// Waiting lists: who waits too long, board by board and group by group; how it went; what a list takes.

import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import type { ViewProps } from "../app";
import { IntervalRows, type IntervalRow } from "../charts/interval-rows";
import { MonthLine } from "../charts/month-line";
import { columnsOf, type Column } from "../components/cells";
import { chosen } from "../components/choices";
import { Choice, Controls } from "../components/controls";
import { DataTable } from "../components/data-table";
import { Figure } from "../components/figure";
import { chooseOnPage } from "../components/navigation";
import { PageHeading, Warning } from "../components/text";
import { formatShare } from "../format/numbers";
import { fileName } from "../model/csv";
import type { Model } from "../model/model";
import { distinct } from "../model/money";
import type { Fact } from "../model/provenance";
import { rowsOf, type AnyRow } from "../model/spending";
import {
  boardsHeadline,
  groupName,
  groupRows,
  groupsHeadline,
  listRows,
  monthRows,
  splitTitle,
  trendHeadline,
  weeksOf,
  type GroupRow,
} from "../model/waiting";
import { factsOf, sourceFact } from "./money-frame";

const shares: Readonly<Record<string, Partial<Column<AnyRow>>>> = Object.fromEntries(
  ["value", "lowercl", "uppercl", "expected", "share_over_18", "share_over_52"].map((name) => [
    name,
    { format: formatShare },
  ]),
);

interface PartProps {
  readonly model: Model;
  readonly route: ViewProps["route"];
}

function rowOfInterval(
  id: string,
  name: string,
  row: Pick<GroupRow, "value" | "lowercl" | "uppercl">,
): IntervalRow[] {
  const { value, lowercl, uppercl } = row;
  if (value === null || lowercl === null || uppercl === null) return [];
  return [{ id, name, value, low: lowercl, high: uppercl }];
}

// The weeks that are too long, as the address chooses them.
function WeeksChoice({ route, weeks, known }: WeeksProps): JSX.Element | null {
  if (known.length < 2) return null;
  return (
    <Choice
      label="Too long is more than"
      value={String(weeks)}
      options={known.map((value) => ({ value: String(value), title: `${value} weeks` }))}
      onChoose={(value) => chooseOnPage(route, { weeks: value })}
    />
  );
}

interface WeeksProps extends Pick<PartProps, "route"> {
  readonly weeks: number;
  readonly known: readonly number[];
}

function chosenWeeks(route: PartProps["route"], known: readonly number[], usual: number): number {
  const texts = known.map(String);
  const first = texts.includes(String(usual)) ? String(usual) : (texts[0] ?? "");
  return Number(chosen(route.query["weeks"], [first, ...texts]));
}

function sourceFacts(model: Model, ids: readonly string[], method: string): Fact[] {
  const sources = distinct(ids.flatMap((id) => id.split(" ")).filter((id) => id !== ""));
  return [...sources.map((id) => sourceFact(model, id)), ...factsOf([["Method", method]])];
}

function Groups({ model, route }: PartProps): JSX.Element | null {
  const all = useMemo(() => groupRows(model), [model]);
  const splits = distinct(all.map((row) => row.split)).filter((split) => split !== "all");
  const split = chosen(route.query["by"], splits);
  const known = weeksOf(all);
  const weeks = chosenWeeks(route, known, 52);
  if (splits.length === 0) return null;
  const rows = all.filter((row) => row.split === split && row.weeks === weeks);
  const everyone = all.find((row) => row.split === "all" && row.weeks === weeks)?.value ?? null;
  const title = groupsHeadline(rows, split, weeks);
  const drawn = rows.flatMap((row) => rowOfInterval(row.group, groupName(split, row.group), row));
  const facts = factsOf([
    ["Source", "people/waiting_list of this system"],
    [
      "Method",
      "shares of counts as disclosure control lets them leave, with Wilson's 95% interval",
    ],
    ["The line", "the share of everyone who waits"],
  ]);
  return (
    <section>
      <Controls>
        <Choice
          label="By"
          value={split}
          options={splits.map((value) => ({ value, title: splitTitle(value) }))}
          onChoose={(value) => chooseOnPage(route, { by: value })}
        />
        <WeeksChoice route={route} weeks={weeks} known={known} />
      </Controls>
      <h2 class="figure-title">{title}</h2>
      <Figure title={title} file={fileName("waiting_groups", split)} facts={facts}>
        <IntervalRows
          label={`${title}. The table below has every figure.`}
          rows={drawn}
          line={everyone}
        />
      </Figure>
      <DataTable
        name="groups"
        title={`Waits by ${splitTitle(split)}`}
        columns={columnsOf<AnyRow>(model.tables.get("waiting_groups"), [], shares)}
        rows={all.filter((row) => row.split === split)}
        keyOf={(row) => JSON.stringify([row.cells["group"], row.cells["weeks"]])}
        file={fileName("waiting_groups", split)}
      />
    </section>
  );
}

function Boards({ model, route }: PartProps): JSX.Element | null {
  const published = useMemo(
    () => listRows(model).filter((row) => row.body !== "" && row.list === "all"),
    [model],
  );
  const known = weeksOf(published);
  const weeks = chosenWeeks(route, known, 18);
  if (published.length === 0) return null;
  const rows = published
    .filter((row) => row.weeks === weeks)
    .sort((a, b) => (b.value ?? 0) - (a.value ?? 0));
  const title = boardsHeadline(rows, weeks);
  const drawn = rows.flatMap((row) => rowOfInterval(row.body, row.name || row.body, row));
  const facts = sourceFacts(
    model,
    rows.map((row) => row.source),
    "of those who wait at the end of the latest month, with Wilson's 95% interval",
  );
  return (
    <section>
      <Controls>
        <WeeksChoice route={route} weeks={weeks} known={known} />
      </Controls>
      <h2 class="figure-title">{title}</h2>
      <Figure title={title} file={fileName("waiting_lists")} facts={facts}>
        <IntervalRows
          label={`${title}. The table below has every figure.`}
          rows={drawn}
          line={null}
        />
      </Figure>
      <DataTable
        name="lists"
        title="Every list of every board in the latest month"
        columns={columnsOf<AnyRow>(model.tables.get("waiting_lists"), [], {
          ...shares,
          source: { isWide: true },
        })}
        rows={rowsOf(model, "waiting_lists")}
        keyOf={(row) => JSON.stringify([row.cells["body"], row.cells["list"], row.cells["weeks"]])}
        file={fileName("waiting_lists")}
      />
    </section>
  );
}

function Trend({ model, route }: PartProps): JSX.Element | null {
  const all = useMemo(() => monthRows(model).filter((row) => row.list === "all"), [model]);
  const names = new Map(listRows(model).map((row) => [row.body, row.name || row.body]));
  const bodies = distinct(all.map((row) => row.body));
  const body = chosen(route.query["board"], bodies);
  const weeks = chosenWeeks(route, [18, 52], 18);
  const points = all.flatMap((row) => {
    const value = weeks === 52 ? row.share_over_52 : row.share_over_18;
    return row.body === body && value !== null ? [{ month: row.month, value }] : [];
  });
  if (points.length < 2) return null;
  const title = trendHeadline(
    points.map(({ month, value }) => ({ name: month.slice(0, 7), value })),
    weeks,
  );
  const sources = all.filter((row) => row.body === body).map((row) => row.source);
  const facts = sourceFacts(model, sources, "as published, month by month");
  return (
    <section>
      {bodies.length > 1 && (
        <Controls>
          <Choice
            label="Board"
            value={body}
            options={bodies.map((value) => ({ value, title: names.get(value) ?? value }))}
            onChoose={(value) => chooseOnPage(route, { board: value })}
          />
        </Controls>
      )}
      <h2 class="figure-title">{title}</h2>
      <Figure title={title} file={fileName("waiting_months", body)} facts={facts}>
        <MonthLine label={`${title}. The table below has every month.`} points={points} />
      </Figure>
      <DataTable
        name="months"
        title="The months as published"
        columns={columnsOf<AnyRow>(model.tables.get("waiting_months"), [], shares)}
        rows={all.filter((row) => row.body === body)}
        keyOf={(row) => String(row.cells["month"])}
        file={fileName("waiting_months", body)}
        sort={{ column: "month", descending: true }}
      />
    </section>
  );
}

function Plain({ model, table, title, says }: PlainProps): JSX.Element | null {
  const rows = useMemo(() => rowsOf(model, table), [model, table]);
  if (rows.length === 0) return null;
  return (
    <section>
      <h2>{title}</h2>
      <p>{says}</p>
      <DataTable
        name={table}
        title={title}
        columns={columnsOf<AnyRow>(model.tables.get(table), [], shares)}
        rows={rows}
        keyOf={(row) => JSON.stringify(row.cells)}
        file={fileName(table)}
      />
    </section>
  );
}

interface PlainProps {
  readonly model: Model;
  readonly table: string;
  readonly title: string;
  readonly says: string;
}

// What must be known before a board's figure is believed.
function Beware({ model }: { model: Model }): JSX.Element | null {
  const found = model.findings.filter(({ id }) => id === "NED318");
  if (found.length === 0) return null;
  return (
    <Warning title="The boards do not sum to the country">
      {found.map(({ message }) => (
        <p key={message}>
          As these data were repackaged, {message}. Trends and the order of boards are of use; the
          levels are not those that were published.
        </p>
      ))}
    </Warning>
  );
}

export function WaitingView({ model, route }: ViewProps): JSX.Element {
  const isEmpty = ["waiting_lists", "waiting_groups"].every(
    (table) => rowsOf(model, table).length === 0,
  );
  return (
    <>
      <PageHeading title="Waiting lists">
        <p>Who waits, how long, how unequally, and what it would take.</p>
      </PageHeading>
      {isEmpty ? (
        <div class="no-rows">
          <p>
            Nothing is known of waiting lists. Rows a pathway in{" "}
            <code>people/waiting_list.csv</code> or <code>.parquet</code> show who waits;{" "}
            <code>concord data fetch rtt-flows rtt-long-waits</code> gets what is published.
          </p>
        </div>
      ) : (
        <>
          <Groups model={model} route={route} />
          <Beware model={model} />
          <Boards model={model} route={route} />
          <Trend model={model} route={route} />
          <Plain
            model={model}
            table="waiting_queue"
            title="Each list as a queue"
            says="A load of 1 or more means that the list grows; a pressure above 1 that what is promised will not be kept."
          />
          <Plain
            model={model}
            table="waiting_cases"
            title="Waiting in the most deprived fifth or a PLUS group"
            says="For how many of them what was done is recorded."
          />
        </>
      )}
    </>
  );
}
