// A system of the examples, copied, built and served by the program itself, for tests of the pages over the
// real server. Everything is in a folder of its own and goes with it, however the tests end.

import { execFile, spawn, type ChildProcess } from "node:child_process";
import { existsSync, rmSync } from "node:fs";
import { cp, mkdtemp, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { promisify } from "node:util";

const root = process.env.CONCORD_WEB ?? "";
export const program = process.env["CONCORD"] ?? join(root, "../build/bin/concord");

export const password = "seven quiet herons";

// Nothing of ours means anything to the program.
const leftOut = /^(CONCORD_.*|NO_COLOR|COLUMNS|https?_proxy|HTTPS?_PROXY|all_proxy|ALL_PROXY)$/;
const variables = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !leftOut.test(name)),
);

const notCopied = ["build", "access", "model", "expected"];
const isCopied = (path: string): boolean =>
  !notCopied.includes(basename(path)) && !path.endsWith(".py");

const open = new Set<System>();
process.once("exit", () => open.forEach((system) => system.vanish()));
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => process.exit(1));
}

// Why the pages cannot be tested over the real server: nothing is built here, so that it is not a wish but a
// failure.
async function hindrance(): Promise<string> {
  const mend = "./do build makes it";
  if (!existsSync(program)) return `there is no ${program}: ${mend}`;
  // The pages are inside the program; a program of yesterday has those of yesterday.
  const [binary, script] = await Promise.all([
    readFile(program),
    readFile(join(root, "dist/live/app.js")),
  ]);
  return binary.includes(script) ? "" : `${program} has other pages than web/dist: ${mend} anew`;
}

export class System {
  #server: ChildProcess | null = null;
  #port = 0;
  #said = "";

  private constructor(readonly folder: string) {
    open.add(this);
  }

  // `people` are names of accounts with the roles of each.
  static async of(example: string, people: Readonly<Record<string, string>> = {}): Promise<System> {
    const problem = await hindrance();
    if (problem !== "") throw new Error(problem);
    const system = new System(await mkdtemp(join(tmpdir(), "concord-real-")));
    await cp(join(root, "../examples", example), system.folder, {
      recursive: true,
      filter: isCopied,
    });
    for (const [name, roles] of Object.entries(people)) await system.addAccount(name, roles);
    await system.run("build", system.folder, "--quiet");
    return system;
  }

  get address(): string {
    return `http://127.0.0.1:${this.#port}/`;
  }

  async run(...words: readonly string[]): Promise<string> {
    const options = { env: variables, cwd: this.folder, maxBuffer: 64_000_000 };
    return (await promisify(execFile)(program, [...words], options)).stdout;
  }

  private async addAccount(name: string, roles: string): Promise<void> {
    const asked = ["accounts", this.folder, "add", name, "--roles", roles];
    const options = { env: variables, cwd: this.folder };
    const done = promisify(execFile)(program, [...asked, "--password-stdin", "--quiet"], options);
    done.child.stdin?.end(`${password}\n`);
    await done;
  }

  // On a free port; when it was there before, at the same address.
  async start(): Promise<void> {
    const asked = ["serve", this.folder, "--port", String(this.#port), "--sign-ins", "0"];
    const server = spawn(program, asked, {
      ...{ env: variables, cwd: this.folder },
      stdio: ["ignore", "ignore", "pipe"],
    });
    this.#server = server;
    this.#said = "";
    await new Promise<void>((resolve, reject) => {
      server.stderr.setEncoding("utf8").on("data", (text: string) => {
        this.#said += text;
        const [, port] = /http:\/\/127\.0\.0\.1:(\d+)\//.exec(this.#said) ?? [];
        if (!port) return;
        this.#port = Number(port);
        resolve();
      });
      server.once("error", reject);
      server.once("exit", () => reject(new Error(`the server did not begin: ${this.#said}`)));
    });
  }

  // As a machine that loses its power ends it.
  async kill(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    if (!server || server.exitCode !== null || server.signalCode !== null) return;
    const ended = new Promise((resolve) => server.once("exit", resolve));
    server.kill("SIGKILL");
    await ended;
  }

  async close(): Promise<void> {
    await this.kill();
    this.vanish();
  }

  // At once, for there is no later.
  vanish(): void {
    this.#server?.kill("SIGKILL");
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 3 });
    open.delete(this);
  }
}
