// An amount of money as people write it, as the server reads it: pounds with two decimals.

const scales: Readonly<Record<string, number>> = {
  k: 3,
  thousand: 3,
  m: 6,
  mn: 6,
  million: 6,
  bn: 9,
  billion: 9,
};

// "£2.4 million" is "2400000.00"; null where it is no amount. Digits are moved, never multiplied, so that
// no penny is lost.
export function readAmount(written: string): string | null {
  const plain = written
    .trim()
    .toLowerCase()
    .replace(/^£\s*/, "")
    .replace(/,(?=\d{3}(\D|$))/g, "");
  const parts = /^(\d{1,13})(?:\.(\d+))?\s*([a-z]*)$/.exec(plain);
  if (!parts) return null;
  const [, whole = "", fraction = "", word = ""] = parts;
  const places = word === "" ? 0 : scales[word];
  if (places === undefined) return null;
  const moved = fraction.padEnd(places, "0");
  const pence = moved.slice(places).replace(/0+$/, "");
  if (pence.length > 2) return null;
  const pounds = (whole + moved.slice(0, places)).replace(/^0+(?=\d)/, "");
  return pounds.length > 13 ? null : `${pounds}.${pence.padEnd(2, "0")}`;
}
