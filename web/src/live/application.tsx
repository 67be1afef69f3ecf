// The application over a server: it asks for the figures, and says so while they are not there.

import type { JSX } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import { App } from "../app";
import { LiveContext } from "../components/live-parts";
import { AwayProblem, HttpSource, RefusedProblem, type Fetch } from "../data/http";
import { DataProblem } from "../data/source";
import { loadModel, type Model } from "../model/model";
import { Api } from "./api";
import { useConnection } from "./connection";
import { partsOf } from "./parts";
import { SignInForm } from "./sign-in";
import { LiveStateContext, type LiveState } from "./state";
import { signedOut, type About, type Session } from "./wire";

const fetcher: Fetch = (address, options) => fetch(address, options);

interface Held {
  readonly source: HttpSource;
  readonly model: Model;
  readonly about: About;
}

async function load(api: Api): Promise<Held> {
  const source = await HttpSource.open(fetcher, `${api.base}/report`);
  const [model, about] = await Promise.all([loadModel(source), api.about()]);
  return { source, model, about };
}

interface PlainProps {
  readonly title: string;
  readonly children: JSX.Element | readonly JSX.Element[];
}

// A page without figures: nothing is known yet but that this is Concord.
function Plain({ title, children }: PlainProps): JSX.Element {
  useEffect(() => {
    document.title = `${title} – Concord`;
  }, [title]);
  return (
    <>
      <header class="site-header">
        <div class="nhsuk-width-container site-header__top">
          <p class="site-header__brand">Concord</p>
        </div>
      </header>
      <div class="nhsuk-width-container">
        <main class="nhsuk-main-wrapper page page--plain" id="main">
          <h1 tabIndex={-1}>{title}</h1>
          {children}
        </main>
      </div>
    </>
  );
}

const unexpected =
  "The server's figures are not as these pages expect. It may be of another version.";

// How often a page that could not be shown looks whether it can be now, in milliseconds.
const lookEvery = 5000;

function Problem({ problem, onAgain }: { problem: DataProblem; onAgain: () => void }): JSX.Element {
  const isAway = problem instanceof AwayProblem;
  useEffect(() => {
    if (!isAway) return undefined;
    const timer = setInterval(onAgain, lookEvery);
    return () => clearInterval(timer);
  }, [isAway, onAgain]);
  return (
    <Plain title="These pages cannot be shown at the moment">
      <p role="alert">{problem.message}</p>
      <>{isAway && <p>This page looks again every few seconds by itself.</p>}</>
      <p>
        <button type="button" class="nhsuk-button" onClick={onAgain}>
          Try again
        </button>
      </p>
    </Plain>
  );
}

interface Opened {
  readonly held: Held | null;
  readonly problem: DataProblem | null;
  // Says what stands against it; empty where it is done.
  readonly open: () => Promise<string>;
}

function useFigures(api: Api, onSession: (session: Session) => void): Opened {
  const [held, setHeld] = useState<Held | null>(null);
  const [problem, setProblem] = useState<DataProblem | null>(null);
  const open = useMemo(
    () => async (): Promise<string> => {
      try {
        // Who reads is asked first; a server without accounts knows nobody.
        onSession(await api.session().catch(() => signedOut));
        setHeld(await load(api));
        setProblem(null);
        return "";
      } catch (found) {
        const known = found instanceof DataProblem ? found : new DataProblem(unexpected);
        setProblem(known);
        return known.message;
      }
    },
    [api],
  );
  useEffect(() => {
    void open();
  }, [open]);
  return { held, problem, open };
}

// The tag of an answer is the build's id, and what was asked behind it.
function isOf(tag: string, build: string): boolean {
  return tag === build || tag.startsWith(`${build}-`);
}

export function LiveApplication(): JSX.Element {
  const api = useMemo(() => new Api(fetcher), []);
  const parts = useMemo(() => partsOf(api), [api]);
  const [session, setSession] = useState<Session>(signedOut);
  const { held, problem, open } = useFigures(api, setSession);
  const { isLost, landed, running } = useConnection(held ? api : null);
  if (!held) {
    const isForbidden = problem instanceof RefusedProblem && problem.status === 401;
    if (isForbidden) {
      return (
        <Plain title="Sign in">
          <p>{problem.message}</p>
          <SignInForm api={api} onSignedIn={() => void open()} />
        </Plain>
      );
    }
    if (problem) return <Problem problem={problem} onAgain={() => void open()} />;
    return (
      <Plain title="The figures are on their way">
        <p role="status">This takes a moment.</p>
      </Plain>
    );
  }
  const { source, model, about } = held;
  const shown = source.build === "" ? about.build : source.build;
  const newer = landed !== "" && !isOf(shown, landed) ? landed : "";
  const state: LiveState = {
    ...{ api, about, session, setSession, shown, newer, isLost, running },
    reload: open,
  };
  return (
    <LiveStateContext.Provider value={state}>
      <LiveContext.Provider value={parts}>
        <App source={source} model={model} />
      </LiveContext.Provider>
    </LiveStateContext.Provider>
  );
}
