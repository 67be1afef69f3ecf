// Who did what, as the audit has it: every write, and every look at what was asked of single people.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { ViewProps } from "../app";
import type { Column } from "../components/cells";
import { DataTable } from "../components/data-table";
import { chooseOnPage } from "../components/navigation";
import { Inset, PageHeading, Warning } from "../components/text";
import { counted } from "../format/numbers";
import { AskProblem, NeedsRight } from "./account-view";
import { ProblemSummary, useSending } from "./form";
import { may, useAsked, useLiveState } from "./state";
import type { AuditEntry, Verification } from "./wire";

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

function Verified({ checked }: { checked: Verification }): JSX.Element {
  if (checked.holds) {
    return (
      <Inset>
        <p role="status">
          Every one of {counted(checked.entries, "entry", "entries")} holds to the one before it.
        </p>
      </Inset>
    );
  }
  return (
    <Warning title="The audit does not hold">
      <p role="alert">
        An entry was changed, removed or slipped in
        {checked.broken !== null && `: the first is ${checked.broken}`}. Keep the file as it is, and
        ask whoever runs the server.
      </p>
    </Warning>
  );
}

// Reading the whole chain takes a moment, so it is done when it is asked for.
function Check(): JSX.Element {
  const { api } = useLiveState();
  const [checked, setChecked] = useState<Verification | null>(null);
  const { isSending, problem, send } = useSending();
  const check = (): Promise<void> => send(async () => setChecked(await api.verifyAudit()));
  return (
    <div class="only-on-screen">
      {problem && <ProblemSummary problem={problem} />}
      {checked && <Verified checked={checked} />}
      <button
        type="button"
        class="nhsuk-button nhsuk-button--secondary"
        disabled={isSending}
        onClick={() => void check()}
      >
        Check that nothing was changed
      </button>
    </div>
  );
}

interface EntriesProps extends Pick<ViewProps, "route"> {
  readonly offset: number;
}

function Pages({ route, offset, total }: EntriesProps & { total: number }): JSX.Element {
  const go = (to: number) => () =>
    chooseOnPage(route, { offset: to <= 0 ? "" : String(to), "audit.find": "" });
  return (
    <div class="files only-on-screen">
      {offset > 0 && (
        <button type="button" class="quiet-button" onClick={go(offset - atOnce)}>
          Newer entries
        </button>
      )}
      {offset + atOnce < total && (
        <button type="button" class="quiet-button" onClick={go(offset + atOnce)}>
          Older entries
        </button>
      )}
    </div>
  );
}

function Entries({ route, offset }: EntriesProps): JSX.Element {
  const { api } = useLiveState();
  const { value, problem, again } = useAsked(() => api.audit(offset, atOnce), [api, offset]);
  if (problem) return <AskProblem problem={problem} onAgain={again} />;
  if (!value) return <p role="status">Asking for the audit.</p>;
  return (
    <>
      <p>
        {counted(value.total, "entry", "entries")}, the newest first. Receipt of the newest:{" "}
        <code>{value.head}</code>
      </p>
      <DataTable
        name="audit"
        title="The audit"
        columns={columns}
        rows={value.entries}
        keyOf={({ sequence }) => String(sequence)}
        file="audit.csv"
        noRows="There are no entries here."
      />
      <Pages route={route} offset={offset} total={value.total} />
    </>
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
          <Check />
          <Entries route={route} offset={offset} />
        </>
      ) : (
        <NeedsRight what="read the audit" />
      )}
    </>
  );
}
