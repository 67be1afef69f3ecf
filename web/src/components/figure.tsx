// A picture with what belongs to it: where its figures come from, and the picture as a file. Every
// picture of the application that carries figures stands in one of these.

import { createContext, type ComponentChildren, type JSX } from "preact";
import { useContext, useRef } from "preact/hooks";
import type { Fact } from "../model/provenance";
import { Provenance } from "./provenance";
import { savePicture, type KeyEntry, type PictureKind } from "./save-picture";

// The licences and the maker, as they stand under a picture that leaves the page.
export const Credit = createContext("");

interface FigureProps {
  // What the picture shows, in a sentence; it heads the file.
  readonly title: string;
  // The name of the file, without its kind.
  readonly file: string;
  readonly facts: readonly Fact[];
  readonly keys?: readonly KeyEntry[];
  readonly class?: string;
  readonly children: ComponentChildren;
}

const kinds: readonly PictureKind[] = ["svg", "png"];

// The drawing of a figure; one that is painted dot by dot is put into a drawing as it stands.
function drawingOf(frame: HTMLElement | null): SVGSVGElement | null {
  const drawing = frame?.querySelector("svg") ?? null;
  const canvas = frame?.querySelector("canvas");
  if (drawing || !canvas) return drawing;
  const namespace = "http://www.w3.org/2000/svg";
  const made = document.createElementNS(namespace, "svg");
  made.setAttribute("viewBox", `0 0 ${canvas.clientWidth} ${canvas.clientHeight}`);
  const image = document.createElementNS(namespace, "image");
  image.setAttribute("href", canvas.toDataURL());
  image.setAttribute("width", String(canvas.clientWidth));
  image.setAttribute("height", String(canvas.clientHeight));
  made.append(image);
  return made;
}

export function Figure(props: FigureProps): JSX.Element {
  const { title, file, facts, keys = [], children } = props;
  const frame = useRef<HTMLElement>(null);
  const credit = useContext(Credit);
  const save = (kind: PictureKind): void => {
    const drawing = drawingOf(frame.current);
    if (drawing) void savePicture(drawing, { title, keys, facts, credit }, file, kind);
  };
  return (
    <figure class={`panel ${props.class ?? ""}`} ref={frame}>
      {children}
      <figcaption>
        <Provenance facts={facts} />
        <div class="picture-tools">
          {kinds.map((kind) => (
            <button key={kind} type="button" class="quiet-button" onClick={() => save(kind)}>
              Download {kind.toUpperCase()}
              <span class="nhsuk-u-visually-hidden"> of the picture: {title}</span>
            </button>
          ))}
        </div>
      </figcaption>
    </figure>
  );
}
