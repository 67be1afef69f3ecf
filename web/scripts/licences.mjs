// The licences of the packages that went into the bundle: they ask to be passed on with it. Packages
// under the same words are named together.

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

function packageOf(input) {
  const parts = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input);
  return parts ? parts[1] : null;
}

async function licenceOf(folder) {
  const names = await readdir(folder);
  const file = names.find((name) => /^licen[cs]e/i.test(name));
  if (!file) throw new Error(`${folder} has no licence`);
  return (await readFile(join(folder, file), "utf8")).trim().replace(/\r\n/g, "\n");
}

export async function licences(root, inputs) {
  const folders = [...new Set(inputs.map(packageOf).filter((folder) => folder !== null))].sort();
  const namesByText = new Map();
  for (const folder of folders) {
    const { name, version } = JSON.parse(
      await readFile(join(root, folder, "package.json"), "utf8"),
    );
    const text = await licenceOf(join(root, folder));
    namesByText.set(text, [...(namesByText.get(text) ?? []), `${name} ${version}`]);
  }
  const notices = [...namesByText].map(([text, names]) => `${names.join(", ")}\n\n${text}`);
  // Nothing in a licence may end the element that it stands in.
  return notices.join("\n\n----\n\n").replaceAll("<", "‹").replaceAll(">", "›");
}
