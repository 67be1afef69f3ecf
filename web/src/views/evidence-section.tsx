// What evidence of an area's needs asks for, and what of it is not here; what is known of groups.

import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import type { ViewProps } from "../app";
import { columnsOf, type Column } from "../components/cells";
import { chosen } from "../components/choices";
import { Choice, Controls } from "../components/controls";
import { DataTable } from "../components/data-table";
import { chooseOnPage } from "../components/navigation";
import { fileName } from "../model/csv";
import { layerTitle } from "../model/layers";
import { distinct } from "../model/money";
import { allAreas, evidenceHeadline, evidenceRows, groupRows, groupsHeadline } from "../model/need";
import type { AnyRow } from "../model/spending";

const evidenceColumns = ["title", "state", "figures", "answered_by", "periods", "source"];

const stateColumn: Partial<Column<AnyRow>> = {
  show: (row) =>
    row.cells["state"] === "missing" ? <strong class="evidence-gap">missing</strong> : "here",
};

export function EvidenceSection({
  model,
  route,
}: Pick<ViewProps, "model" | "route">): JSX.Element | null {
  const all = useMemo(() => evidenceRows(model), [model]);
  const layers = distinct(all.map((row) => row.layer));
  const layer = chosen(route.query["evidence-of"], layers);
  const ofLayer = all.filter((row) => row.layer === layer);
  const codes = distinct(ofLayer.map((row) => row.code));
  const code = chosen(route.query["evidence"], codes, allAreas);
  const rows = ofLayer.filter((row) => row.code === code);
  const nameOf = (id: string): string => ofLayer.find((row) => row.code === id)?.name || id;
  if (rows.length === 0) return null;
  return (
    <section>
      <h2>Evidence for an assessment of needs</h2>
      <p>
        What a joint strategic needs assessment is made of, part by part: what of it is here, of
        which period and from where, and what is missing.
      </p>
      <Controls>
        {layers.length > 1 && (
          <Choice
            label="Evidence for areas of"
            value={layer}
            options={layers.map((value) => ({ value, title: layerTitle(model, value) }))}
            onChoose={(value) => chooseOnPage(route, { "evidence-of": value, evidence: "" })}
          />
        )}
        <Choice
          label="Evidence for"
          value={code}
          options={codes.map((value) => ({ value, title: nameOf(value) }))}
          onChoose={(value) => chooseOnPage(route, { evidence: value })}
        />
      </Controls>
      <h3 class="figure-title">{evidenceHeadline(nameOf(code), rows)}</h3>
      <DataTable
        name="evidence"
        title={`Evidence for ${nameOf(code)}`}
        columns={columnsOf<AnyRow>(model.tables.get("need_evidence"), evidenceColumns, {
          title: { title: "Part", isWide: true },
          state: stateColumn,
          answered_by: { isWide: true },
        })}
        rows={rows}
        keyOf={(row) => String(row.cells["item"])}
        file={fileName("need_evidence", layer, code)}
      />
    </section>
  );
}

export function GroupsSection({ model }: Pick<ViewProps, "model">): JSX.Element | null {
  const rows = useMemo(() => groupRows(model), [model]);
  if (rows.length === 0) return null;
  return (
    <section>
      <h2 class="figure-title">{groupsHeadline(rows)}</h2>
      <p>
        The most deprived fifth, the groups that this system defines, and clinical areas: access,
        experience and outcomes beside everyone&apos;s.
      </p>
      <DataTable
        name="groups"
        title="What is known of groups"
        columns={columnsOf<AnyRow>(model.tables.get("need_groups"), [], {
          measure: { isWide: true },
        })}
        rows={rows}
        keyOf={(row) =>
          JSON.stringify([row.cells["group"], row.cells["measure"], row.cells["period"]])
        }
        file={fileName("need_groups")}
      />
    </section>
  );
}
