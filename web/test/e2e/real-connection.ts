// A server that dies under its readers and writers, and comes back.

import assert from "node:assert/strict";
import { test } from "node:test";
import { real } from "../real/pages";
import { Visit } from "../real/visit";

test("a lost connection: said, readable, nothing that was typed is lost, and it goes on by itself", async () => {
  const { deciding } = await real();
  const [sam, reader] = [await Visit.to(deciding), await Visit.to(deciding, "functions")];
  await sam.signIn("sam");
  await sam.go("propose?act=adopt-strategy&function=integrated-care-strategy&place=gm");
  const typed = {
    ...{
      "Its number": "2024-002",
      Title: "The strategy of 2024",
      "Recorded by": "partnership-chair",
    },
    ...{ "Who decides": "Greater Manchester Integrated Care Partnership", On: "2024-04-30" },
  };
  for (const [label, text] of Object.entries(typed)) await sam.fill(label, text);
  await deciding.kill();
  for (const visit of [sam, reader]) {
    await visit.says(/The connection is lost; trying again/, visit.notices);
  }
  await reader.holdsRefused();
  await reader.page.getByRole("link", { name: "Who decides" }).click();
  await reader.says(/Who decides[^]*Bury Locality Board/);
  await sam.button("Propose it").click();
  await sam.says(/The server does not answer\. Nothing was lost/);
  for (const [label, text] of Object.entries(typed)) {
    assert.equal(await sam.field(label).inputValue(), text);
  }
  await sam.holdsRefused();
  // Goes on typing while nobody answers.
  await sam.fill("In a few sentences", "Typed while the server was away.");
  await deciding.start();
  for (const visit of [sam, reader]) await visit.says(/^$/, visit.notices);
  await sam.choose("Scale at which it is decided", "system");
  await sam.fill("Why not nearer to people", "One strategy serves all ten localities.");
  await sam.choose("How openly", "public");
  await sam.fill("Papers", "paper-2");
  await sam.button("Propose it").click();
  await sam.says(/It is recorded/);
  await reader.go("decisions/2024-002");
  await reader.says(/The strategy of 2024[^]*Typed while the server was away/);
  await reader.holdsRefused();
  for (const visit of [sam, reader]) await visit.close();
});
