// How a data set is listed, whether it was read or could not be found.

import type { JSX } from "preact";
import type { Column } from "../components/cells";
import type { Source } from "../data/document";

const isOnTheWeb = (address: string): boolean => /^https?:\/\//.test(address);

// Only an address of the web becomes a link; whatever else stands there is shown as text.
export function SourceTitle({ source }: { source: Source }): JSX.Element {
  const { title, id, address } = source;
  const words = title || id;
  return (
    <>
      {isOnTheWeb(address) ? (
        <a href={address} rel="noreferrer">
          {words}
        </a>
      ) : (
        words
      )}
      {address !== "" && <span class={isOnTheWeb(address) ? "only-on-paper" : ""}> {address}</span>}
    </>
  );
}

function column(
  name: keyof Source,
  title: string,
  changes: Partial<Column<Source>> = {},
): Column<Source> {
  return { name, title, type: "text", meaning: "", value: (source) => source[name], ...changes };
}

export const sourceColumns: readonly Column<Source>[] = [
  column("title", "Data set", {
    meaning: "what it is; it leads to the publisher's page",
    show: (source) => <SourceTitle source={source} />,
    isWide: true,
    also: [{ name: "address", value: (source) => source.address }],
  }),
  column("publisher", "Publisher"),
  column("date", "Describes", { type: "date", meaning: "the day that the data describe" }),
  column("licence", "Licence"),
  column("note", "Note", { show: ({ note }) => note, isWide: true }),
  column("id", "Name here", { meaning: "the name in the catalogue" }),
  column("path", "File", {
    meaning: "below the folder of open data",
    isWide: true,
    show: ({ path }) => <code>{path}</code>,
  }),
];
