// A picture made of areas, each a link to the area's own page. One stop of the tab key; the arrow keys
// move from area to area. What a pointer shows on hover, the keyboard shows on focus.

import type { ComponentChildren, JSX } from "preact";
import { useId, useRef, useState } from "preact/hooks";
import { Hatching, hatchingId } from "./hatching";
import { areaTowards, type PlacedArea } from "../model/geometry";

export interface PictureArea extends PlacedArea {
  readonly href: string;
  readonly name: string;
  // What is said of the area below its name, line by line.
  readonly lines: readonly string[];
  // How far the area reaches from its middle; what is said of it stands clear of that.
  readonly reach: number;
}

interface PictureProps<Area extends PictureArea> {
  readonly label: string;
  readonly width: number;
  readonly height: number;
  readonly areas: readonly Area[];
  readonly draw: (area: Area) => ComponentChildren;
  // The outline of an area, drawn over the others where it is looked at.
  readonly outline: (area: Area) => JSX.Element;
  // What lies under the areas and is no area itself.
  readonly under?: ComponentChildren;
}

interface TipProps {
  readonly area: PictureArea;
  readonly width: number;
  readonly height: number;
}

// The links carry the same words as their names, so the tip is for eyes only.
function Tip({ area, width, height }: TipProps): JSX.Element {
  const across = (100 * area.x) / width;
  const isAbove = area.y > height / 4;
  const edge = isAbove ? area.y - area.reach : area.y + area.reach;
  const down = (100 * edge) / height;
  const side = across < 30 ? "start" : across > 70 ? "end" : "middle";
  return (
    <div
      class={`tip tip--${side} tip--${isAbove ? "above" : "below"}`}
      style={{ left: `${across}%`, top: `${down}%` }}
      aria-hidden="true"
    >
      <strong>{area.name}</strong>
      {area.lines.map((line) => (
        <span key={line}>{line}</span>
      ))}
    </div>
  );
}

// A picture is never wider than this on the screen, nor drawn larger than this many times its size.
const widest = 640;
const largest = 1.4;

interface LinkProps {
  readonly area: PictureArea;
  readonly isStop: boolean;
  readonly keep: (link: HTMLOrSVGElement | null) => void;
  readonly onLook: (code: string | null) => void;
  readonly onKey: (event: KeyboardEvent) => void;
  readonly children: ComponentChildren;
}

function AreaLink({ area, isStop, keep, onLook, onKey, children }: LinkProps): JSX.Element {
  return (
    <a
      ref={keep}
      href={area.href}
      aria-label={[area.name, ...area.lines].join(", ")}
      tabIndex={isStop ? 0 : -1}
      onMouseEnter={() => onLook(area.code)}
      onMouseLeave={() => onLook(null)}
      onFocus={() => onLook(area.code)}
      onBlur={() => onLook(null)}
      onKeyDown={onKey}
    >
      {children}
    </a>
  );
}

export function Picture<Area extends PictureArea>(props: PictureProps<Area>): JSX.Element {
  const { areas, width, height } = props;
  const hintId = useId();
  const links = useRef(new Map<string, HTMLOrSVGElement>());
  const [stop, setStop] = useState("");
  const [looked, setLooked] = useState<string | null>(null);
  const stopCode = areas.some((area) => area.code === stop) ? stop : (areas[0]?.code ?? "");
  const shown = areas.find((area) => area.code === looked);
  const onKey = (area: Area) => (event: KeyboardEvent) => {
    if (event.key === "Escape") setLooked(null);
    const next = areaTowards(areas, area, event.key);
    if (!next) return;
    event.preventDefault();
    setStop(next.code);
    links.current.get(next.code)?.focus();
  };
  const keep = (code: string) => (link: HTMLOrSVGElement | null) => {
    if (link) links.current.set(code, link);
    else links.current.delete(code);
  };
  return (
    <div class="picture">
      <div class="picture__sheet" style={{ maxWidth: `${Math.min(widest, width * largest)}px` }}>
        <svg
          viewBox={`0 0 ${width} ${height}`}
          role="group"
          aria-label={props.label}
          aria-describedby={hintId}
        >
          <Hatching id={hatchingId} />
          {props.under}
          {areas.map((area) => (
            <AreaLink
              key={area.code}
              area={area}
              isStop={area.code === stopCode}
              keep={keep(area.code)}
              onLook={setLooked}
              onKey={onKey(area)}
            >
              {props.draw(area)}
            </AreaLink>
          ))}
          <g class="picture__outline" aria-hidden="true">
            {shown && props.outline(shown)}
          </g>
        </svg>
        {shown && <Tip area={shown} width={width} height={height} />}
      </div>
      <p class="hint" id={hintId}>
        Choose an area to open its page. With the keyboard, the arrow keys move from area to area
        and Enter opens one.
      </p>
    </div>
  );
}
