// The register of decisions over the real server, by people with different rights at the same time.

import assert from "node:assert/strict";
import { test } from "node:test";
import { eventually } from "./browser";
import { real } from "../real/pages";
import { Visit } from "../real/visit";

const title = "Community care in Bury for three years";

// What the rules want to have been thought of before a contract for care is awarded, in the words of the form.
const evidence: Readonly<Record<string, string>> = {
  "Health and wellbeing: the likely effect": "fewer falls",
  "Health and wellbeing: what it means for inequalities": "most where falls are most common",
  "Quality of services: the likely effect": "one team for each person",
  "Quality of services: what it means for inequalities": "the same hours in every street",
  "Use of resources: the likely effect": "within the budget",
  "Use of resources: what it means for inequalities": "money follows need",
  "Inequalities in access and in outcomes": "the poorest streets are visited first",
  "Whether joining with other services would lessen them": "nurses work beside housing officers",
  "Regard to the partnership's strategy": "serves its aim of care at home",
  Advice: "nursing: safe with the numbers given",
  "What people who are concerned said": "carers in Bury: evenings matter most",
  "Why in this way": "the nurses are known, and a change would cost a year",
  "How the criteria were weighed": "quality, integration, access and value, in paper 1",
  "Where the intention is published": "https://bury.example/notices/7",
  "The interest of patients": "the same nurses come",
  "The interest of taxpayers": "the price of last year",
  "The interest of the population": "every street is served",
  "What else was done before": "equality: assessment in paper 1",
};

const recorded = /It is recorded[^]*Receipt\s+\d+:[0-9a-f]{64}/;

async function fillAll(visit: Visit, fields: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, text] of Object.entries(fields)) await visit.fill(label, text);
}

// From the answer of a question to the form, which then knows the question already.
async function propose(sam: Visit): Promise<void> {
  await sam.go(
    "ask?act=award-contract&function=contracts&service=community&place=bury&value=400000.00",
  );
  await sam.says(/Ask Bury Locality Board first/);
  await sam.page.getByRole("link", { name: "Propose a decision on this" }).click();
  await sam.says(/^[^]*Propose a decision/);
  assert.equal(await sam.field("Where").inputValue(), "Bury");
  await fillAll(sam, {
    ...{ "Its number": "2024-001", Title: title, "Who decides": "Bury Locality Board" },
    ...{ "Recorded by": "bury-place-lead", On: "2024-04-30", Papers: "paper-1" },
    "For how much": "£60 million",
  });
  await sam.choose("Scale at which it is decided", "place");
  await sam.choose("How openly", "public");
  await sam.button("Propose it").click();
  // Beyond half a million pounds it is the board's; what was refused is mended, and nothing is typed anew.
  await sam.says(/This was not done/);
  assert.match(
    await sam.main.locator(".error-summary").innerText(),
    /bury-committee|Bury Locality/,
  );
  await sam.holdsRefused();
  await sam.fill("For how much", "400k");
  await sam.button("Propose it").click();
  await sam.says(recorded);
}

async function open(secretary: Visit, step: string): Promise<void> {
  await secretary.go("decisions/2024-001");
  await secretary.page.getByRole("link", { name: step, exact: true }).click();
  await secretary.says(new RegExp(title));
  await fillAll(secretary, { "Recorded by": "bury-place-lead", On: "2024-04-30" });
}

async function discuss(sam: Visit): Promise<void> {
  await open(sam, "Discussed");
  await sam.says(/So far: Proposed/);
  await sam.fill("Present", "bury-chair\nbury-place-lead\nbury-non-executive\nbury-primary-care");
  await sam.choose("Did no views differ?", "yes");
  await sam.button("Record it").click();
  await sam.says(recorded);
}

