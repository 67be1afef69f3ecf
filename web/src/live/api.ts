// The server's API under /api/v1, one method a wish. Nothing here knows the page.

import type { Fetch } from "../data/http";
import {
  ApiProblem,
  nobody,
  problemOf,
  readAbout,
  readAccounts,
  readAnswer,
  readAudit,
  readBuild,
  readListings,
  readSession,
  readVerification,
  textIn,
} from "./wire";
import type {
  About,
  Account,
  Answer,
  Audit,
  Build,
  Session,
  TableListing,
  Verification,
} from "./wire";

export type Asked = Readonly<Record<string, string | readonly string[]>>;

// Empty values are left out; a list is repeated.
export function searchOf(asked: Asked): string {
  const pairs = Object.entries(asked).flatMap(([name, value]) =>
    (typeof value === "string" ? [value] : value)
      .filter((one) => one !== "")
      .map((one) => [name, one] as [string, string]),
  );
  return pairs.length === 0 ? "" : `?${new URLSearchParams(pairs)}`;
}

// A key by which the server knows the same wish again. Pages that are not served securely have no
// `randomUUID`.
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

// Who may decide, and the chains of power behind it, link by link.
export interface Who {
  readonly answer: Answer;
  readonly chains: Answer;
}

export type StepVerb = "record" | "publish" | "withdraw" | "correct";

export interface NewAccount {
  readonly name: string;
  readonly full_name: string;
  readonly roles: readonly string[];
  readonly password: string;
}

export interface AccountChange {
  readonly roles?: readonly string[];
  readonly disabled?: boolean;
  readonly password?: string;
  readonly unlock?: boolean;
  readonly reset_code?: boolean;
}

const json = "application/json";

export class Api {
  // Handed out with the session; every write shows it.
  csrf = "";
  // The session may have ended, and another begun in another window.
  #isStale = false;

  constructor(
    private readonly fetcher: Fetch,
    readonly base = "api/v1",
  ) {}

  private async send(
    method: string,
    path: string,
    body?: string,
    type = json,
    extra: Readonly<Record<string, string>> = {},
  ): Promise<unknown> {
    if (method !== "GET" && this.#isStale && path !== "/session") await this.session();
    const headers: Record<string, string> = { Accept: json, ...extra };
    if (body !== undefined) headers["Content-Type"] = type;
    if (method !== "GET" && this.csrf !== "") headers["X-CSRF-Token"] = this.csrf;
    const options: RequestInit = { method, headers, credentials: "same-origin" };
    if (body !== undefined) options.body = body;
    const answer = await this.fetcher(`${this.base}${path}`, options).catch(() => {
      throw new ApiProblem(0, nobody);
    });
    this.#isStale = answer.status === 401 || answer.status === 403;
    if (!answer.ok) throw await problemOf(answer);
    if (answer.status === 204) return {};
    return answer.json().catch(() => {
      throw new ApiProblem(answer.status, "The server's answer is cut short. Try again.");
    });
  }

  private get(path: string): Promise<unknown> {
    return this.send("GET", path);
  }

  private async enter(given: unknown): Promise<Session> {
    const session = readSession(given);
    this.csrf = session.csrf;
    return session;
  }

  async about(): Promise<About> {
    return readAbout(await this.get(""));
  }

  async session(): Promise<Session> {
    return this.enter(await this.get("/session"));
  }

  async signIn(name: string, password: string, code: string): Promise<Session> {
    const asked = code === "" ? { name, password } : { name, password, code };
    return this.enter(await this.send("POST", "/session", JSON.stringify(asked)));
  }

  // Where signing in by the organisation's own provider begins; the page goes on at `hash`.
  providerAddress(hash: string): string {
    return `${this.base}/session/openid${searchOf({ return: hash })}`;
  }

  get providerEnd(): string {
    return `${this.base}/session/openid/end`;
  }

  async signOut(): Promise<void> {
    await this.send("DELETE", "/session");
    this.csrf = "";
  }

  async changePassword(old: string, wanted: string): Promise<void> {
    await this.send("PUT", "/session/password", JSON.stringify({ old, new: wanted }));
  }

  async beginCodes(): Promise<{ secret: string; uri: string }> {
    const given = await this.send("POST", "/session/totp", "{}");
    return { secret: textIn(given, "secret"), uri: textIn(given, "uri") };
  }

  async confirmCodes(code: string): Promise<void> {
    await this.send("PUT", "/session/totp", JSON.stringify({ code }));
  }

  async endCodes(password: string): Promise<void> {
    await this.send("DELETE", "/session/totp", JSON.stringify({ password }));
  }

  async who(asked: Asked): Promise<Who> {
    const ask = async (part: Asked): Promise<Answer> =>
      readAnswer(await this.get(`/who${searchOf({ ...asked, ...part })}`));
    const [answer, chains] = await Promise.all([ask({}), ask({ chains: "true" })]);
    return { answer, chains };
  }

  async decisions(): Promise<Answer> {
    return readAnswer(await this.get("/decisions"));
  }

  async decision(id: string): Promise<Answer> {
    return readAnswer(await this.get(`/decisions/${encodeURIComponent(id)}`));
  }

  async propose(toml: string, key: string): Promise<Answer> {
    const extra = { "Idempotency-Key": key };
    return readAnswer(await this.send("POST", "/decisions", toml, "application/toml", extra));
  }

  async step(id: string, verb: StepVerb, toml: string, key: string): Promise<Answer> {
    const path = `/decisions/${encodeURIComponent(id)}/steps?kind=${verb}`;
    const extra = { "Idempotency-Key": key };
    return readAnswer(await this.send("POST", path, toml, "application/toml", extra));
  }

  async rebuild(stages: readonly string[]): Promise<string> {
    const asked = stages.length === 0 ? {} : { stages };
    return textIn(await this.send("POST", "/builds", JSON.stringify(asked)), "id");
  }

  async build(id: string): Promise<Build> {
    return readBuild(await this.get(`/builds/${encodeURIComponent(id)}`));
  }

  async cancel(id: string): Promise<void> {
    await this.send("DELETE", `/builds/${encodeURIComponent(id)}`);
  }

  async accounts(): Promise<readonly Account[]> {
    return readAccounts(await this.get("/accounts"));
  }

  async addAccount(account: NewAccount): Promise<void> {
    await this.send("POST", "/accounts", JSON.stringify(account));
  }

  async changeAccount(name: string, change: AccountChange): Promise<void> {
    await this.send("PATCH", `/accounts/${encodeURIComponent(name)}`, JSON.stringify(change));
  }

  async audit(offset: number, limit: number): Promise<Audit> {
    const path = `/audit${searchOf({ limit: String(limit), offset: String(offset) })}`;
    return readAudit(await this.get(path));
  }

  async verifyAudit(): Promise<Verification> {
    return readVerification(await this.get("/audit/verification"));
  }

  // Every table that the build has, also those that are too large for a page.
  async tables(): Promise<readonly TableListing[]> {
    return readListings(await this.get("/tables"));
  }

  tableAddress(name: string, format: "csv" | "json" | "parquet"): string {
    // As JSON a server gives a page of rows unless more are asked for.
    const rows = format === "json" ? "&limit=10000" : "";
    return `${this.base}/tables/${encodeURIComponent(name)}?format=${format}${rows}`;
  }

  get events(): string {
    return `${this.base}/events`;
  }
}
