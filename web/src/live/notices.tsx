// What a reader must know now, above the page: that nobody answers, or that newer figures are there.
// Figures are never exchanged under a reader's hands.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { useLiveState } from "./state";

function Newer(): JSX.Element {
  const { reload } = useLiveState();
  const [isAsked, setAsked] = useState(false);
  const [problem, setProblem] = useState("");
  const show = async (): Promise<void> => {
    setAsked(true);
    setProblem(await reload());
    setAsked(false);
  };
  return (
    <div class="live-notice live-notice--newer">
      <p>
        Newer figures are there. These pages still show the ones they were opened with.{" "}
        <button type="button" class="quiet-button" disabled={isAsked} onClick={() => void show()}>
          {isAsked ? "Fetching them" : "Show them"}
        </button>
      </p>
      {problem !== "" && <p>They cannot be had: {problem}</p>}
    </div>
  );
}

export function Notices(): JSX.Element {
  const { isLost, newer } = useLiveState();
  return (
    <div class="nhsuk-width-container live-notices" role="status">
      {isLost && (
        <div class="live-notice live-notice--lost">
          <p>
            <strong>The connection is lost; trying again.</strong> The figures that are open stay
            readable. Nothing can be asked or recorded until it is back.
          </p>
        </div>
      )}
      {newer !== "" && !isLost && <Newer />}
    </div>
  );
}
