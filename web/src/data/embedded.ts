// The figures that the report carries in itself, in a script element that is never run.

import { DocumentSource } from "./in-memory";
import { DataProblem, type DataSource } from "./source";

const elementId = "concord-data";

const statement =
  "Everything on these pages is in this one file: nothing is fetched or sent when you read it.";

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw new DataProblem(
      "The figures in this file are damaged. Ask whoever sent it for another copy, or build the " +
        "report again.",
    );
  }
}

export class EmbeddedSource extends DocumentSource {
  constructor(json: string) {
    super(parsed(json), statement);
  }
}

export function embeddedSource(page: Document): DataSource {
  const element = page.getElementById(elementId);
  if (!element) {
    throw new DataProblem(
      "This file holds the application but no figures. Open the report that `concord build` writes.",
    );
  }
  return new EmbeddedSource(element.textContent ?? "");
}
