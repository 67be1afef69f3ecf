// Puts data into the bundle as the program that makes reports does: every `<` of the data is escaped,
// so that no text can end the script element, and the title is escaped as HTML.

export function fill(page, json, title) {
  const safeData = json.replaceAll("<", "\\u003c");
  const safeTitle = title.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  const element = `<script type="application/json" id="concord-data">${safeData}</script>`;
  return page
    .replace("<!--concord-title-->", () => safeTitle)
    .replace("<!--concord-data-->", () => element);
}
