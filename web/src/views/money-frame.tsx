// What the pages of money share: the way between them, what they rest on, what is missing.

import type { ComponentChildren, JSX } from "preact";
import { PageHeading } from "../components/text";
import { counted } from "../format/numbers";
import type { Model } from "../model/model";
import type { Fact } from "../model/provenance";
import { routeHref, type PageName } from "../routes";

const parts: readonly (readonly [PageName, string])[] = [
  ["money", "Allocations"],
  ["places", "Places"],
  ["flows", "Flows"],
  ["agreements", "Pools and contracts"],
  ["equity", "Need and deprivation"],
  ["spending", "Spending"],
];

function MoneyNavigation({ page }: { page: PageName }): JSX.Element {
  return (
    <nav class="part-nav" aria-label="Money">
      <ul>
        {parts.map(([name, title]) => (
          <li key={name}>
            <a href={routeHref(name)} aria-current={name === page ? "page" : undefined}>
              {title}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

const stages: readonly string[] = ["money", "spending"];

function FindingsOfMoney({ model }: { model: Model }): JSX.Element | null {
  const links = stages.flatMap((stage) => {
    const count = model.findings.filter((finding) => finding.stage === stage).length;
    return count === 0 ? [] : [{ stage, count }];
  });
  if (links.length === 0) return null;
  return (
    <p>
      What is wrong or worth knowing:{" "}
      {links.map(({ stage, count }, index) => (
        <>
          {index > 0 && ", "}
          <a href={routeHref("findings", [], { stage })}>
            {counted(count, "finding", "findings")} on {stage}
          </a>
        </>
      ))}
      .
    </p>
  );
}

interface MoneyPageProps {
  readonly model: Model;
  readonly page: PageName;
  readonly title: string;
  readonly lead: string;
  readonly children: ComponentChildren;
}

export function MoneyPage({ model, page, title, lead, children }: MoneyPageProps): JSX.Element {
  return (
    <>
      <PageHeading title={title}>
        <p>{lead}</p>
      </PageHeading>
      <MoneyNavigation page={page} />
      {children}
      <FindingsOfMoney model={model} />
    </>
  );
}

interface NothingProps {
  readonly model: Model;
  readonly children: ComponentChildren;
}

// Why a page of money is empty, and what fills it.
export function NothingYet({ model, children }: NothingProps): JSX.Element {
  const { absent } = model.description;
  const { methods } = model.money;
  const missing = absent.filter(({ id }) => methods.some((method) => method.source === id));
  return (
    <div class="no-rows">
      <p>{children}</p>
      {missing.length > 0 && (
        <>
          <p>These open data are named and were not there when this report was made:</p>
          <ul>
            {missing.map(({ id, title }) => (
              <li key={id}>
                {title} (<code>concord data fetch {id}</code>)
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

// A data set by its title, publisher and note; a file by its path.
export function sourceFact(model: Model, id: string): Fact {
  const source = model.description.sources.find((known) => known.id === id);
  if (!source) return { term: "Source", value: id };
  const note = source.note === "" ? "" : ` (${source.note})`;
  return { term: "Source", value: `${source.title}, ${source.publisher}${note}` };
}

export function factsOf(entries: readonly (readonly [string, string])[]): Fact[] {
  return entries.filter(([, value]) => value !== "").map(([term, value]) => ({ term, value }));
}
