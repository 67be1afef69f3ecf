// One hue from light to dark. Lightness alone carries the order, so it reads the same with any kind
// of colour vision and in a black and white print. Every fill leaves room for text with a contrast of
// at least 4.5 to 1; a test holds that.

const ramp = ["#eef4fb", "#cfe2f3", "#a6cbe9", "#7eb0dc", "#2f74b5", "#17548f", "#0a2f5c"] as const;

const chosen: Readonly<Record<number, readonly number[]>> = {
  1: [3],
  2: [1, 4],
  3: [1, 3, 5],
  4: [0, 2, 4, 6],
  5: [0, 2, 3, 4, 6],
  6: [0, 1, 2, 3, 4, 6],
  7: [0, 1, 2, 3, 4, 5, 6],
};

export const mostColours = ramp.length;

export const darkInk = "#212b32";
export const lightInk = "#ffffff";

export function colours(count: number): string[] {
  const indices = chosen[Math.min(Math.max(count, 1), mostColours)] ?? [];
  return Array.from({ length: count }, (_, place) => {
    const index = indices[Math.min(place, indices.length - 1)] ?? 0;
    return ramp[index] ?? ramp[0];
  });
}

function channel(value: number): number {
  const part = value / 255;
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
}

function luminance(colour: string): number {
  const parts = [1, 3, 5].map((start) => channel(parseInt(colour.slice(start, start + 2), 16)));
  const [red = 0, green = 0, blue = 0] = parts;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

export function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

// The ink that reads best on a fill.
export function inkOn(colour: string): string {
  return contrast(colour, darkInk) >= contrast(colour, lightInk) ? darkInk : lightInk;
}
