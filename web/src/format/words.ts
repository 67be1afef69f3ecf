// Words for what the data name by column or by code.

const columnTitles: Readonly<Record<string, string>> = {
  ods_code: "ODS code",
  code: "Code",
  lsoas: "Small areas",
  lsoas_urban: "Urban small areas",
  pct_urban: "Urban",
  urban_band: "Urban band",
  lsoas_most_deprived_quintile: "Most deprived small areas",
  pct_most_deprived_quintile: "Most deprived fifth",
  deprivation_band: "Deprivation band",
  size_band: "Size band",
  utlas: "Upper-tier councils",
  utla_band: "Councils band",
  la_tiers: "Council tiers",
  trusts: "NHS trusts",
  trust_band: "Trusts band",
  ics_wave: "Wave",
  is_small: "Small areas",
  small_areas: "Stands on",
  valid_from: "From",
  valid_to: "To",
  sha256: "SHA-256",
  jaccard: "Jaccard index",
  how: "Fit",
  people_misplaced_at_most: "People misplaced at most",
};

// A column's name in words, for a reader.
export function columnTitle(name: string): string {
  const known = columnTitles[name];
  if (known !== undefined) return known;
  const words = name.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const rulesInForce: Readonly<Record<string, string>> = {
  "framework-2021": "the framework of 2021",
  "act-2022": "the Health and Care Act 2022",
  "plan-2025": "the plan of 2025",
};

export function rulesTitle(profile: string): string {
  return rulesInForce[profile] ?? profile;
}

export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export interface TextPart {
  readonly text: string;
  readonly isCode: boolean;
}

// Messages put names as they stand in files between backticks.
export function splitCode(text: string): TextPart[] {
  return text
    .split("`")
    .map((part, index) => ({ text: part, isCode: index % 2 === 1 }))
    .filter((part) => part.text !== "");
}
