// A picture as a file that says what it shows and where it comes from, wherever it is pasted: the
// drawing as it stands on the page, below its title and its key, above its sources.

import type { Fact } from "../model/provenance";
import { wrapWords } from "../format/wrapping";
import { saveFile } from "./download";
import { fontFamily, textMeasure } from "./measuring";

export interface KeyEntry {
  // Empty where the area is hatched; null where there is only text.
  readonly colour: string | null;
  readonly text: string;
}

export interface Caption {
  readonly title: string;
  readonly keys: readonly KeyEntry[];
  readonly facts: readonly Fact[];
  // Who made it, and under which licence it may be shown.
  readonly credit: string;
}

const namespace = "http://www.w3.org/2000/svg";
const margin = 20;
const leastWidth = 480;
const ink = "#212b32";
const quietInk = "#4c6272";

// What a style sheet of the page gives to a drawing; a file has no style sheet.
const styles = [
  "fill",
  "fill-opacity",
  "fill-rule",
  "stroke",
  "stroke-width",
  "stroke-dasharray",
  "stroke-linejoin",
  "paint-order",
  "font-size",
  "font-weight",
  "font-variant-numeric",
  "text-anchor",
];

function element(name: string, attributes: Record<string, string | number>): SVGElement {
  const made = document.createElementNS(namespace, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
}

function withStyles(drawing: SVGSVGElement): SVGSVGElement {
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  const originals = drawing.querySelectorAll("path, rect, circle, line, text, tspan");
  const copies = copy.querySelectorAll("path, rect, circle, line, text, tspan");
  originals.forEach((original, index) => {
    const computed = getComputedStyle(original);
    for (const name of styles) {
      copies[index]?.setAttribute(name, computed.getPropertyValue(name));
    }
    copies[index]?.removeAttribute("class");
  });
  for (const text of copy.querySelectorAll("text")) text.setAttribute("font-family", fontFamily);
  // Links lead to pages of the report, which is not where the picture will be.
  for (const link of copy.querySelectorAll("a")) {
    const group = element("g", {});
    group.append(...link.childNodes);
    link.replaceWith(group);
  }
  for (const extra of copy.querySelectorAll(".picture__outline, style")) extra.remove();
  return copy;
}

// Puts one thing below another, and knows how far down it has come.
class Sheet {
  readonly root = element("svg", { xmlns: namespace });
  bottom = margin;

  constructor(readonly width: number) {}

  text(words: string, size: number, weight: number, fill: string, indent = 0): void {
    const room = this.width - 2 * margin - indent;
    for (const line of wrapWords(words, room, textMeasure(size, weight))) {
      this.bottom += size * 1.35;
      const style = { "font-family": fontFamily, "font-size": size, "font-weight": weight, fill };
      const made = element("text", { x: margin + indent, y: this.bottom - size * 0.3, ...style });
      made.textContent = line;
      this.root.append(made);
    }
  }

  key({ colour, text }: KeyEntry): void {
    const box = { x: margin, y: this.bottom + 3, width: 22, height: 13, stroke: quietInk };
    if (colour === "") this.hatch(box);
    else if (colour !== null) this.root.append(element("rect", { ...box, fill: colour }));
    this.text(text, 13, 400, ink, colour === null ? 0 : 32);
  }

  private hatch(box: { x: number; y: number; width: number; height: number }): void {
    this.root.append(element("rect", { ...box, fill: "#ffffff", stroke: quietInk }));
    for (let x = box.x; x < box.x + box.width - 4; x += 6) {
      const [y1, y2] = [box.y + box.height, box.y];
      this.root.append(element("line", { x1: x, x2: x + 6, y1, y2, stroke: "#768692" }));
    }
  }

  drawing(drawing: SVGSVGElement, width: number, height: number): void {
    const copy = withStyles(drawing);
    copy.setAttribute("x", String((this.width - width) / 2));
    copy.setAttribute("y", String(this.bottom));
    copy.setAttribute("width", String(width));
    copy.setAttribute("height", String(height));
    this.root.append(copy);
    this.bottom += height;
  }

  finish(): string {
    const [width, height] = [this.width, Math.ceil(this.bottom + margin)];
    this.root.setAttribute("width", String(width));
    this.root.setAttribute("height", String(height));
    this.root.setAttribute("viewBox", `0 0 ${width} ${height}`);
    this.root.prepend(element("rect", { width, height, fill: "#ffffff" }));
    return new XMLSerializer().serializeToString(this.root);
  }
}

export function composePicture(drawing: SVGSVGElement, caption: Caption): string {
  const { width, height } = drawing.viewBox.baseVal;
  const sheet = new Sheet(Math.ceil(Math.max(width, leastWidth) + 2 * margin));
  sheet.text(caption.title, 18, 700, ink);
  sheet.bottom += 8;
  for (const entry of caption.keys) sheet.key(entry);
  sheet.bottom += 10;
  sheet.drawing(drawing, width, height);
  sheet.bottom += 10;
  for (const { term, value } of caption.facts) {
    sheet.text(`${term}: ${value}`, 12, 400, quietInk);
  }
  if (caption.credit !== "") sheet.text(caption.credit, 12, 400, quietInk);
  return sheet.finish();
}

// Twice as fine as the screen, so that it is sharp on a slide.
const fineness = 2;

async function asPng(svg: string): Promise<Blob | null> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.naturalWidth * fineness;
  canvas.height = image.naturalHeight * fineness;
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}

export type PictureKind = "svg" | "png";

export async function savePicture(
  drawing: SVGSVGElement,
  caption: Caption,
  name: string,
  kind: PictureKind,
): Promise<void> {
  const svg = composePicture(drawing, caption);
  const content = kind === "svg" ? new Blob([svg], { type: "image/svg+xml" }) : await asPng(svg);
  if (content) saveFile(`${name}.${kind}`, content);
}
