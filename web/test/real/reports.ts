// Reports of the example systems as the program makes them, each made once for all tests.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { program } from "./system";

const house = join(process.env.CONCORD_WEB ?? "", "..");
const data = process.env["CONCORD_DATA"] ?? join(house, "../shared/data");

// Why a test cannot be run here; false where it can.
export const noProgram = existsSync(program) ? false : `there is no ${program}`;
export const noData = existsSync(data) ? noProgram : `there is no open data in ${data}`;

// The data that a system brings along, open data, or none at all.
type Data = "own" | "open" | "none";

async function made(system: string, from: Data): Promise<string> {
  const out = await mkdtemp(join(tmpdir(), "concord-report-"));
  const nowhere = join(out, "nowhere");
  await mkdir(nowhere);
  const folder = { own: [], open: ["--data", data], none: ["--data", nowhere] }[from];
  const command = ["build", join(house, "examples", system), "--out", join(out, "build")];
  try {
    await promisify(execFile)(program, [...command, "--quiet", ...folder]);
    const written = await stat(join(out, "build/report/index.html"));
    assert.ok(written.size < 4_000_000, `the report has ${written.size} bytes`);
    return await readFile(join(out, "build/report/data.json"), "utf8");
  } finally {
    await rm(out, { recursive: true, force: true });
  }
}

const reports = new Map<string, Promise<string>>();

// What the report says of itself, as the page reads it.
export function reportOf(system: string, from: Data): Promise<string> {
  const key = `${system} ${from}`;
  const known = reports.get(key) ?? made(system, from);
  reports.set(key, known);
  return known;
}
