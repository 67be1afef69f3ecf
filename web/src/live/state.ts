// What every live page shares: the server, who reads, which build is shown, and whether it is still the
// newest.

import { createContext } from "preact";
import { useContext, useEffect, useState } from "preact/hooks";
import type { Api } from "./api";
import { ApiProblem, type About, type Build, type Session } from "./wire";

export interface LiveState {
  readonly api: Api;
  readonly about: About;
  readonly session: Session;
  readonly setSession: (session: Session) => void;
  // The build whose figures are on the pages.
  readonly shown: string;
  // A build that landed since; empty while there is none.
  readonly newer: string;
  readonly isLost: boolean;
  // The rebuild that is under way, or the last one that was seen.
  readonly running: Build | null;
  // Puts the newest figures on the pages; says why where that cannot be done.
  readonly reload: () => Promise<string>;
}

export const LiveStateContext = createContext<LiveState | null>(null);

export function useLiveState(): LiveState {
  const state = useContext(LiveStateContext);
  if (!state) throw new Error("this page is only drawn where there is a server");
  return state;
}

export function may(session: Session, right: string): boolean {
  return session.rights.includes(right);
}

export interface Asking<T> {
  readonly value: T | null;
  readonly problem: ApiProblem | null;
  readonly again: () => void;
}

// Asks when the page opens, and again when what is asked changes.
export function useAsked<T>(ask: () => Promise<T>, basis: readonly unknown[]): Asking<T> {
  const [held, setHeld] = useState<Omit<Asking<T>, "again">>({ value: null, problem: null });
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let isCurrent = true;
    setHeld({ value: null, problem: null });
    ask().then(
      (value) => isCurrent && setHeld({ value, problem: null }),
      (found: unknown) => isCurrent && setHeld({ value: null, problem: asProblem(found) }),
    );
    return () => {
      isCurrent = false;
    };
  }, [...basis, turn]);
  return { ...held, again: () => setTurn(turn + 1) };
}

export function asProblem(found: unknown): ApiProblem {
  if (found instanceof ApiProblem) return found;
  throw found;
}
