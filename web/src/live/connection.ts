// The server's news: how a rebuild gets on, which build has landed, and whether anybody is there at all.

import { useEffect, useRef, useState } from "preact/hooks";
import { fields } from "../data/reading";
import type { Api } from "./api";
import { ApiProblem, readBuild, textIn, type Build } from "./wire";

export interface Connection {
  readonly isLost: boolean;
  readonly landed: string;
  readonly running: Build | null;
}

export interface Listener {
  readonly onBuild: (build: string) => void;
  readonly onProgress: (build: Build) => void;
  readonly onLost: (isLost: boolean) => void;
}

// How long to wait before the next try, in milliseconds: soon at first, then less often.
export function pause(tries: number): number {
  return Math.min(15_000, 500 * 2 ** tries);
}

function parsed(data: unknown): unknown {
  try {
    return JSON.parse(String(data));
  } catch {
    return {};
  }
}

// Listens until it is closed. After a break it asks which build is there now, for one may have landed in
// the meantime; only where nobody answers is the connection lost.
export class News {
  #events: EventSource | null = null;
  #timer = 0;
  #tries = 0;
  #isClosed = false;

  constructor(
    private readonly api: Api,
    private readonly listener: Listener,
  ) {
    document.addEventListener("visibilitychange", this.#follow);
    this.#listen();
  }

  close(): void {
    document.removeEventListener("visibilitychange", this.#follow);
    this.#isClosed = true;
    this.#rest();
  }

  #rest(): void {
    this.#events?.close();
    clearTimeout(this.#timer);
  }

  // Browsers open only a few connections to one server: a window that nobody sees takes none of them.
  readonly #follow = (): void => {
    this.#rest();
    this.#tries = 0;
    if (!document.hidden) void this.#look();
  };

  #listen(): void {
    this.#rest();
    const events = new EventSource(this.api.events, { withCredentials: true });
    this.#events = events;
    events.onopen = () => {
      this.#tries = 0;
      this.listener.onLost(false);
    };
    events.addEventListener("landed", ({ data }) => {
      this.listener.onBuild(textIn(parsed(data), "build"));
    });
    events.addEventListener("progress", ({ data }) => {
      const given = parsed(data);
      if (fields(given)["id"] !== undefined) this.listener.onProgress(readBuild(given));
    });
    events.onerror = () => {
      events.close();
      this.#later();
    };
  }

  #later(): void {
    clearTimeout(this.#timer);
    if (this.#isClosed) return;
    const wait = this.#tries === 0 ? 0 : pause(this.#tries);
    this.#tries += 1;
    this.#timer = setTimeout(() => void this.#look(), wait) as unknown as number;
  }

  async #look(): Promise<void> {
    try {
      const { build } = await this.api.about();
      if (this.#isClosed || document.hidden) return;
      this.listener.onBuild(build);
      this.listener.onLost(false);
      // A server that answers but has no news to give is asked less and less often.
      const wait = this.#tries === 0 ? 0 : pause(this.#tries);
      this.#timer = setTimeout(() => this.#listen(), wait) as unknown as number;
    } catch (found) {
      const isAnswered = found instanceof ApiProblem && found.status > 0 && found.status < 500;
      if (this.#isClosed || document.hidden) return;
      this.listener.onLost(!isAnswered);
      this.#later();
    }
  }
}

// `api` is null while there is nothing to listen for.
export function useConnection(api: Api | null): Connection {
  const [isLost, setLost] = useState(false);
  const [landed, setLanded] = useState("");
  const [running, setRunning] = useState<Build | null>(null);
  const news = useRef<News | null>(null);
  useEffect(() => {
    if (!api) return undefined;
    news.current = new News(api, {
      onBuild: (build) => build !== "" && setLanded(build),
      onProgress: setRunning,
      onLost: setLost,
    });
    return () => news.current?.close();
  }, [api]);
  return { isLost, landed, running };
}
