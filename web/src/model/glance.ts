// The system on one page: of each part one number and one sentence, and the page that says the rest. What
// is not there is said to be not there, with what would fill it.

import { counted, formatShare, formatWhole, sayPounds } from "../format/numbers";
import { formatDate } from "../format/dates";
import { routeHref, type PageName } from "../routes";
import { hasGovernance } from "./governance";
import { findingsHeadline, profileHeadline } from "./headlines";
import { areaName, layerNoun, profileModes, profileRows, startingLayer } from "./layers";
import type { Model } from "./model";
import { distinct, nameOf, type AllocationRow } from "./money";
import * as need from "./need";
import { decode, type Decoded } from "./records";
import * as waiting from "./waiting";

export interface Glance {
  readonly topic: string;
  readonly href: string;
  // As it is said: "42", "£107.4 billion". Null where nothing is known.
  readonly number: string | null;
  readonly says: string;
}

function there(topic: string, page: PageName, number: string, says: string): Glance {
  return { topic, href: routeHref(page), number, says };
}

function notThere(topic: string, page: PageName, says: string): Glance {
  return { topic, href: routeHref(page), number: null, says };
}

const placeFields = { kind: "text", population: "number" } as const;
const decisionFields = { state: "text" } as const;

function rowsIn<S extends Parameters<typeof decode>[1]>(
  model: Model,
  name: string,
  fields: S,
): Decoded<S>[] {
  const table = model.tables.get(name);
  return table ? decode(table, fields) : [];
}

function areas(model: Model): Glance {
  const layer = startingLayer(model);
  const modes = profileModes(model, layer);
  const rows = profileRows(model, layer, modes.at(-1) ?? "");
  if (rows.length === 0) {
    return notThere(
      "Areas",
      "map",
      "No areas are described: this report was made without open data.",
    );
  }
  const says = profileHeadline(model, rows).replace(/^[\d,]+ /, "");
  return there("Areas", "map", formatWhole(rows.length), says);
}

// Of the system's own places, where it has some; else of all the areas.
function people(model: Model): Glance {
  const places = rowsIn(model, "places", placeFields).filter(
    ({ kind, population }) => kind !== "neighbourhood" && population !== null,
  );
  const sum = (rows: readonly { readonly population: number | null }[]): number =>
    rows.reduce((total, { population }) => total + (population ?? 0), 0);
  if (places.length > 0) {
    const says = `people live in ${counted(places.length, "place", "places")} of this system`;
    return there("People", "population", formatWhole(sum(places)), says);
  }
  const layer = startingLayer(model);
  const all = model.profile.filter(
    (row) => row.layer === layer && row.mode === profileModes(model, layer).at(-1),
  );
  const isRegistered = all.some((row) => row.population_source.startsWith("registered"));
  const rows = all
    .map(({ cells }) => ({
      population: typeof cells["population"] === "number" ? cells["population"] : null,
    }))
    .filter(({ population }) => population !== null);
  if (rows.length === 0) return notThere("People", "population", "How many people is not known.");
  const noun = layerNoun(model, layer) || "areas";
  const areasNamed = `these ${formatWhole(rows.length)} ${noun}`;
  // Those who live in an area and those on the lists of its practices are not the same people.
  const says = isRegistered
    ? `people are registered with practices of ${areasNamed}`
    : `people live in ${areasNamed}`;
  return there("People", "profile", formatWhole(sum(rows)), says);
}

function power(model: Model): Glance {
  const { governance } = model;
  if (!hasGovernance(governance)) {
    const says = "Who may decide what is not written down: there is no folder `governance`.";
    return notThere("Who decides", "functions", says);
  }
  const functions = new Set(governance.map.map((row) => row.function));
  const gaps = new Set(
    governance.map.filter(({ remark }) => remark === "gap").map((row) => row.function),
  );
  const holders = new Set(governance.map.map(({ holder }) => holder).filter((id) => id !== ""));
  const unheld = gaps.size === 0 ? "" : `; ${formatWhole(gaps.size)} of them nobody holds`;
  const says = `functions are held by ${counted(holders.size, "body, committee or post", "bodies, committees and posts")}${unheld}`;
  return there("Who decides", "functions", formatWhole(functions.size), says);
}

function needs(model: Model): Glance {
  const indicators = need.indicatorRows(model);
  if (indicators.length === 0) {
    const says = "Nothing is counted of need: there is no file `need/indicators.toml`.";
    return notThere("Need", "need", says);
  }
  const areasCounted = new Set(
    need
      .profileRows(model)
      .filter(({ code }) => code !== need.allAreas)
      .map(({ layer, code }) => `${layer} ${code}`),
  );
  const sloped = new Set(
    need.gapRows(model).flatMap(({ indicator, slope_lowercl: low, slope_uppercl: high }) => {
      const isClear = low !== null && high !== null && (low > 0 || high < 0);
      return isClear ? [indicator] : [];
    }),
  );
  const says =
    `${indicators.length === 1 ? "indicator" : "indicators"} of need in ` +
    `${counted(areasCounted.size, "area", "areas")}; ${sloped.size === 0 ? "none" : formatWhole(sloped.size)} with a clear slope ` +
    "between the fifths of deprivation";
  return there("Need", "need", formatWhole(indicators.length), says);
}

