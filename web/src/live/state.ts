// What every live page shares: the server, who reads, which build is shown, and whether it is still the
// newest.

import { createContext } from "preact";
import { useContext, useEffect, useRef, useState } from "preact/hooks";
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
  // Asks anew, from the beginning.
  readonly again: () => void;
  // Asks whether it is otherwise by now; what is shown stays until it is.
  readonly look: () => void;
}

interface Asked<T> {
  readonly value: T | null;
  readonly problem: ApiProblem | null;
}

const nothing = { value: null, problem: null };

// Asks when the page opens, and again when what is asked changes; where others may change it meanwhile, every
// so many milliseconds, as long as the page is seen.
export function useAsked<T>(
  ask: () => Promise<T>,
  basis: readonly unknown[],
  every = 0,
): Asking<T> {
  const [held, setHeld] = useState<Asked<T>>(nothing);
  const [turn, setTurn] = useState(0);
  const look = useRef((): void => undefined);
  useEffect(() => {
    let isCurrent = true;
    setHeld(nothing);
    const keep = (value: T): void => {
      if (isCurrent) setHeld({ value, problem: null });
    };
    ask().then(
      keep,
      (found: unknown) => isCurrent && setHeld({ value: null, problem: asProblem(found) }),
    );
    // That nobody answers is said above the page.
    look.current = () => void (!document.hidden && ask().then(keep, () => undefined));
    const timer = every > 0 ? setInterval(() => look.current(), every) : undefined;
    return () => {
      isCurrent = false;
      clearInterval(timer);
    };
  }, [...basis, turn]);
  return { ...held, again: () => setTurn(turn + 1), look: () => look.current() };
}

export function asProblem(found: unknown): ApiProblem {
  if (found instanceof ApiProblem) return found;
  throw found;
}
