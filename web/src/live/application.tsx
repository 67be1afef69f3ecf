// The application over a server: it asks for the figures, and says so while they are not there.

import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { App } from "../app";
import { HttpSource } from "../data/http";
import { DataProblem } from "../data/source";
import { loadModel, type Model } from "../model/model";

interface Held {
  readonly source: HttpSource;
  readonly model: Model;
}

export function LiveApplication(): JSX.Element {
  const [held, setHeld] = useState<Held | null>(null);
  const [problem, setProblem] = useState("");
  useEffect(() => {
    const open = async (): Promise<void> => {
      const source = await HttpSource.open(
        (address, options) => fetch(address, options),
        "api/v1/report",
      );
      setHeld({ source, model: await loadModel(source) });
    };
    open().catch((found: unknown) => {
      setProblem(found instanceof DataProblem ? found.message : "The figures are not as expected.");
    });
  }, []);
  if (held) return <App source={held.source} model={held.model} />;
  return (
    <main class="nhsuk-width-container problem">
      <h1>{problem === "" ? "The figures are on their way" : "These pages cannot be shown"}</h1>
      <p>{problem}</p>
    </main>
  );
}
