// A server that answers as the API says, with an invented country, for tests of the pages alone. The real
// one takes its place where CONCORD_SERVER names it.

import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { emptyFixture, fixture } from "../fixture";
import * as knows from "./answers";

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; " +
  "connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

const rightCode = "123456";

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly search: URLSearchParams;
  readonly body: string;
  readonly headers: IncomingMessage["headers"];
}

interface Reply {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

const done: Reply = { status: 204 };
const ok = (body: unknown, status = 200): Reply => ({ status, body });

function problem(status: number, detail: string, more: object = {}): Reply {
  const body = { type: "about:blank", title: "Refused", status, detail, ...more };
  return { status, body, headers: { "Content-Type": "application/problem+json" } };
}

export class StubServer {
  // What a test may set.
  isPrivate = false;
  hasReport = true;
  isEmpty = false;
  auditHolds = true;
  // What the button for the organisation's own provider says; empty where there is none.
  provider = "";
  stages: readonly string[] = ["registry", "need", "money"];
  build = "b1";
  // Everything that was written, as it was sent.
  readonly written: Asked[] = [];
  readonly recorded = new Map<string, object>();
  decisions = knows.firstDecisions();
  accounts = knows.firstAccounts();

  #server: Server | null = null;
  #port = 0;
  #listeners = new Set<ServerResponse>();
  #count = 0;
  #token = "";
  // By the cookie that the browser keeps.
  readonly #sessions = new Map<string, knows.StubAccount>();
  // Of the request that is being answered.
  #signedIn: knows.StubAccount | null = null;
  #running: { id: string; state: string; stage: string; done: number; total: number } | null = null;

  get address(): string {
    return `http://127.0.0.1:${this.#port}/`;
  }

  async start(): Promise<void> {
    this.#server = createServer((request, response) => void this.#serve(request, response));
    await new Promise<void>((resolve) =>
      this.#server?.listen(this.#port, "127.0.0.1", () => resolve()),
    );
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  // Goes away, as a server that is started again does; it comes back at the same address.
  async stop(): Promise<void> {
    for (const listener of this.#listeners) listener.destroy();
    this.#listeners.clear();
    const closed = new Promise((resolve) => this.#server?.close(resolve));
    this.#server?.closeAllConnections();
    await closed;
  }

  get listening(): number {
    return this.#listeners.size;
  }

  endSessions(): void {
    this.#sessions.clear();
    this.#count += 1000;
  }

  land(build: string): void {
    this.build = build;
    this.#tell("landed", { build });
  }

  // The rebuild as it gets on; `done` lands a new build.
  progress(stage: string, count: number, state = "running"): void {
    if (!this.#running) return;
    this.#running = { ...this.#running, stage, done: count, state };
    this.#tell("progress", this.#report());
    if (state === "done") this.land("b2");
  }

  #report(): object {
    return { ...this.#running, seconds: 3, diagnostics: [] };
  }

  #tell(event: string, data: object): void {
    for (const listener of this.#listeners) {
      listener.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    }
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", this.address);
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const asked: Asked = {
      method: request.method ?? "GET",
      path: url.pathname,
      search: url.searchParams,
      body: Buffer.concat(parts).toString(),
      headers: request.headers,
    };
    if (!asked.path.startsWith("/api/v1")) return this.#file(asked.path, response);
    if (asked.path === "/api/v1/events") return this.#listen(response);
    const token = /concord=(\w+)/.exec(asked.headers.cookie ?? "")?.[1] ?? "";
    this.#token = token;
    this.#signedIn = this.#sessions.get(token) ?? null;
    const reply = this.#answer(asked);
    const headers = { "Content-Type": "application/json", ...reply.headers };
    const text = reply.body === undefined ? "" : JSON.stringify(reply.body);
    response.writeHead(reply.status, { ...headers, "Content-Encoding": "gzip" });
    response.end(gzipSync(text));
  }

  async #file(path: string, response: ServerResponse): Promise<void> {
    const name = path === "/" ? "index.html" : path.slice(1);
    const types: Record<string, string> = {
      html: "text/html",
      js: "text/javascript",
      css: "text/css",
    };
    const type = types[name.split(".").at(-1) ?? ""];
    if (!type || name.includes("/")) {
      response.writeHead(404).end();
      return;
    }
    const content = await readFile(`${process.env.CONCORD_WEB}/dist/live/${name}`);
    response.writeHead(200, {
      "Content-Type": `${type}; charset=utf-8`,
      "Content-Security-Policy": policy,
    });
    response.end(content);
  }

  #listen(response: ServerResponse): void {
    response.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-cache" });
    response.write(": hello\n\n");
    this.#listeners.add(response);
    response.on("close", () => this.#listeners.delete(response));
  }

  #rights(): readonly string[] {
    return this.#signedIn ? knows.rightsOf(this.#signedIn.roles) : [];
  }

  // Another for each session.
  #csrf(): string {
    return `csrf-${this.#token}`;
  }

