// One's own account, and those of others, over the real server.

import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { test } from "node:test";
import { password, real } from "../real/pages";
import { Visit } from "../real/visit";

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

// What an authenticator shows: RFC 6238 with SHA-1, six digits, steps of thirty seconds.
function codeOf(secret: string, stepsFromNow: number): string {
  const bits = [...secret].map((letter) => letters.indexOf(letter).toString(2).padStart(5, "0"));
  const bytes = bits.join("").match(/.{8}/g) ?? [];
  const key = Buffer.from(bytes.map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + stepsFromNow));
  const digest = createHmac("sha1", key).update(counter).digest();
  const at = (digest.at(-1) ?? 0) & 15;
  return String((digest.readUInt32BE(at) & 0x7fff_ffff) % 1_000_000).padStart(6, "0");
}

function anotherThan(code: string): string {
  return String((Number(code) + 1) % 1_000_000).padStart(6, "0");
}

async function signOut(visit: Visit): Promise<void> {
  await visit.go("account");
  await visit.button("Sign out").click();
  await visit.says(/You have signed out[^]*Sign in\b/);
}

test("a new password, and codes from a second device", async () => {
  const { deciding } = await real();
  const rob = await Visit.to(deciding);
  const better = "eleven slow otters";
  await rob.signIn("rob");
  await rob.fill("Password until now", "not it at all");
  await rob.fill("New password", better);
  await rob.button("Change the password").click();
  await rob.says(/This was not done/);
  await rob.holdsRefused();
  assert.equal(await rob.field("New password").inputValue(), better);
  await rob.fill("Password until now", password);
  await rob.button("Change the password").click();
  // It ends every session, this one too, and the page says why it asks again.
  await rob.says(/The password was changed\. Sign in with the new one/);
  await rob.trySignIn("rob");
  await rob.says(/is not right/);
  await rob.signIn("rob", better);
  rob.troubles.length = 0;

  await rob.button("Set up codes").click();
  await rob.says(/Secret[^]*otpauth:/);
  await rob.holds();
  const secret = (await rob.main.locator("dd code").first().innerText()).replace(/\s/g, "");
  await rob.fill("Code that the app shows", anotherThan(codeOf(secret, 0)));
  await rob.button("Ask for codes from now on").click();
  await rob.says(/This was not done/);
  await rob.holdsRefused();
  await rob.fill("Code that the app shows", codeOf(secret, 0));
  await rob.button("Ask for codes from now on").click();
  await rob.says(/From now on a code is asked for/);

  await signOut(rob);
  await rob.trySignIn("rob", better);
  const code = rob.page.locator("[autocomplete=one-time-code]");
  await code.waitFor();
  // Being asked for it is no failure, and the keyboard is there already.
  assert.equal(await rob.main.locator(".error-summary").count(), 0);
  await rob.holdsRefused();
  await code.fill(anotherThan(codeOf(secret, 1)));
  await rob.button("Sign in").click();
  await rob.says(/This was not done\s+The code is not right/);
  await code.fill(codeOf(secret, 1));
  await rob.button("Sign in").click();
  await rob.says(/You are signed in as rob/);
  await rob.close();
});

async function lock(visit: Visit, name: string): Promise<void> {
  for (let attempt = 0; attempt < 8; attempt++) {
    await visit.trySignIn(name, "guessed at once");
    await visit.main.locator(".error-summary").waitFor();
    if (/Try again in/.test(await visit.main.innerText())) return;
    await visit.page.reload();
    await visit.settled();
  }
  assert.fail("it was never locked");
}

test("an administrator adds an account, unlocks it and closes it, and the audit shows it", async () => {
  const { deciding } = await real();
  const [ada, newt] = [await Visit.to(deciding), await Visit.to(deciding)];
  await ada.signIn("ada");
  await ada.page.getByRole("link", { name: "Accounts" }).click();
  await ada.says(/Who may sign in/);
  const add = ada.page.getByRole("form", { name: "add an account" });
  await add.getByLabel("Name to sign in with").fill("newt");
  await add.getByLabel("Full name").fill("Newt Newcomer");
  await add.getByLabel("analyst").check();
  await add.getByLabel("First password").fill("short");
  await add.getByRole("button").click();
  await ada.says(/This was not done/);
  await ada.holdsRefused();
  await add.getByLabel("First password").fill(password);
  await add.getByRole("button").click();
  const panel = ada.page.locator(".account-list > li", { hasText: "Newt Newcomer" });
  await ada.says(/reader, analyst/, panel);
  await ada.holds();

  await lock(newt, "newt");
  await newt.holdsRefused();
  await ada.page.reload();
  await ada.says(/locked after too many wrong passwords/, panel);
  await panel.getByRole("button", { name: /^Unlock it/ }).click();
  await panel.getByText("locked after").waitFor({ state: "detached" });
  await newt.signIn("newt");
  await newt.page.getByRole("link", { name: "Rebuild" }).waitFor();

  await panel.getByRole("button", { name: /^Close it/ }).click();
  await ada.says(/closed: cannot sign in/, panel);
  // The session ended with it: what the page still offers is refused.
  await newt.go("rebuild");
  await newt.button("Work them out again").click();
  await newt.says(/This was not done[^]*Sign in in another window/);
  await newt.holdsRefused();
  await newt.page.reload();
  await newt.trySignIn("newt");
  await newt.says(/is not right/);

  await ada.page.getByRole("link", { name: "Audit" }).click();
  await ada.says(/entries, the newest first/);
  // The newest first: what newt tried at last, and before it who closed, unlocked and made the account.
  const story = ["sign-in-refused", "disabled", "signed-in", "unlocked", "locked-out", "created"];
  const inOrder = story.map((kind) => `${kind}\\s[^\\n]*newt[^]*`).join("");
  await ada.says(new RegExp(inOrder));
  await ada.says(/ada\s+created\s+account newt \(Newt Newcomer\) with reader, analyst/);
  await ada.says(/rob\s+code-confirmed[^]*rob\s+code-set-up[^]*rob\s+password-changed/);
  await ada.button("Check that nothing was changed").click();
  await ada.says(/holds to the one before it/);
  await ada.holds();
  for (const visit of [ada, newt]) await visit.close();
});
