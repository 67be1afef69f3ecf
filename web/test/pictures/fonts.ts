// The fonts of a browser under test: those of Debian's fonts-dejavu-core and no other, so that the same page
// has the same pixels wherever that package is.

import { existsSync } from "node:fs";
import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";

const source = "/usr/share/fonts/truetype/dejavu";
const names = ["DejaVuSans", "DejaVuSans-Bold", "DejaVuSansMono", "DejaVuSansMono-Bold"];

const settings = (folder: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${folder}</dir>
  <cachedir>${folder}/cache</cachedir>
  <alias binding="strong"><family>monospace</family><prefer><family>DejaVu Sans Mono</family></prefer></alias>
  <match target="font">
    <edit name="antialias" mode="assign"><bool>true</bool></edit>
    <edit name="hinting" mode="assign"><bool>false</bool></edit>
    <edit name="rgba" mode="assign"><const>none</const></edit>
  </match>
</fontconfig>
`;

// Makes the folder, and says the environment in which a browser knows nothing else.
export async function fontsIn(folder: string): Promise<{ FONTCONFIG_FILE: string }> {
  await mkdir(folder, { recursive: true });
  for (const name of names) {
    const font = join(source, `${name}.ttf`);
    if (!existsSync(font)) {
      throw new Error(`there is no ${font}: install fonts-dejavu-core, as ./do setup does`);
    }
    await symlink(font, join(folder, `${name}.ttf`));
  }
  const file = join(folder, "fonts.conf");
  await writeFile(file, settings(folder));
  return { FONTCONFIG_FILE: file };
}
