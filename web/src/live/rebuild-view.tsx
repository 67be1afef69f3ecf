// Working the figures out again: which parts, how far it is, and stopping it.

import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { ViewProps } from "../app";
import { PageHeading, Warning } from "../components/text";
import { counted } from "../format/numbers";
import { capitalised } from "../format/words";
import { NeedsRight } from "./account-view";
import { ComplaintText, Form, ProblemSummary, SubmitButton, useSending } from "./form";
import { may, useLiveState } from "./state";
import type { Build } from "./wire";

const stateWords: Readonly<Record<string, string>> = {
  running: "Under way",
  done: "Done: the new figures are there",
  failed: "It failed: the figures stay as they were",
  cancelled: "Stopped: the figures stay as they were",
};

// How often is asked how far it is, where no news come by themselves.
const askEvery = 3000;

// The build as it is known best: by the news, or by asking.
function useProgress(begun: string): Build | null {
  const { api, running } = useLiveState();
  const [asked, setAsked] = useState<Build | null>(null);
  const id = begun === "" ? (running?.id ?? "") : begun;
  const told = running?.id === id ? running : null;
  const isOver = (build: Build | null): boolean => build !== null && build.state !== "running";
  const ended = isOver(told) || (isOver(asked) && asked?.id === id);
  useEffect(() => {
    if (id === "" || ended) return undefined;
    const look = (): void => void api.build(id).then(setAsked, () => undefined);
    look();
    const timer = setInterval(look, askEvery);
    return () => clearInterval(timer);
  }, [api, id, ended]);
  const known = asked?.id === id ? asked : null;
  return isOver(known) ? known : (told ?? known);
}

function Progress({ build }: { build: Build }): JSX.Element {
  const { api, session } = useLiveState();
  const { isSending, problem, send } = useSending();
  const isRunning = build.state === "running";
  const share = build.total > 0 ? build.done / build.total : 0;
  return (
    <section class="panel">
      <h2 class="figure-title">{stateWords[build.state] ?? capitalised(build.state)}</h2>
      {isRunning && (
        <>
          <label class="rebuild__bar">
            <span>
              {build.stage === "" ? "Beginning" : `Now: ${build.stage}`}
              {build.total > 0 && `, ${build.done} of ${counted(build.total, "part", "parts")}`}
            </span>
            {build.step !== "" && <span class="hint"> {build.step}</span>}
            <progress value={build.total > 0 ? share : undefined} max={1} />
          </label>
          {problem && <ProblemSummary problem={problem} />}
          {may(session, "rebuild") && (
            <button
              type="button"
              class="nhsuk-button nhsuk-button--secondary"
              disabled={isSending}
              onClick={() => void send(() => api.cancel(build.id))}
            >
              Stop it
            </button>
          )}
        </>
      )}
      <p role="status" class="nhsuk-u-visually-hidden">
        {isRunning ? build.stage : (stateWords[build.state] ?? build.state)}
      </p>
      {build.seconds > 0 && (
        <p class="hint">After {counted(Math.ceil(build.seconds), "second", "seconds")}.</p>
      )}
      {build.complaints.length > 0 && (
        <Warning title="What was found">
          <ul>
            {build.complaints.slice(0, 20).map((complaint) => (
              <li key={`${complaint.id} ${complaint.message}`}>
                <ComplaintText complaint={complaint} />
              </li>
            ))}
          </ul>
        </Warning>
      )}
    </section>
  );
}

function Begin({ onBegun }: { onBegun: (id: string) => void }): JSX.Element {
  const { api, about } = useLiveState();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const { isSending, problem, send } = useSending();
  const toggle = (stage: string): void =>
    setChosen(
      chosen.includes(stage) ? chosen.filter((other) => other !== stage) : [...chosen, stage],
    );
  const begin = (): Promise<void> => send(async () => onBegun(await api.rebuild(chosen)));
  return (
    <Form name="rebuild" problem={problem} onSubmit={begin}>
      {about.stages.length > 0 && (
        <fieldset class="draft-group">
          <legend>Which parts</legend>
          <p class="hint">
            Choose none to work out everything. What is not chosen stays as it is, which is refused
            where its files have changed.
          </p>
          <div class="tick-list">
            {about.stages.map((stage) => (
              <label key={stage}>
                <input
                  type="checkbox"
                  checked={chosen.includes(stage)}
                  onChange={() => toggle(stage)}
                />
                <span>{capitalised(stage)}</span>
              </label>
            ))}
          </div>
        </fieldset>
      )}
      <SubmitButton isSending={isSending} title="Work them out again" />
    </Form>
  );
}

export function RebuildView(_: ViewProps): JSX.Element {
  const { session } = useLiveState();
  const [begun, setBegun] = useState("");
  const build = useProgress(begun);
  const isRunning = build?.state === "running";
  return (
    <>
      <PageHeading title="Rebuild">
        <p>
          The figures are worked out again from the files of this system. Until that is done
          everybody goes on reading the present ones; then they are offered the new ones.
        </p>
      </PageHeading>
      {build && <Progress build={build} />}
      {!isRunning && may(session, "rebuild") && <Begin onBegun={setBegun} />}
      {!may(session, "rebuild") && <NeedsRight what="have the figures worked out again" />}
    </>
  );
}