// The two secretaries have the same form open, and one of them is quicker.
async function decideTwice(sam: Visit, sue: Visit): Promise<void> {
  for (const secretary of [sam, sue]) {
    await open(secretary, "Decided by consensus");
    await secretary.choose("Outcome", "approved");
    await secretary.fill("In the words of the minutes", "Awarded for three years.");
  }
  await sam.button("Record it").click();
  await sam.says(/This was not done[^]*triple aim is not shown[^]*GOV185/);
  // The part that was folded is open now, for what is missing stands there beside its fields.
  assert.ok((await sam.main.locator("details .live-field--wrong").count()) >= 5);
  await sam.holdsRefused();
  await sue.main.getByText("What is shown for it").click();
  for (const secretary of [sam, sue]) {
    await secretary.choose("How the provider is selected", "continue-existing");
    await fillAll(secretary, evidence);
  }
  await sam.button("Record it").click();
  await sam.says(recorded);
  await sue.button("Record it").click();
  await sue.says(/This was not done\s+Somebody else recorded a step since/);
  await sue.says(/So far: Decided by consensus[^]*meanwhile\s+Consensus on 30 April 2024/);
  // Told, she sends it again, and the rules refuse it.
  await sue.button("Record it").click();
  await sue.says(/This was not done[^]*GOV181/);
  assert.equal(
    await sue.field("In the words of the minutes").inputValue(),
    "Awarded for three years.",
  );
  assert.equal(await sue.field("Advice").inputValue(), evidence["Advice"]);
  await sue.holdsRefused();
}

async function publish(sam: Visit): Promise<void> {
  await open(sam, "Published");
  await fillAll(sam, { On: "2024-05-02", Address: "https://bury.example/decisions/1" });
  await sam.button("Record it").click();
  await sam.says(recorded);
}

// What somebody without the right sees, and what happens to a request past the page.
async function mayOnlyRead(rob: Visit): Promise<void> {
  for (const route of ["propose", "record/2024-001/discussed"]) {
    await rob.go(route);
    await rob.says(/Your account \(reader\) may not/);
    assert.equal(await rob.main.locator("form").count(), 0);
  }
  const toml = `step = "discussed"\nby = "bury-place-lead"\non = 2024-04-30\n`;
  const forge = (path: string) => rob.forge("POST", path, toml, "application/toml");
  assert.equal(await forge("/decisions"), 403);
  assert.equal(await forge("/decisions/2024-001/steps?kind=record"), 403);
  assert.equal(await rob.forge("POST", "/builds", "{}", "application/json"), 403);
  rob.troubles.length = 0;
}

test("a decision from its question to its publication, with a reader and a rival", async () => {
  const { deciding } = await real();
  const [sam, sue, rob] = await Promise.all([
    Visit.to(deciding),
    Visit.to(deciding),
    Visit.to(deciding),
  ]);
  for (const [name, visit] of Object.entries({ sam, sue, rob })) await visit.signIn(name);
  await rob.go("decisions");
  await rob.says(/Nothing has been proposed yet|There is no register yet/);
  await propose(sam);
  // It comes to who reads without being asked for.
  await rob.says(/1 decision: 1 not yet decided[^]*2024-001/);
  await rob.page.getByRole("link", { name: "2024-001" }).click();
  await rob.says(/Proposed\.[^]*Bury Locality Board[^]*£400,000/);
  assert.equal(await rob.page.getByText("The next step").count(), 0);
  await mayOnlyRead(rob);
  await rob.go("decisions/2024-001");
  await discuss(sam);
  await rob.says(/Discussed\./);
  await decideTwice(sam, sue);
  await publish(sam);
  await rob.says(/Published\.[^]*carers in Bury: evenings matter most[^]*Published on 2 May 2024/);
  await rob.holds();
  await eventually(() => rob.page.locator(".entry-list > li").count(), 4);
  // What the page handed out as a receipt holds for the program too.
  const receipt = /Receipt\s+(\d+:[0-9a-f]+)/.exec(await sam.main.innerText())?.[1] ?? "";
  assert.match(receipt, /^4:/);
  await deciding.run("decide", deciding.folder, "verify", "--receipt", receipt);
  const register = await deciding.run("decide", deciding.folder, "show", "--format", "csv");
  assert.match(register, /2024-001[^\n]*published[^\n]*consensus[^\n]*approved/);
  for (const visit of [sam, sue, rob]) await visit.close();
});
