// Which pages are looked at as pictures, and at what width.

export interface View {
  readonly name: string;
  readonly route: string;
  readonly width?: number;
  readonly isPrinted?: boolean;
  // Of a live page, whose account sees it.
  readonly as?: "secretary" | "administrator" | "analyst";
}

const narrow = 320;

// Of the report of the invented country.
export const reportViews: readonly View[] = [
  { name: "report-glance", route: "glance" },
  { name: "report-map", route: "map?measure=population" },
  { name: "report-profile", route: "profile?layer=board22" },
  { name: "report-boundaries", route: "boundaries" },
  { name: "report-functions", route: "functions" },
  { name: "report-who", route: "who/small" },
  { name: "report-need", route: "need" },
  { name: "report-waiting", route: "waiting" },
  { name: "report-money", route: "money" },
  { name: "report-findings", route: "findings" },
  { name: "report-glance-narrow", route: "glance", width: narrow },
  { name: "report-map-narrow", route: "map?measure=population", width: narrow },
  { name: "report-who-narrow", route: "who/small", width: narrow },
  { name: "report-map-printed", route: "map?measure=population", width: 700, isPrinted: true },
  { name: "report-who-printed", route: "who/small", width: 700, isPrinted: true },
];

const question = "act=approve&function=buy&place=ash&value=4000.00";

// Over the stub of the server.
export const liveViews: readonly View[] = [
  { name: "live-ask", route: `ask?${question}` },
  { name: "live-decisions", route: "decisions" },
  { name: "live-decision", route: "decisions/2021-001", as: "secretary" },
  { name: "live-propose", route: `propose?${question}`, as: "secretary" },
  { name: "live-rebuild", route: "rebuild", as: "analyst" },
  { name: "live-account", route: "account", as: "analyst" },
  { name: "live-accounts", route: "accounts", as: "administrator" },
  { name: "live-ask-narrow", route: `ask?${question}`, width: narrow },
  { name: "live-propose-narrow", route: `propose?${question}`, width: narrow, as: "secretary" },
];
