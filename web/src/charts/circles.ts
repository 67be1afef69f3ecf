// Flows that go round, which a picture from left to right cannot draw.

export interface Band {
  readonly from: string;
  readonly to: string;
  readonly amount: number;
  readonly says: string;
}

// Bands that close a circle, which this picture cannot draw, are set apart.
export function withoutCircles(bands: readonly Band[]): { drawn: Band[]; circular: Band[] } {
  const next = new Map<string, Set<string>>();
  const reaches = (from: string, to: string, seen = new Set<string>()): boolean => {
    if (from === to) return true;
    if (seen.has(from)) return false;
    seen.add(from);
    return [...(next.get(from) ?? [])].some((on) => reaches(on, to, seen));
  };
  const drawn: Band[] = [];
  const circular: Band[] = [];
  for (const band of [...bands].sort((a, b) => b.amount - a.amount)) {
    if (reaches(band.to, band.from)) {
      circular.push(band);
      continue;
    }
    next.set(band.from, (next.get(band.from) ?? new Set()).add(band.to));
    drawn.push(band);
  }
  return { drawn, circular };
}
