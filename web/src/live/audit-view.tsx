// Who did what, as the audit has it: every write, and every look at what was asked of single people.

import type { JSX } from "preact";
import type { ViewProps } from "../app";
import type { Column } from "../components/cells";
import { DataTable } from "../components/data-table";
import { chooseOnPage } from "../components/navigation";
import { Inset, PageHeading, Warning } from "../components/text";
import { AskProblem, NeedsRight } from "./account-view";
import { may, useAsked, useLiveState } from "./state";
import type { AuditEntry } from "./wire";

const atOnce = 200;

function column(
  name: keyof AuditEntry,
  title: string,
  more: Partial<Column<AuditEntry>> = {},
): Column<AuditEntry> {
  return { name, title, type: "text", meaning: "", value: (entry) => entry[name], ...more };
}

// "2026-11-26T18:02:11Z" as people read it; the file keeps it as it is.
function instantWords(instant: string): string {
  return instant.replace("T", " ").replace(/(\.\d+)?Z$/, "");
}

const columns: readonly Column<AuditEntry>[] = [
  column("sequence", "Entry", { type: "whole", format: String }),
  column("instant", "When (UTC)", { show: ({ instant }) => instantWords(instant) }),
  column("actor", "Who"),
  column("kind", "Kind"),
  column("what", "What", { isWide: true }),
  column("hash", "Hash", { show: ({ hash }) => <code>{hash.slice(0, 12)}</code> }),
];

function Entries({ offset }: { offset: number }): JSX.Element {
  const { api } = useLiveState();
  const { value, problem, again } = useAsked(() => api.audit(offset, atOnce), [api, offset]);
  if (problem) return <AskProblem problem={problem} onAgain={again} />;
  if (!value) return <p role="status">Asking for the audit.</p>;
  return (
    <>
      {value.holds ? (
        <Inset>
          <p>
            Every entry holds to the one before it. Head: <code>{value.head}</code>
          </p>
        </Inset>
      ) : (
        <Warning title="The audit does not hold">
          <p>
            An entry was changed, removed or slipped in. Keep the file as it is, and ask whoever
            runs the server.
          </p>
        </Warning>
      )}
      <DataTable
        name="audit"
        title="The audit"
        columns={columns}
        rows={value.entries}
        keyOf={({ sequence }) => String(sequence)}
        file="audit.csv"
        noRows="There are no entries here."
      />
    </>
  );
}

function Pages({ route, offset }: Pick<ViewProps, "route"> & { offset: number }): JSX.Element {
  const go = (to: number) => () =>
    chooseOnPage(route, { offset: to === 0 ? "" : String(Math.max(0, to)) });
  return (
    <p class="only-on-screen">
      {offset > 0 && (
        <button type="button" class="quiet-button" onClick={go(offset - atOnce)}>
          The {atOnce} before
        </button>
      )}{" "}
      <button type="button" class="quiet-button" onClick={go(offset + atOnce)}>
        The next {atOnce}
      </button>
    </p>
  );
}

export function AuditView({ route }: ViewProps): JSX.Element {
  const { session } = useLiveState();
  const asked = Number(route.query["offset"] ?? "0");
  const offset = Number.isInteger(asked) && asked > 0 ? asked : 0;
  return (
    <>
      <PageHeading title="Audit">
        <p>Who signed in, wrote or changed something, and when. Nothing can be taken out of it.</p>
      </PageHeading>
      {may(session, "read-audit") ? (
        <>
          <Entries offset={offset} />
          <Pages route={route} offset={offset} />
        </>
      ) : (
        <NeedsRight what="read the audit" />
      )}
    </>
  );
}
