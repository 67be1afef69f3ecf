// What the application has besides where it is served live. The report has none of it: the code of these
// parts is not in its file, and the pages ask here whether they are there.

import { createContext, type JSX } from "preact";
import { useContext } from "preact/hooks";
import type { View } from "../app";
import type { PageName } from "../routes";

export type FileKind = "csv" | "json" | "parquet";

// A table of the build, also one that is too large for a page; its rows are asked for as a file.
export interface ListedTable {
  readonly name: string;
  readonly meaning: string;
  readonly count: number;
  readonly columns: readonly { readonly name: string; readonly meaning: string }[];
}

export interface LiveParts {
  readonly views: Readonly<Partial<Record<PageName, View>>>;
  // Pages that stand in the navigation beside those that the report has.
  readonly inNavigation: readonly PageName[];
  // What a reader must know now: no connection, newer figures.
  readonly Notices: () => JSX.Element | null;
  // Who reads, in the head of every page.
  readonly Reader: () => JSX.Element;
  // The three fields of a question.
  readonly Ask: View;
  readonly tables: () => Promise<readonly ListedTable[]>;
  readonly tableAddress: (table: string, kind: FileKind) => string;
  // The register as it stands now.
  readonly decisions: () => Promise<
    readonly { readonly id: string; readonly title: string; readonly state: string }[]
  >;
}

export const LiveContext = createContext<LiveParts | null>(null);

export function useLive(): LiveParts | null {
  return useContext(LiveContext);
}
