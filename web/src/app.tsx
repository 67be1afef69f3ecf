// The frame that every page stands in, and the choice of page.

import type { JSX } from "preact";
import { Footer } from "./components/footer";
import { Credit } from "./components/figure";
import { Header } from "./components/header";
import { useLive } from "./components/live-parts";
import { CurrentRoute, usePageStart, useRoute } from "./components/navigation";
import { PageHeading, Warning } from "./components/text";
import { formatDate } from "./format/dates";
import type { DataSource } from "./data/source";
import type { Model } from "./model/model";
import { routeHref, type PageName, type Route } from "./routes";
import { AgreementsView } from "./views/agreements-view";
import { AreaView, areaTitle } from "./views/area-view";
import { BoundariesView } from "./views/boundaries-view";
import { BodyView, bodyTitle } from "./views/body-view";
import { ChangesView } from "./views/changes-view";
import { CohortsView } from "./views/cohorts-view";
import { DataView } from "./views/data-view";
import { EquityView } from "./views/equity-view";
import { FindingsView } from "./views/findings-view";
import { FunctionsView } from "./views/functions-view";
import { GlanceView } from "./views/glance-view";
import { GlossaryView } from "./views/glossary-view";
import { FlowsView } from "./views/flows-view";
import { MapView } from "./views/map-view";
import { MoneyView, moneyTitle } from "./views/money-view";
import { PlacesView } from "./views/places-view";
import { PopulationView } from "./views/population-view";
import { ProfileView } from "./views/profile-view";
import { SourcesView } from "./views/sources-view";
import { SpendingView } from "./views/spending-view";
import { NeedView } from "./views/need-view";
import { WaitingView } from "./views/waiting-view";
import { WhoView, whoTitle } from "./views/who-view";

export interface ViewProps {
  readonly model: Model;
  readonly source: DataSource;
  readonly route: Route;
}

export type View = (props: ViewProps) => JSX.Element;

const views: Readonly<Partial<Record<PageName, View>>> = {
  glance: GlanceView,
  map: MapView,
  profile: ProfileView,
  boundaries: BoundariesView,
  changes: ChangesView,
  functions: FunctionsView,
  who: WhoView,
  population: PopulationView,
  cohorts: CohortsView,
  need: NeedView,
  waiting: WaitingView,
  money: MoneyView,
  places: PlacesView,
  flows: FlowsView,
  agreements: AgreementsView,
  equity: EquityView,
  spending: SpendingView,
  findings: FindingsView,
  sources: SourcesView,
  data: DataView,
  glossary: GlossaryView,
  area: AreaView,
  body: BodyView,
};

const titles: Readonly<Record<PageName, string>> = {
  glance: "At a glance",
  map: "Map",
  profile: "Profile",
  boundaries: "Boundaries",
  changes: "Changes",
  functions: "Functions",
  who: "Who decides",
  population: "Population",
  cohorts: "Cohorts",
  need: "Need",
  waiting: "Waiting lists",
  money: "Money",
  places: "Money of places",
  flows: "Flows of money",
  agreements: "Pools and contracts",
  equity: "Need and deprivation",
  spending: "Published spending",
  findings: "Findings",
  sources: "Sources and methods",
  data: "Data",
  glossary: "Glossary",
  area: "Area",
  body: "Body",
  ask: "Ask who decides",
  decisions: "Decisions",
  propose: "Propose a decision",
  record: "Record a step",
  rebuild: "Rebuild",
  account: "Your account",
  accounts: "Accounts",
  audit: "Audit",
};

function NotFound(): JSX.Element {
  return (
    <>
      <PageHeading title="There is no such page" />
      <p>
        The address may be cut short. <a href={routeHref("glance")}>Go to the first page</a>.
      </p>
    </>
  );
}

// A page that asks a server, opened in a report that has none.
function OnlyLive({ page }: { page: PageName }): JSX.Element {
  return (
    <>
      <PageHeading title={titles[page]} />
      <p>
        This page asks a server, and this report is a file. Where <code>concord serve</code> runs,
        the same address opens it. <a href={routeHref("glance")}>Go to the first page</a>.
      </p>
    </>
  );
}

function WithoutOpenData(): JSX.Element {
  return (
    <Warning title="Made without open data">
      <p>
        Only the values that were printed are shown here. What is worked out from open data (areas,
        overlaps, changes, small areas) is missing. <code>concord data list</code> says which open
        data are used and where they are published.
      </p>
    </Warning>
  );
}

// The title of the page in the browser: of one area, body or question its name.
function titleOf(page: PageName, model: Model, route: Route): string {
  if (page === "area") return areaTitle(model, route);
  if (page === "body") return bodyTitle(model, route);
  if (page === "money") return moneyTitle(model, route);
  if (page === "decisions" && route.parts[0]) return `Decision ${route.parts[0]}`;
  if (page === "data" && route.parts[0]) return `Table ${route.parts[0]}`;
  return page === "who" ? whoTitle(model, route, titles.who) : titles[page];
}

export function App({ model, source }: Omit<ViewProps, "route">): JSX.Element {
  const route = useRoute();
  const { page } = route;
  const { system, version } = model.description;
  const pageTitle = page === null ? "No such page" : titleOf(page, model, route);
  usePageStart([page, ...route.parts].join("/"), `${pageTitle} – ${system.name} – Concord`);
  const live = useLive();
  const View = page === null ? NotFound : (views[page] ?? live?.views[page]);
  const skip = (event: Event): void => {
    // The address after `#` names the page, so the jump is made here.
    event.preventDefault();
    document.querySelector<HTMLElement>("main h1")?.focus();
  };
  const made = `${system.name}, as at ${formatDate(system.asAt)}. Made with Concord ${version}.`;
  // Where people ask and write, no figure is missing.
  const isOfServer = page !== null && views[page] === undefined;
  return (
    <CurrentRoute.Provider value={route}>
      <a class="nhsuk-skip-link" href="#main" onClick={skip}>
        Skip to main content
      </a>
      <Header model={model} page={page} titles={titles} />
      {live && <live.Notices />}
      <div class="nhsuk-width-container">
        <main id="main" class={`nhsuk-main-wrapper page page--${page ?? "none"}`}>
          {!system.hasOpenData && !isOfServer && <WithoutOpenData />}
          <Credit.Provider value={`${system.note} ${made}`.trim()}>
            {View ? (
              <View model={model} source={source} route={route} />
            ) : (
              <OnlyLive page={page ?? "map"} />
            )}
          </Credit.Provider>
        </main>
      </div>
      <Footer note={system.note} made={made} statement={source.statement} />
    </CurrentRoute.Provider>
  );
}