  #session(): object {
    const account = this.#signedIn;
    if (!account) return { signed_in: false };
    const { name, roles } = account;
    return {
      ...{ signed_in: true, name, roles },
      rights: this.#rights(),
      csrf: this.#csrf(),
      has_password: account.password !== "",
      expires: "2030-01-01",
    };
  }

  #answer(asked: Asked): Reply {
    const { method, path } = asked;
    const rest = path.replace("/api/v1", "");
    if (method !== "GET") {
      if (rest === "/session" && method === "POST") return this.#signIn(JSON.parse(asked.body));
      if (!this.#signedIn) return problem(401, "sign in to see or do this");
      if (asked.headers["x-csrf-token"] !== this.#csrf())
        return problem(403, "the token is missing");
      this.written.push(asked);
    }
    const isOpen = rest === "" || rest.startsWith("/session");
    if (this.isPrivate && !this.#signedIn && !isOpen) return problem(401, "sign in first");
    const [, room = "", id = ""] = rest.split("/").map(decodeURIComponent);
    switch (room) {
      case "":
        return ok(this.#about());
      case "report":
        return this.#document();
      case "session":
        return this.#account(asked, id);
      case "who":
        return this.#who(asked.search);
      case "decisions":
        return this.#decision(asked, id);
      case "builds":
        return this.#rebuild(asked);
      case "accounts":
        return this.#manage(asked, id);
      case "audit":
        return this.#audit(id);
      case "tables":
        if (id !== "") return this.#table(id);
        return ok({ tables: knows.listTables(fixture()) });
      default:
        return problem(404, "there is no such thing");
    }
  }

  #table(name: string): Reply {
    const disposition = `attachment; filename="${name}.csv"`;
    return {
      ...ok("a,b"),
      headers: { "Content-Type": "text/csv", "Content-Disposition": disposition },
    };
  }

  #about(): object {
    const { stages } = this;
    const rest = { mode: this.isPrivate ? "private" : "public", accounts: true, stages };
    const openid = this.provider === "" ? null : { label: this.provider, signs_out: true };
    return { ...{ system: "Nowhere", version: "0.1.0", build: this.build, openid }, ...rest };
  }

  #document(): Reply {
    if (!this.hasReport) return problem(404, "there is no build");
    const document = this.isEmpty ? emptyFixture() : fixture();
    const system = { ...document.system, as_at: this.build === "b1" ? "2021-06-01" : "2022-06-01" };
    return {
      ...ok({ ...document, system }),
      headers: { ETag: `"${this.build}-0123456789abcdef"` },
    };
  }

  #signIn(given: Record<string, string>): Reply {
    const account = this.accounts.get(given["name"] ?? "");
    const wrong = "the name or the password is not right";
    if (given["name"] === "locked") {
      return { ...problem(429, "too many tries"), headers: { "Retry-After": "300" } };
    }
    if (!account || account.disabled || given["password"] !== account.password) {
      return problem(401, wrong);
    }
    if (account.code && given["code"] !== rightCode) {
      return problem(401, "the code of your authenticator is needed", { code_required: true });
    }
    const headers = this.#begin(account);
    return { ...ok(this.#session()), headers };
  }

  #begin(account: knows.StubAccount): Readonly<Record<string, string>> {
    this.#token = `s${(this.#count += 1)}`;
    this.#sessions.set(this.#token, account);
    this.#signedIn = account;
    return { "Set-Cookie": `concord=${this.#token}; Path=/; HttpOnly; SameSite=Strict` };
  }

