// Money on its way: bands as thick as the amounts, from those who only give to those who only receive.

import {
  sankey,
  sankeyLeft,
  sankeyLinkHorizontal,
  type SankeyLink,
  type SankeyNode,
} from "d3-sankey";
import type { JSX } from "preact";
import type { Band } from "./circles";
import { textMeasure, useWidth } from "../components/measuring";
import { sayPounds } from "../format/numbers";
import { shorten } from "../format/wrapping";

type Node = SankeyNode<{ id: string }, { says: string }>;
type Link = SankeyLink<{ id: string }, { says: string }>;

// Below this the names have no room; the picture is then scrolled sideways.
const leastWidth = 620;
const edge = 12;

interface SankeyProps {
  readonly label: string;
  readonly bands: readonly Band[];
  readonly names: ReadonlyMap<string, string>;
}

const placed = (value: number | undefined): number => value ?? 0;

function NodeMark({ node, name, room, isLast }: NodeProps): JSX.Element {
  const height = placed(node.y1) - placed(node.y0);
  const middle = (placed(node.y0) + placed(node.y1)) / 2;
  const x = isLast ? placed(node.x0) - 6 : placed(node.x1) + 6;
  const amount = sayPounds(node.value ?? 0);
  const bold = textMeasure(14, 700);
  return (
    <g>
      <rect
        class="sankey__node"
        x={node.x0}
        y={node.y0}
        width={edge}
        height={Math.max(1, height)}
      />
      <text class="sankey__name" text-anchor={isLast ? "end" : "start"} font-size={14}>
        <tspan x={x} y={middle - 2} font-weight="700">
          {shorten(name, room, bold)}
        </tspan>
        <tspan x={x} y={middle + 14}>
          {amount}
        </tspan>
      </text>
    </g>
  );
}

interface NodeProps {
  readonly node: Node;
  readonly name: string;
  readonly room: number;
  readonly isLast: boolean;
}

function Drawing({ label, bands, names, width }: SankeyProps & { width: number }): JSX.Element {
  const ids = [...new Set(bands.flatMap(({ from, to }) => [from, to]))];
  const columns = new Map<number, number>();
  const layout = sankey<{ id: string }, { says: string }>()
    .nodeId((node) => node.id)
    .nodeWidth(edge)
    .nodeAlign(sankeyLeft)
    .nodePadding(38)
    .extent([
      [0, 20],
      [width, 21],
    ]);
  const graph = {
    nodes: ids.map((id) => ({ id })),
    links: bands.map(({ from, to, amount, says }) => ({
      source: from,
      target: to,
      value: amount,
      says,
    })),
  };
  const first = layout(structuredClone(graph));
  for (const { depth = 0 } of first.nodes) columns.set(depth, (columns.get(depth) ?? 0) + 1);
  const most = Math.max(1, ...columns.values());
  const height = 40 + most * 58;
  const { nodes, links } = layout.extent([
    [0, 20],
    [width, height - 20],
  ])(graph);
  const deepest = Math.max(1, ...nodes.map(({ depth = 0 }) => depth));
  const room = width / (deepest + 1) - edge - 14;
  const path = sankeyLinkHorizontal<{ id: string }, { says: string }>();
  return (
    <svg
      class="sankey"
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-label={label}
    >
      {links.map((link: Link, index) => (
        <path
          key={index}
          class="sankey__band"
          d={path(link) ?? ""}
          stroke-opacity={0.45}
          stroke-width={Math.max(1, link.width ?? 1)}
        >
          <title>{link.says}</title>
        </path>
      ))}
      {nodes.map((node) => (
        <NodeMark
          key={node.id}
          node={node}
          name={names.get(node.id) ?? node.id}
          room={room}
          isLast={placed(node.x1) > width - edge}
        />
      ))}
    </svg>
  );
}

export function Sankey(props: SankeyProps): JSX.Element {
  const [holder, width] = useWidth();
  return (
    <div class="plot plot--wide" ref={holder} role="region" aria-label="Picture" tabIndex={0}>
      {width > 0 && <Drawing {...props} width={Math.max(width, leastWidth)} />}
    </div>
  );
}
