// Breaking text into lines, for drawings, which have no lines of their own.

// How wide a text is, in the units of the drawing.
export type Measure = (text: string) => number;

// A word that is wider than a line is cut where the line ends.
function cut(word: string, width: number, measure: Measure): string[] {
  const parts: string[] = [];
  let part = "";
  for (const letter of word) {
    if (part !== "" && measure(part + letter) > width) {
      parts.push(part);
      part = letter;
    } else {
      part += letter;
    }
  }
  return [...parts, part];
}

// The beginning of a text, where the whole of it does not fit.
export function shorten(text: string, width: number, measure: Measure): string {
  if (measure(text) <= width) return text;
  const letters = [...text];
  while (letters.length > 1 && measure(`${letters.join("").trimEnd()}…`) > width) letters.pop();
  return `${letters.join("").trimEnd()}…`;
}

export function wrapWords(text: string, width: number, measure: Measure): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter((known) => known !== "")) {
    const last = lines.at(-1);
    const joined = last === undefined ? word : `${last} ${word}`;
    if (measure(joined) <= width) lines.splice(-1, 1, joined);
    else lines.push(...(measure(word) <= width ? [word] : cut(word, width, measure)));
  }
  return lines;
}
