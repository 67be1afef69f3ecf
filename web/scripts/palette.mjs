// Makes a picture of the screen small: 256 colours that are most of it, each other colour by the nearest
// of them. Reads and writes PNG with eight bits a channel, as browsers take pictures.

import { deflateSync, inflateSync } from "node:zlib";

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

function* chunks(png) {
  for (let at = signature.length; at < png.length; ) {
    const length = png.readUInt32BE(at);
    const type = png.toString("latin1", at + 4, at + 8);
    yield { type, data: png.subarray(at + 8, at + 8 + length) };
    at += 12 + length;
  }
}

// What a byte of a row was before it was written as a difference: PNG's five filters.
const filters = [
  () => 0,
  (left) => left,
  (left, up) => up,
  (left, up) => (left + up) >> 1,
  (left, up, corner) => {
    const guess = left + up - corner;
    const [a, b, c] = [left, up, corner].map((value) => Math.abs(guess - value));
    return a <= b && a <= c ? left : b <= c ? up : corner;
  },
];

function pixels(raw, width, height, channels) {
  const stride = width * channels;
  const result = Buffer.alloc(stride * height);
  for (let row = 0; row < height; ++row) {
    const filter = filters[raw[row * (stride + 1)]];
    const from = row * (stride + 1) + 1;
    const to = row * stride;
    for (let i = 0; i < stride; ++i) {
      const left = i >= channels ? result[to + i - channels] : 0;
      const up = row > 0 ? result[to + i - stride] : 0;
      const corner = row > 0 && i >= channels ? result[to + i - stride - channels] : 0;
      result[to + i] = raw[from + i] + filter(left, up, corner);
    }
  }
  return result;
}

function distance(one, other) {
  const parts = [16, 8, 0].map((shift) => ((one >> shift) & 255) - ((other >> shift) & 255));
  return parts.reduce((sum, part) => sum + part * part, 0);
}

const size = 256;
// So many of them are the commonest; the others stand for what is least like any before, so that a small sign
// in a colour of its own keeps it.
const mostCommon = 192;

function paletteOf(colours) {
  const counts = new Map();
  for (const colour of colours) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  const ordered = [...counts].sort(([, one], [, other]) => other - one).map(([colour]) => colour);
  const palette = ordered.slice(0, mostCommon);
  const rest = ordered.slice(mostCommon);
  const away = rest.map((colour) => Math.min(...palette.map((known) => distance(colour, known))));
  while (palette.length < size && rest.length > 0) {
    const farthest = away.indexOf(Math.max(...away));
    if (away[farthest] === 0) break;
    palette.push(rest[farthest]);
    rest.forEach((colour, index) => {
      away[index] = Math.min(away[index], distance(colour, rest[farthest]));
    });
  }
  return palette;
}

function nearest(colour, palette) {
  let [best, least] = [0, Infinity];
  palette.forEach((known, index) => {
    const found = distance(colour, known);
    if (found < least) [best, least] = [index, found];
  });
  return best;
}

function crc(bytes) {
  let value = ~0;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; ++bit) value = (value >>> 1) ^ (value & 1 ? 0xedb88320 : 0);
  }
  return ~value >>> 0;
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc(body));
  return Buffer.concat([length, body, check]);
}

export function withPalette(png) {
  const all = [...chunks(png)];
  const header = Buffer.from(all.find(({ type }) => type === "IHDR").data);
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const channels = header[9] === 6 ? 4 : 3;
  const packed = Buffer.concat(all.filter(({ type }) => type === "IDAT").map(({ data }) => data));
  const bytes = pixels(inflateSync(packed), width, height, channels);
  const colours = Array.from({ length: width * height }, (_, index) =>
    bytes.readUIntBE(index * channels, 3),
  );
  const palette = paletteOf(colours);
  const indexOf = new Map(palette.map((colour, index) => [colour, index]));
  const rows = Buffer.alloc((width + 1) * height);
  colours.forEach((colour, index) => {
    if (!indexOf.has(colour)) indexOf.set(colour, nearest(colour, palette));
    rows[index + Math.floor(index / width) + 1] = indexOf.get(colour);
  });
  // Eight bits a pixel, each the place of a colour in the palette.
  header.set([8, 3], 8);
  const table = Buffer.from(palette.flatMap((c) => [c >> 16, (c >> 8) & 255, c & 255]));
  const parts = [
    ["IHDR", header],
    ["PLTE", table],
    ["IDAT", deflateSync(rows, { level: 9, memLevel: 9 })],
    ["IEND", Buffer.alloc(0)],
  ];
  return Buffer.concat([signature, ...parts.map(([type, data]) => chunk(type, data))]);
}
