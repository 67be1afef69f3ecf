// Saving from the page itself: no server is asked, so it works from disk.

import type { Cell } from "../data/document";
import { toCsv } from "../model/csv";

// Spreadsheets take a file for UTF-8 only where it begins with this mark.
const byteOrderMark = "\uFEFF";

export function saveFile(file: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = address;
  link.download = file;
  document.body.append(link);
  link.click();
  link.remove();
  // The browser reads the address after this turn of the event loop.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

export function saveCsv(
  file: string,
  names: readonly string[],
  rows: readonly (readonly Cell[])[],
): void {
  const text = toCsv(names, rows);
  saveFile(file, new Blob([byteOrderMark, text], { type: "text/csv;charset=utf-8" }));
}
