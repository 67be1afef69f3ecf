// The pictures that stand in README and docs: of which system, and what is left out of each besides what can
// only be clicked, so that a picture shows a page from its head to the licences at its foot.

export interface DocumentView {
  readonly name: string;
  readonly of: "england" | "greater-manchester" | "server";
  readonly route: string;
  readonly leaveOut: readonly string[];
  // What is typed into the search.
  readonly search?: string;
}

const always = [".picture-tools", ".picture .hint"];

const question =
  "act=award-contract&function=contracts&service=community&place=bury&value=400000.00";

const views: readonly DocumentView[] = [
  { name: "england-glance", of: "england", route: "glance", leaveOut: [] },
  {
    ...{ name: "england-map", of: "england", route: "map?layer=icb24&mode=exact" },
    leaveOut: [".table-block"],
  },
  {
    ...{ name: "england-boundaries", of: "england", route: "boundaries?pair=icb24~sa25" },
    leaveOut: [".table-block", "section", ".hint", ".figure-subtitle ~ h2"],
  },
  {
    ...{ name: "england-changes", of: "england", route: "changes?pair=stp21~icb22" },
    leaveOut: [],
  },
  {
    ...{ name: "england-money", of: "england", route: "money?year=2025/26&stream=core" },
    leaveOut: [".table-block", ".meanings", "> section", ".part-nav", "> p"],
  },
  {
    ...{ name: "who-decides", of: "greater-manchester" },
    ...{ route: "who?place=bury&outcome=decided", leaveOut: ["> p:last-of-type"] },
  },
  {
    ...{ name: "served-question", of: "server", route: `ask?${question}` },
    leaveOut: [
      ...[".table-block", "h2:has(+ .table-block)", ".finding-list", "h2:has(+ .finding-list)"],
    ],
  },
  {
    ...{ name: "served-search", of: "server", route: "glance", search: "bury" },
    leaveOut: [],
  },
];

export function viewsOf(of: DocumentView["of"]): readonly DocumentView[] {
  return views.filter((view) => view.of === of);
}

export function hiding({ leaveOut }: DocumentView): string {
  return [...leaveOut, ...always]
    .map((selector) => `main ${selector} { display: none !important; }`)
    .join("\n");
}
