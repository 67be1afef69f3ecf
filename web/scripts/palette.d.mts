export function withPalette(png: Uint8Array): Buffer;