  #byProvider(search: URLSearchParams): Reply {
    const account = this.accounts.get("secretary");
    const isIn = account !== undefined && !account.disabled;
    const Location = isIn ? `/${search.get("return")}` : "/#/account?refused=disabled";
    return { status: 302, headers: { Location, ...(isIn && this.#begin(account)) } };
  }

  #account({ method, body, search }: Asked, part: string): Reply {
    if (part === "openid") return this.#byProvider(search);
    if (method === "GET") return ok(this.#session());
    const account = this.#signedIn;
    if (!account) return problem(401, "sign in first");
    if (method === "DELETE" && part === "") {
      for (const [token, own] of this.#sessions) if (own === account) this.#sessions.delete(token);
      return done;
    }
    const given = body === "" ? {} : (JSON.parse(body) as Record<string, string>);
    if (part === "password") {
      if (given["old"] !== account.password) return problem(403, "the old password is not right");
      if ((given["new"] ?? "").length < 12) {
        const help = "take at least 12 characters";
        return problem(400, "the new password cannot be taken", {
          errors: [{ message: "the new password is too short", help, parameter: "new" }],
        });
      }
      account.password = given["new"] ?? "";
      return done;
    }
    if (method === "POST") {
      const secret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";
      return ok({ secret, uri: `otpauth://totp/Concord:${account.name}?secret=${secret}` });
    }
    if (method === "PUT" && given["code"] !== rightCode)
      return problem(400, "the code is not right");
    account.code = method === "PUT";
    return done;
  }

  #who(search: URLSearchParams): Reply {
    if (search.get("act") !== "approve") {
      const errors = [{ message: "`act` is not known", help: "", parameter: "act" }];
      return problem(400, "a word is not known here", { errors });
    }
    return ok(search.get("chains") === "true" ? knows.chainsOf(search) : knows.who(search));
  }

  #decision({ method, search, body, headers, path }: Asked, id: string): Reply {
    const found = this.decisions.find((decision) => decision.id === id);
    if (method === "GET") {
      if (id === "") return ok(knows.register(this.decisions));
      return found ? ok(knows.inFull(found)) : problem(404, "there is no such decision");
    }
    const isStep = path.endsWith("/steps");
    const verb = search.get("kind") ?? "";
    const right = !isStep ? "propose" : verb === "publish" ? "publish" : "record";
    if (!this.#rights().includes(right)) return problem(403, "your roles do not allow this");
    const key = String(headers["idempotency-key"] ?? "");
    if (key === "") return problem(400, "the header Idempotency-Key is missing");
    const before = this.recorded.get(key);
    if (before) return ok(before, 201);
    const errors = knows.refusals(isStep ? `title = ""\n${body}` : body);
    if (errors.length > 0) return problem(422, "the rules do not allow this", { errors });
    const own = /^id = "(.*)"$/m.exec(body)?.[1] ?? id;
    const kind = isStep ? (/^step = "(.*)"$/m.exec(body)?.[1] ?? "published") : "proposed";
    const entry = `${kind} on 2021-06-02 by clerk`;
    const title = /^title = "(.*)"$/m.exec(body)?.[1] ?? "";
    if (found) Object.assign(found, { state: kind, entries: [...found.entries, entry] });
    else this.decisions.push({ id: own, title, decider: "board", state: kind, entries: [entry] });
    const receipt = knows.answer("receipt", "decision step entry:whole hash", [
      [own, kind, 7, "9f86d081"],
    ]);
    this.recorded.set(key, receipt);
    return ok(receipt, 201);
  }

  #rebuild({ method }: Asked): Reply {
    if (method === "GET") return this.#running ? ok(this.#report()) : problem(404, "no such build");
    if (!this.#rights().includes("rebuild")) return problem(403, "your roles do not allow this");
    if (method === "DELETE") {
      this.progress(this.#running?.stage ?? "", this.#running?.done ?? 0, "cancelled");
      return { status: 202, body: {} };
    }
    if (this.#running?.state === "running") return problem(409, "a rebuild is under way");
    this.#running = { id: `r${Date.now()}`, state: "running", stage: "", done: 0, total: 3 };
    this.progress("registry", 1);
    return ok({ id: this.#running.id }, 202);
  }

  #manage({ method, body }: Asked, name: string): Reply {
    if (!this.#rights().includes("manage-accounts")) return problem(403, "not for you");
    if (method === "GET") {
      const accounts = [...this.accounts.values()].map(({ password: _, code, ...shown }) => {
        return { ...shown, has_code: code, locked_until: null };
      });
      return ok({ accounts });
    }
    const given = JSON.parse(body) as Partial<knows.StubAccount>;
    const account = this.accounts.get(method === "POST" ? (given.name ?? "") : name);
    if (method === "POST" && account) return problem(409, "there is an account of this name");
    if (method === "PATCH" && !account) return problem(404, "there is no such account");
    const blank = { full_name: "", roles: [], password: "", disabled: false, code: false };
    const own = account?.name ?? given.name ?? "";
    this.accounts.set(own, { ...blank, ...account, ...given, name: own });
    return ok({}, method === "POST" ? 201 : 200);
  }

  #audit(part: string): Reply {
    if (!this.#rights().includes("read-audit")) return problem(403, "not for you");
    const entries = this.written.map(({ method, path }, index) => {
      const [sequence, hash] = [index + 1, "9f".repeat(32)];
      const rest = { actor: this.#signedIn?.name, kind: "write", what: `${method} ${path}`, hash };
      return { sequence, instant: "2021-06-01T10:00:00Z", ...rest };
    });
    const first = { sequence: 0, instant: "2021-06-01T09:00:00Z", actor: "secretary" };
    const signIn = { ...first, kind: "sign-in", what: knows.hostile, hash: "ab".repeat(32) };
    const [total, head] = [entries.length + 1, `${entries.length}:9f9f`];
    if (part === "verification") {
      const broken = this.auditHolds ? null : 1;
      return ok({ entries: total, head, holds: this.auditHolds, broken_entry: broken });
    }
    return ok({ entries: [...entries.reverse(), signIn], total, head });
  }
}
