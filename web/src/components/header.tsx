// The head of every page: whose report this is, of which day, and the way to the other pages.

import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { formatDate } from "../format/dates";
import { rulesTitle } from "../format/words";
import type { Model } from "../model/model";
import { SiteSearch } from "./site-search";
import { useLive } from "./live-parts";
import { routeHref, type PageName } from "../routes";

const inNavigation: readonly PageName[] = [
  "glance",
  "map",
  "profile",
  "boundaries",
  "changes",
  "functions",
  "who",
  "decisions",
  "population",
  "cohorts",
  "need",
  "waiting",
  "money",
  "findings",
  "sources",
  "data",
];

const aboutOne: readonly string[] = ["area", "body", "record"];
const onlyLive: readonly string[] = [
  ...["ask", "decisions", "propose", "rebuild", "account", "accounts", "audit"],
];
const needsServer: readonly PageName[] = ["decisions"];

// Pages that are reached from another.
const parents: Partial<Record<PageName, PageName>> = {
  area: "map",
  glossary: "sources",
  body: "functions",
  ask: "who",
  propose: "decisions",
  record: "decisions",
  places: "money",
  flows: "money",
  agreements: "money",
  equity: "money",
  spending: "money",
};

interface HeaderProps {
  readonly model: Model;
  readonly page: PageName | null;
  readonly titles: Readonly<Record<PageName, string>>;
}

function Facts({ model }: { model: Model }): JSX.Element {
  const { system } = model.description;
  const facts = [
    ["As at", formatDate(system.asAt)],
    ["Financial year", system.financialYear],
    ["Rules", rulesTitle(system.profile)],
  ].filter(([, value]) => value !== "");
  return (
    <dl class="site-header__facts">
      {facts.map(([term, value]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

export function Header({ model, page, titles }: HeaderProps): JSX.Element {
  const findings = model.findings.length;
  const live = useLive();
  const shown = inNavigation.filter(
    (name) => !needsServer.includes(name) || live?.inNavigation.includes(name),
  );
  // Pages about one thing are found by its name, and pages of a server only where there is one.
  const found = useMemo(
    () =>
      Object.fromEntries(
        Object.entries(titles).filter(
          ([name]) => !aboutOne.includes(name) && (live || !onlyLive.includes(name)),
        ),
      ),
    [titles, live],
  );
  return (
    <header class="site-header">
      <div class="nhsuk-width-container site-header__top">
        <p class="site-header__brand">Concord</p>
        <p class="site-header__system">{model.description.system.name}</p>
        <Facts model={model} />
        <div class="site-header__tools">
          {live && <live.Reader />}
          <SiteSearch model={model} titles={found} />
        </div>
      </div>
      <nav class="site-nav" aria-label="Pages">
        <ul class="nhsuk-width-container">
          {shown.map((name) => (
            <li key={name}>
              <a
                href={routeHref(name)}
                aria-current={name === page ? "page" : undefined}
                class={page !== null && parents[page] === name ? "is-parent" : undefined}
              >
                {titles[name]}
                {name === "findings" && findings > 0 && (
                  <span class="site-nav__count">
                    <span class="nhsuk-u-visually-hidden">, </span>
                    {findings}
                  </span>
                )}
              </a>
            </li>
          ))}
        </ul>
      </nav>
    </header>
  );
}
