// Where the application begins.

import { render } from "preact";
import { App } from "./app";
import { watchReading } from "./components/navigation";
import { embeddedSource } from "./data/embedded";
import { DataProblem } from "./data/source";
import { loadModel } from "./model/model";

function Problem({ message }: { message: string }) {
  return (
    <main class="nhsuk-width-container problem">
      <h1>This report cannot be shown</h1>
      <p>{message}</p>
    </main>
  );
}

const unexpected =
  "Something in this file is not as the application expects. Build the report again with one version " +
  "of Concord, and report it if that does not help.";

async function start(root: HTMLElement): Promise<void> {
  try {
    const source = embeddedSource(document);
    const model = await loadModel(source);
    watchReading();
    render(<App source={source} model={model} />, root);
  } catch (problem) {
    const isKnown = problem instanceof DataProblem;
    document.title = "Concord";
    render(<Problem message={isKnown ? problem.message : unexpected} />, root);
    if (!isKnown) throw problem;
  }
}

const root = document.getElementById("app");
if (root) void start(root);
