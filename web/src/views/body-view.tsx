// One body, committee or post: what it is, and everything that it may decide.

import type { JSX } from "preact";
import type { ViewProps } from "../app";
import { BodyLink } from "../components/body-link";
import { columnsOf, type Column } from "../components/cells";
import { DataTable } from "../components/data-table";
import { Facts, type Fact } from "../components/facts";
import { Provenance } from "../components/provenance";
import { PageHeading } from "../components/text";
import { WithoutGovernance } from "../components/without-governance";
import { counted } from "../format/numbers";
import { fileName } from "../model/csv";
import { firstToAsk } from "../model/deciding";
import {
  hasGovernance,
  holderName,
  kindTitle,
  powersOf,
  scaleTitle,
  termTitle,
} from "../model/governance";
import type { Governance, HolderRow, PowerRow } from "../model/governance";
import type { Model } from "../model/model";
import { questionHref, routeHref, type Route } from "../routes";
import { governanceFacts, limitText } from "./functions-view";

function holderOf(model: Model, route: Route): HolderRow | undefined {
  return model.governance.holders.get(route.parts[0] ?? "");
}

export function bodyTitle(model: Model, route: Route): string {
  const holder = holderOf(model, route);
  return holder ? holder.name || holder.id : "Body";
}

function powerColumns(model: Model): Column<PowerRow>[] {
  const { governance } = model;
  const names = [
    ...["function", "act", "service", "place", "limit_low", "limit_high", "chain", "instrument"],
    ...["conditions", "reserved", "source"],
  ];
  const term = (kind: "function" | "act" | "service" | "place", all: string) => ({
    isWide: true,
    value: (row: PowerRow) => (row[kind] === "" ? all : termTitle(governance, kind, row[kind])),
  });
  return columnsOf<PowerRow>(model.tables.get("authority"), names, {
    function: {
      ...term("function", "everything"),
      show: (row) => (
        <a href={routeHref("functions", [], { function: row.function })}>
          {termTitle(governance, "function", row.function)}
        </a>
      ),
    },
    act: term("act", "every act"),
    service: term("service", "every service"),
    place: term("place", "everywhere"),
    limit_low: { title: "From amount" },
    limit_high: { title: "Up to amount", show: limitText },
    chain: {
      title: "Passed down by",
      isWide: true,
      value: (row) =>
        row.chain
          .split(" > ")
          .map((id) => holderName(governance, id))
          .join(" > "),
    },
    instrument: {
      title: "How",
      isWide: true,
      value: (row) =>
        row.instrument === "law" ? "by law" : termTitle(governance, "instrument", row.instrument),
    },
    conditions: { title: "Provided that", isWide: true },
    reserved: { title: "Less what others keep" },
    source: { title: "Written in", isWide: true },
  });
}

function yesNo(value: boolean | null): string {
  if (value === null) return "not recorded";
  return value ? "yes" : "no";
}

function Others({ governance, ids }: { governance: Governance; ids: string }): JSX.Element {
  const known = ids.split(";").filter((id) => id !== "");
  return (
    <>
      {known.map((id, index) => (
        <>
          {index > 0 && ", "}
          <BodyLink governance={governance} id={id} />
        </>
      ))}
    </>
  );
}

function HolderFacts({ model, holder }: { model: Model; holder: HolderRow }): JSX.Element {
  const { governance } = model;
  const members = `${counted(holder.members ?? 0, "member", "members")}, ${holder.voting_members ?? 0} of them with a vote`;
  const isBody = holder.kind === "body";
  const facts: readonly Fact[] = [
    ["What it is", kindTitle(isBody ? holder.body_kind : holder.kind)],
    ["Scale", scaleTitle(holder.scale)],
    ["Purpose", holder.purpose],
    ["Part of", holder.of === "" ? "" : <Others governance={governance} ids={holder.of} />],
    [
      "Answers to",
      holder.accountable_to === "" ? (
        ""
      ) : (
        <Others governance={governance} ids={holder.accountable_to} />
      ),
    ],
    ["Members", (holder.members ?? 0) === 0 ? "" : members],
    ["Must be there to decide", holder.quorum],
    ["Meets in public", isBody && holder.members === 0 ? "" : yesNo(holder.meets_in_public)],
    ["Terms of reference", holder.terms_of_reference],
  ];
  return <Facts facts={facts} />;
}

function AskedFirst({ model, holder }: { model: Model; holder: HolderRow }): JSX.Element | null {
  const own = model.governance.questions.filter((question) =>
    firstToAsk(question).includes(holder.id),
  );
  if (own.length === 0) return null;
  return (
    <section>
      <h2>Questions on which it is the first to ask</h2>
      <ul>
        {own.map((question) => (
          <li key={question.question}>
            <a href={questionHref(question.question)}>{question.asked}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function BodyView({ model, route }: ViewProps): JSX.Element {
  const holder = holderOf(model, route);
  const { governance } = model;
  if (!holder) {
    return (
      <>
        <PageHeading title="There is no such body here">
          <p>
            The address may be cut short. <a href={routeHref("functions")}>Go to the functions</a>.
          </p>
        </PageHeading>
        {!hasGovernance(governance) && <WithoutGovernance />}
      </>
    );
  }
  const powers = powersOf(governance, holder.id);
  const functions = new Set(powers.map((row) => row.function)).size;
  return (
    <>
      <p class="way-back">
        <a href={routeHref("functions")}>All functions</a>
      </p>
      <PageHeading title={holder.name || holder.id}>
        <p>
          {powers.length === 0
            ? "It may decide nothing on this day."
            : `It may decide in ${counted(functions, "function", "functions")}.`}
        </p>
      </PageHeading>
      <HolderFacts model={model} holder={holder} />
      <h2>Everything it may decide</h2>
      {powers.length > 0 && <p class="hint">Of two rows that fit, the narrower counts.</p>}
      <DataTable
        name="powers"
        title="What it may decide, and by which chain of powers"
        columns={powerColumns(model)}
        rows={powers}
        keyOf={(row) => `${powers.indexOf(row)}`}
        file={fileName("authority", holder.id)}
        noRows="Nothing: no law and no delegation lets it decide anything on this day."
      />
      <AskedFirst model={model} holder={holder} />
      <Provenance
        facts={[
          ...governanceFacts(model),
          ...(holder.source === "" ? [] : [{ term: "Described in", value: holder.source }]),
        ]}
      />
    </>
  );
}
