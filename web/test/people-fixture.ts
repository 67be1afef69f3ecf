// People of the invented country: ages of two boards, small areas on a grid, cohorts of an extract.

type Cell = string | number | boolean | null;
type MakeTable<T> = (meaning: string, columns: string, rows: Cell[][]) => T;

// By hand, with the alphabet of the program: `#` is 0, `$` 1, and so on; two letters are a number, and
// `~~` is not known. Four areas at (10, 10), (20, 10), (10, 20) and (20, 20).
export const smallAreas = {
  layer: "cell22",
  left_out: 1,
  beginning: "C",
  digits: 2,
  steps: "$$$$",
  east: "#-#7#-#7",
  north: "#-#-#7#7",
  within: [
    {
      layer: "board22",
      areas: [
        ["B01", "Ashmoor"],
        ["B02", ""],
      ],
      of: "#####$~~",
    },
  ],
  measures: [
    { indicator: "", period: "", source: "index19", values: "#$#%#'~~" },
    { indicator: "asthma", period: "2022", source: "cells.csv", values: "#s${##~~" },
  ],
};

function ages(code: string, first: number): Cell[][] {
  return ["00-04", "05-09", "65-69", "85+"].map((band, index) => {
    const [people, females] = [first + index, index === 3 ? null : Math.floor(first / 2)];
    const males = females === null ? null : people - females;
    return ["board22", code, band, people, females, males, "2021", "lists22", "a note"];
  });
}

function cohortTables<T>(table: MakeTable<T>, hostile: string): Record<string, T> {
  return {
    cohorts: table(
      "cohorts",
      "cohort title cohort_group people:whole of:whole share:number source note release",
      [
        ["core20", `Core ${hostile}`, "core20", 200, 1000, 0.2, "a rule", "", "1-7-to-5"],
        ["few", "Few", "plus", null, 1000, null, "a rule", "beware", "1-7-to-5"],
      ],
    ),
    cohort_steps: table(
      "steps",
      "cohort step:whole must before:whole kept:whole lost:whole release",
      [
        ["core20", 1, "is 18 or older", 1000, 800, 200, "1-7-to-5"],
        ["core20", 2, `lives ${hostile}`, 800, 200, 600, "1-7-to-5"],
        ["few", 1, "is rare", 1000, null, null, "1-7-to-5"],
      ],
    ),
    segments: table("segments", "segment title people:whole share:number release", [
      ["frail", "Frail", 100, 0.1, "1-7-to-5"],
      ["rest", "Everybody else", 900, 0.9, "1-7-to-5"],
      ["all", "Everybody", 1000, 1, "1-7-to-5"],
    ]),
    risk_strata: table(
      "strata",
      `stratum people:whole observed:number lowercl:number uppercl:number expected:number
        calibration:number model release`,
      [
        ["low", 900, 0.1, 0.08, 0.12, 0.1, 1, "a model", "1-7-to-5"],
        ["high", 100, 0.5, 0.4, 0.6, 0.3, 1.67, "a model", "1-7-to-5"],
      ],
    ),
    deprived_fifths: table(
      "fifths",
      `measure areas_here:whole national:whole local:whole local_not_national:whole
        national_not_local:whole`,
      [["index19", 10, 3, 2, 0, 1]],
    ),
  };
}

function needTables<T>(table: MakeTable<T>, hostile: string): Record<string, T> {
  const share = "value:number lowercl:number uppercl:number";
  const profile = (period: string, code: string, value: number): Cell[] => [
    ...["asthma", period, "board22", code, code === "B01" ? hostile : code],
    ...[value, value - 0.02, value + 0.02, "similar"],
  ];
  return {
    need_indicators: table("indicators", "indicator title better use note source", [
      ["asthma", `Asthma ${hostile}`, "lower", "find-gaps", "", "cells.csv"],
    ]),
    need_profile: table(
      "profile",
      `indicator period layer code name ${share} standing`,
      ["2020", "2021", "2022"].flatMap((period, index) => [
        profile(period, "all", 0.1 + index / 100),
        profile(period, "B01", 0.2 - index / 100),
        profile(period, "B02", 0.05),
      ]),
    ),
    need_trend: table(
      "trend",
      `indicator layer code first_period last_period periods:whole course change:number
        lowercl:number uppercl:number`,
      [
        ["asthma", "board22", "all", "2020", "2022", 3, "rises throughout", 0.02, 0.01, 0.03],
        ["asthma", "board22", "B01", "2020", "2022", 3, "falls throughout", -0.02, -0.05, 0.01],
      ],
    ),
    need_evidence: table("evidence", "layer code name item title state figures:whole source", [
      ["board22", "all", "all areas together", "conditions", "Conditions", "here", 3, "cells.csv"],
      ["board22", "all", "all areas together", "homes", `Homes ${hostile}`, "missing", 0, ""],
    ]),
    need_groups: table(
      "groups",
      "group kind aspect measure value:number everyone:number worse:truth period source",
      [[hostile, "plus", "access", "checks", 0.5, 0.6, true, "2022", "register"]],
    ),
  };
}

export function peopleTables<T>(table: MakeTable<T>, hostile: string): Record<string, T> {
  return {
    need_people: table(
      "people",
      `layer code age_band people:whole females:whole males:whole period source note`,
      [...ages("all", 100), ...ages("B01", 10)],
    ),
    population_counts: table("counts", "code age_band sex ethnicity people:whole release", [
      ["", "00-04", "female", "asian", 10, "1-7-to-5"],
      ["", "00-04", "male", "asian", 12, "1-7-to-5"],
      ["", "00-04", "unknown", "asian", 8, "1-7-to-5"],
      ["", "85+", "female", "white", null, "1-7-to-5"],
    ]),
    ...cohortTables(table, hostile),
    ...needTables(table, hostile),
  };
}
