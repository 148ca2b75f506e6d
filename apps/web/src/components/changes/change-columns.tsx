/** Columns of a change: what happens to each entry, before and after, the last 30 days at both prices, and what to look at. */
import { NativeSelect } from "@mantine/core";
import { describeRefusal } from "@ratecard/contract";
import type { DataColumn } from "../data-table";
import { Differences } from "../differences";
import { impactColumns } from "../impact-summary";
import { SOURCE_WORDS } from "../source-words";
import { Time } from "../time";
import { Quiet, TwoLines } from "../quiet";
import { WordsBadge } from "../words-badge";
import { type ChangeRow, isHeld, isWritable } from "./change-choice";
import { priceGlanceText } from "../price-glance";
import { heldText, outcomeWords } from "./change-words";

type Base = ChangeRow["bases"][number];
export type ChooseBase = (model: string, base: Pick<Base, "model" | "provider">) => void;

/** Only columns that some row fills are there. */
export function changeColumns(rows: readonly ChangeRow[], choose: ChooseBase | null): readonly DataColumn<ChangeRow>[] {
  const hasPlace = rows.some(({ place }) => place !== null);
  const hasBase = rows.some(({ base, bases }) => base !== null || bases.length > 0);
  const starts = new Set(rows.filter(isWritable).map(({ from }) => from));
  return [
    ...(hasPlace ? [PLACE] : []),
    MODEL,
    OUTCOME,
    ...(hasBase ? [baseColumn(choose)] : hasPlace ? [] : [RUNG]),
    ...(starts.size > 1 ? [START] : []),
    CHANGE,
    ...impactColumns<ChangeRow>(),
    NOTE,
  ];
}

const PLACE: DataColumn<ChangeRow> = {
  id: "place",
  header: "Row",
  width: 72,
  align: "right",
  sortBy: ({ place }) => place,
  cell: ({ place }) => place,
};

const MODEL: DataColumn<ChangeRow> = {
  id: "model",
  header: "Model",
  width: 130,
  grow: 1,
  sortBy: ({ model }) => model,
  cell: ({ model, newModel }) => {
    const text = newModel === null ? model || "—" : `${model} → ${newModel}`;
    return (
      <TwoLines fw={500} title={text}>
        {text}
      </TwoLines>
    );
  },
};

/** What needs a look comes first; what is not for this change at all comes last. */
const rankOf = (row: ChangeRow): number => {
  if (isHeld(row)) return 0;
  if (row.refusal?.code === "fields" || row.refusal?.code === "bases-differ") return 1;
  return isWritable(row) ? 2 : 3;
};

const OUTCOME: DataColumn<ChangeRow> = {
  id: "outcome",
  header: "What happens",
  width: 116,
  sortBy: (row) => `${rankOf(row)} ${row.model}`,
  cell: (row) => <WordsBadge {...outcomeWords(row)} />,
};

const RUNG: DataColumn<ChangeRow> = {
  id: "before",
  header: "Until now by",
  width: 126,
  sortBy: ({ rungBefore }) => SOURCE_WORDS[rungBefore],
  cell: ({ rungBefore }) => <Quiet>{rungBefore === "none" ? "the default" : SOURCE_WORDS[rungBefore]}</Quiet>,
};

const START: DataColumn<ChangeRow> = {
  id: "from",
  header: "Holds from",
  width: 140,
  sortBy: ({ from }) => from,
  cell: ({ from }) => from !== null && <Time at={from} />,
};

const CHANGE: DataColumn<ChangeRow> = {
  id: "change",
  header: "Before → after",
  help: "USD per 1M tokens, where it says nothing else",
  width: 210,
  grow: 2,
  cell: ({ outcome, refusal, differences }) => {
    if (!refusal) return outcome !== "same" && <Differences differences={differences} isWritten />;
    const sentence = describeRefusal(refusal);
    return (
      <TwoLines c={refusal.code === "fields" ? "var(--rc-bad)" : "dimmed"} title={sentence}>
        {sentence}
      </TwoLines>
    );
  },
};

const PLACEHOLDER = "the default price, until somebody sets one";

const NOTE: DataColumn<ChangeRow> = {
  id: "note",
  header: "Why held, or a note",
  width: 150,
  grow: 2,
  cell: ({ held, notes, isPlaceholder }) => {
    const text = [...new Set(held.map(heldText)), ...(isPlaceholder ? [PLACEHOLDER] : []), ...notes].join("; ");
    return (
      text !== "" && (
        <TwoLines c={held.length > 0 ? "var(--rc-warn)" : "dimmed"} title={text}>
          {text}
        </TwoLines>
      )
    );
  },
};

const baseColumn = (choose: ChooseBase | null): DataColumn<ChangeRow> => ({
  id: "base",
  header: "Price of",
  width: 130,
  grow: 1,
  sortBy: ({ base }) => base?.key ?? base?.model,
  cell: (row) => {
    if (row.bases.length > 1 && choose) return <BaseChoice row={row} choose={choose} />;
    const base = row.base ?? row.bases[0];
    if (!base) return null;
    const key = base.key ?? base.model;
    const source = base.source === null ? "no price" : SOURCE_WORDS[base.source];
    return (
      <TwoLines title={`${key}: ${source}`}>
        {key} <Quiet>{source}</Quiet>
      </TwoLines>
    );
  },
});

function BaseChoice({ row, choose }: Readonly<{ row: ChangeRow; choose: ChooseBase }>) {
  const isChosen = (base: Base) => row.base?.model === base.model && row.base.provider === base.provider;
  const chosen = row.bases.findIndex(isChosen);
  return (
    <NativeSelect
      size="xs"
      w="100%"
      aria-label={`The base model whose price ${row.model} takes`}
      value={String(chosen)}
      onChange={({ currentTarget }) => {
        const base = row.bases[Number.parseInt(currentTarget.value, 10)];
        if (base) choose(row.model, { model: base.model, provider: base.provider });
      }}
      onKeyDown={(event) => event.stopPropagation()}
      onClick={(event) => event.stopPropagation()}
      data={[
        ...(chosen === -1 ? [{ value: "-1", label: "choose …", disabled: true }] : []),
        ...row.bases.map((base, index) => ({
          value: String(index),
          label: `${base.provider === null ? base.model : `${base.model} (${base.provider})`}: ${priceGlanceText(base.terms)}`,
          disabled: base.terms === null,
        })),
      ]}
    />
  );
}
