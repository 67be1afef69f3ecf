// Everything that the search finds, with where it leads.

import { areaHref, bodyHref, pages, questionHref, routeHref, type PageName } from "../routes";
import { kindTitle } from "./governance";
import { areaName, layerTitle, profileLayers } from "./layers";
import type { Model } from "./model";
import { indicatorRows } from "./need";
import { cohortRows } from "./people";
import type { Findable } from "./search";

export interface Found extends Findable {
  readonly key: string;
  readonly title: string;
  readonly about: string;
  readonly href: string;
}

function found(kind: string, id: string, name: string, about: string, href: string): Found {
  const title = name === "" ? id : name;
  return { key: `${kind} ${id}`, title, name: title, words: id, about, href };
}

function pagesIn(titles: Readonly<Partial<Record<PageName, string>>>): Found[] {
  return pages.flatMap((page) => {
    const title = titles[page];
    return title ? [found("page", page, title, "Page", routeHref(page))] : [];
  });
}

// An area once for each layer that it is profiled in, the system's own layers first.
function areasIn(model: Model): Found[] {
  const seen = new Map<string, Found>();
  for (const layer of profileLayers(model)) {
    for (const row of model.profile) {
      const key = `${layer} ${row.code}`;
      if (row.layer !== layer || seen.has(key)) continue;
      const one = found(
        "area",
        key,
        areaName(row),
        layerTitle(model, layer),
        areaHref(layer, row.code),
      );
      seen.set(key, { ...one, words: `${row.code} ${row.ods_code} ${row.region}` });
    }
  }
  return [...seen.values()];
}

function powersIn({ governance }: Model): Found[] {
  const bodies = [...governance.holders.values()].map(({ id, name, kind, body_kind, scale }) => {
    return found("body", id, name, kindTitle(body_kind || kind || scale), bodyHref(id));
  });
  const held = new Set(governance.map.map((row) => row.function));
  const terms = [...governance.titles].map(([key, title]) => {
    const [kind = "", ...rest] = key.split(" ");
    return { kind, id: rest.join(" "), title };
  });
  const functions = terms.flatMap(({ kind, id, title }) =>
    kind === "function" && held.has(id)
      ? [found("function", id, title, "Function", routeHref("functions", [], { function: id }))]
      : [],
  );
  const places = terms.flatMap(({ kind, id, title }) =>
    kind === "place"
      ? [found("place", id, title, "Place: who decides there", routeHref("who", [], { place: id }))]
      : [],
  );
  const questions = governance.questions.map(({ question, asked }) =>
    found("question", question, asked, "Who decides", questionHref(question)),
  );
  return [...bodies, ...functions, ...places, ...questions];
}

function countedIn(model: Model): Found[] {
  return [
    ...indicatorRows(model).map(({ indicator, title }) =>
      found(
        "indicator",
        indicator,
        title,
        "Indicator of need",
        routeHref("need", [], { indicator }),
      ),
    ),
    ...cohortRows(model).map(({ cohort, title }) =>
      found("cohort", cohort, title, "Cohort", routeHref("cohorts", [], { cohort })),
    ),
    ...[...model.money.names].map(([id, name]) =>
      found("money", id, name, "Money of this body or place", routeHref("money", [id])),
    ),
  ];
}

function documentedIn(model: Model): Found[] {
  const tables = [...model.tables.values()].map(({ name, meaning }) => ({
    ...found("table", name, name, `Table: ${meaning}`, routeHref("data", [name])),
    words: `${name.replaceAll("_", " ")} ${meaning}`,
  }));
  const sources = model.description.sources.map(({ id, title, publisher }) => ({
    ...found("source", id, title, `Open data of ${publisher}`, routeHref("sources")),
    words: `${id} ${publisher}`,
  }));
  const rules = [...model.description.rules].map(([id, { title }]) =>
    found("rule", id, title, `Rule ${id}`, routeHref("findings", [], { rule: id })),
  );
  return [...tables, ...rules, ...sources];
}

// The bodies that money is known of are found by their money only where they have no page of their own.
export function findables(
  model: Model,
  titles: Readonly<Partial<Record<PageName, string>>>,
  decisions: readonly { readonly id: string; readonly title: string }[],
): Found[] {
  const register = decisions.map(({ id, title }) =>
    found("decision", id, title, `Decision ${id}`, routeHref("decisions", [id])),
  );
  return [
    ...pagesIn(titles),
    ...powersIn(model),
    ...areasIn(model),
    ...register,
    ...countedIn(model),
    ...documentedIn(model),
  ];
}
