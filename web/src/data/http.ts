// The figures as a server gives them: the same document that a report carries, asked for once. All that
// a page shows is of one build, however many builds land while it is read.

import { DocumentSource } from "./in-memory";
import { DataProblem } from "./source";

export type Fetch = (address: string, options?: RequestInit) => Promise<Response>;

const statement = "These pages are served live: a newer build is offered, never put in unasked.";

// The server answers, but not with figures: it wants a session, or has no build yet.
export class RefusedProblem extends DataProblem {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

// Nobody answers.
export class AwayProblem extends DataProblem {}

const away = "The server does not answer. It may be starting again, or the network may be down.";
const damaged = "The server's answer is cut short or is not a report. Try again.";

function refusal(status: number): string {
  if (status === 401) return "These figures are shown to people who have signed in.";
  if (status === 403) return "Your account may not read these figures.";
  if (status === 404) return "The server has no build of this system yet.";
  if (status === 429)
    return "The server is asked too often at the moment. Wait a little, try again.";
  return `The server cannot give the figures at the moment (${status}).`;
}

// The build that a document is of, as the server names it in the tag of its answer.
export function buildOf(tag: string | null): string {
  return (tag ?? "").replace(/^W\//, "").replace(/^"|"$/g, "");
}

export class HttpSource extends DocumentSource {
  private constructor(
    document: unknown,
    readonly build: string,
  ) {
    super(document, statement);
  }

  // Throws a DataProblem that says why where the figures cannot be had.
  static async open(fetcher: Fetch, address: string, signal?: AbortSignal): Promise<HttpSource> {
    const headers = { Accept: "application/json" };
    const answer = await fetcher(address, {
      headers,
      credentials: "same-origin",
      cache: "no-cache",
      ...(signal && { signal }),
    }).catch(() => {
      throw new AwayProblem(away);
    });
    if (!answer.ok) throw new RefusedProblem(answer.status, refusal(answer.status));
    const document: unknown = await answer.json().catch(() => {
      throw new DataProblem(damaged);
    });
    const isReport = typeof document === "object" && document !== null && "system" in document;
    if (!isReport) throw new DataProblem(damaged);
    return new HttpSource(document, buildOf(answer.headers.get("ETag")));
  }
}
