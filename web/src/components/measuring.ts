// How much room there is, and how much a text takes.

import { useEffect, useRef, useState, type MutableRef } from "preact/hooks";
import type { Measure } from "../format/wrapping";

export const fontFamily = "Arial, Helvetica, sans-serif";

// A browser that has no canvas to measure with gets a width on the safe side.
export function textMeasure(size: number, weight = 400): Measure {
  const context = document.createElement("canvas").getContext("2d");
  if (!context) return (text) => text.length * size * 0.62;
  context.font = `${weight} ${size}px ${fontFamily}`;
  return (text) => context.measureText(text).width;
}

// The width of an element, and again whenever it changes; 0 until it is known.
export function useWidth(): [MutableRef<HTMLDivElement | null>, number] {
  const holder = useRef<HTMLDivElement | null>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (!holder.current) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setWidth(Math.floor(entry.contentRect.width));
    });
    observer.observe(holder.current);
    return () => observer.disconnect();
  }, []);
  return [holder, width];
}
