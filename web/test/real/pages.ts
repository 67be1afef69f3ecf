// The systems that the tests of the real server share: one in which people decide, and one with places.

import { password, System } from "./system";

export { password };

// Accounts by name, each with a role of its own; two secretaries, who get in each other's way.
const people = {
  ada: "administrator",
  sam: "secretary",
  sue: "secretary",
  rob: "reader",
};

interface Both {
  readonly deciding: System;
  readonly places: System;
}

let both: Promise<Both> | null = null;

async function served(example: string, accounts: Readonly<Record<string, string>>) {
  const system = await System.of(example, accounts);
  await system.start();
  return system;
}

// Made when the first test wants them. Where they cannot be made every such test fails and says why.
export function real(): Promise<Both> {
  both ??= Promise.all([
    served("greater-manchester", people),
    served("tessellation", { ann: "analyst" }),
  ]).then(([deciding, places]) => ({ deciding, places }));
  return both;
}

export async function stopReal(): Promise<void> {
  const made = await both?.catch(() => null);
  await made?.deciding.close();
  await made?.places.close();
}