// Boards are named by their ODS codes in what is published of waits, and in capitals.
function boardName(model: Model, { body, name, list }: waiting.ListRow): string {
  const own = model.profile.filter(({ ods_code: code }) => code !== "" && code === body);
  const layer = startingLayer(model);
  const area = own.find((row) => row.layer === layer) ?? own[0];
  return area ? areaName(area) : name || body || list;
}

// Where the rules found that the boards do not sum to the country.
const levelsDiffer = "NED318";

function waits(model: Model): Glance {
  const rows = waiting.listRows(model).filter(({ list }) => list === "all" || list === "");
  const [weeks] = waiting.weeksOf(rows);
  const known = rows.filter((row) => row.weeks === weeks && row.value !== null);
  if (weeks === undefined || known.length === 0) {
    const says = "Nothing is known of waiting lists: no extract and no published lists were read.";
    return notThere("Waiting", "waiting", says);
  }
  const sorted = [...known].sort((a, b) => (b.value ?? 0) - (a.value ?? 0));
  const [most] = sorted;
  const least = sorted.at(-1);
  const beware = model.findings.some(({ id }) => id === levelsDiffer)
    ? "; read the order of boards, not the levels, for they do not sum to the country"
    : "";
  const say = (value: number | null | undefined): string => formatShare(value ?? 0);
  const long = `have waited more than ${weeks} weeks`;
  if (!most || !least || sorted.length === 1) {
    return there("Waiting", "waiting", say(most?.value), `of those who wait ${long}${beware}`);
  }
  const range = `${long} in ${boardName(model, most)}, ${say(least.value)} in ${boardName(model, least)}`;
  return there("Waiting", "waiting", say(most.value), `${range}${beware}`);
}

const sumOf = (rows: readonly { readonly amount: number | null }[]): number =>
  rows.reduce((total, { amount }) => total + (amount ?? 0), 0);

function allocated(model: Model, rows: readonly AllocationRow[]): Glance {
  const [year = ""] = distinct(
    rows.map((row) => row.year),
    "latest",
  );
  const own = rows.filter((row) => row.year === year);
  // Streams that are parts of another are not counted twice.
  const together = own.filter(({ stream }) => stream === "together");
  const counting = together.length > 0 ? together : own;
  const total = sumOf(counting.map(({ allocation }) => ({ amount: allocation })));
  const bodies = distinct(counting.map(({ body }) => body));
  const [only] = bodies;
  const whom =
    bodies.length === 1 && only
      ? nameOf(model.money, only)
      : counted(bodies.length, "body", "bodies");
  const streams = distinct(counting.map(({ stream }) => stream)).length;
  const parts = streams > 1 ? `, in ${formatWhole(streams)} streams` : "";
  return there("Money", "money", sayPounds(total), `was allocated to ${whom} in ${year}${parts}`);
}

function money(model: Model): Glance {
  const { allocations, places, flows } = model.money;
  if (allocations.some(({ allocation }) => allocation !== null)) {
    return allocated(model, allocations);
  }
  const budgets = places.filter(({ budget }) => budget !== null);
  if (budgets.length > 0) {
    const [year = ""] = distinct(
      budgets.map((row) => row.year),
      "latest",
    );
    const own = budgets.filter((row) => row.year === year);
    const total = sumOf(own.map(({ budget }) => ({ amount: budget })));
    const named = counted(new Set(own.map(({ place }) => place)).size, "place", "places");
    return there("Money", "places", sayPounds(total), `is shared among ${named} in ${year}`);
  }
  if (flows.length > 0) {
    const says = `of money ${flows.length === 1 ? "is" : "are"} written down, from whom to whom`;
    return there("Money", "flows", counted(flows.length, "flow", "flows"), says);
  }
  return notThere("Money", "money", "Nothing is known of money: there is no folder `money`.");
}

export function decisionsGlance(count: number, published: number, day: string): Glance {
  const noun = count === 1 ? "decision stands" : "decisions stand";
  const says = `${noun} in the register, ${formatWhole(published)} of them published${day === "" ? "" : `, on ${day}`}`;
  return { topic: "Decisions", href: routeHref("decisions"), number: formatWhole(count), says };
}

function decided(model: Model): Glance {
  const rows = rowsIn(model, "decisions", decisionFields);
  if (rows.length === 0) {
    const says = "No decision stands in this build: `concord decide` keeps the register.";
    return notThere("Decisions", "decisions", says);
  }
  const published = rows.filter(({ state }) => state === "published").length;
  const day = formatDate(model.description.system.asAt);
  return { ...decisionsGlance(rows.length, published, day), href: routeHref("data") };
}

function findings(model: Model): Glance {
  const serious = model.findings.filter(({ severity }) => severity !== "information").length;
  const all = model.findings.length;
  if (all === 0) {
    return there("Findings", "findings", "0", "findings: no rule has anything to say of the files");
  }
  const words = findingsHeadline(model.findings).toLowerCase();
  const says = `${serious === 1 ? "finding needs" : "findings need"} a look: ${words}`;
  return there("Findings", "findings", formatWhole(serious), says);
}

export function glances(model: Model): Glance[] {
  return [areas, people, power, decided, needs, waits, money, findings].map((one) => one(model));
}
