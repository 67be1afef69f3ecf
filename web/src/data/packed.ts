// Small areas as the program packs them: numbers in two characters of an alphabet of ninety, codes as
// steps from one to the next. The twin of src/pipeline/small_areas.cpp.

import type { SmallAreas } from "./document";
import { fields } from "./reading";

const alphabet = Array.from({ length: 0x7e - 0x23 + 1 }, (_, i) => String.fromCharCode(0x23 + i))
  .filter((letter) => letter !== "\\" && letter !== "<")
  .join("");
const digits = alphabet.length;
const notKnown = digits * digits - 1;
const partsOfOne = 8000;

const digitOf = new Map([...alphabet].map((letter, digit) => [letter, digit]));

function digitAt(text: string, index: number): number {
  return digitOf.get(text[index] ?? "") ?? digits - 1;
}

// Numbers of two characters each; -1 where the number is not known, or the text is not as expected.
export function unpack(text: string): Int32Array {
  const numbers = new Int32Array(Math.floor(text.length / 2));
  for (let i = 0; i < numbers.length; i++) {
    const number = digitAt(text, 2 * i) * digits + digitAt(text, 2 * i + 1);
    numbers[i] = number === notKnown ? -1 : number;
  }
  return numbers;
}

export function unpackCodes(beginning: string, length: number, steps: string): string[] {
  const codes: string[] = [];
  let number = 0;
  for (let i = 0; i < steps.length; i++) {
    let step = digitAt(steps, i);
    if (step === digits - 1) {
      step = 0;
      for (let place = 0; place < 4; place++) step = step * digits + digitAt(steps, ++i);
    }
    number += step;
    codes.push(beginning + String(number).padStart(length, "0"));
  }
  return codes;
}

const text = (value: unknown): string => (typeof value === "string" ? value : "");
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const whole = (value: unknown): number => (typeof value === "number" ? Math.trunc(value) : 0);

// Null where there are none, or where what stands there does not fit together.
export function readSmallAreas(value: unknown): SmallAreas | null {
  const given = fields(value);
  const codes =
    typeof given["steps"] === "string"
      ? unpackCodes(text(given["beginning"]), whole(given["digits"]), given["steps"])
      : list(given["codes"]).map(text);
  const east = unpack(text(given["east"]));
  const north = unpack(text(given["north"]));
  const count = codes.length;
  if (count === 0 || east.length !== count || north.length !== count) return null;
  const within = list(given["within"]).flatMap((entry) => {
    const one = fields(entry);
    const areas = list(one["areas"]).map((area) => {
      const [code, name] = list(area);
      return { code: text(code), name: text(name) || text(code) };
    });
    const of = unpack(text(one["of"]));
    return of.length === count ? [{ layer: text(one["layer"]), areas, of }] : [];
  });
  const measures = list(given["measures"]).flatMap((entry) => {
    const one = fields(entry);
    const values = unpack(text(one["values"]));
    if (values.length !== count) return [];
    const indicator = text(one["indicator"]);
    const per = indicator === "" ? 1 : partsOfOne;
    const shares = Float64Array.from(values, (held) => (held < 0 ? NaN : held / per));
    return [{ indicator, period: text(one["period"]), source: text(one["source"]), shares }];
  });
  if (measures.length === 0) return null;
  const leftOut = whole(given["left_out"]);
  return { layer: text(given["layer"]), codes, east, north, within, measures, leftOut };
}
