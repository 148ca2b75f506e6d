import { Text } from "@mantine/core";
import type { DataColumn, Selection } from "#web/components/data-table";
import { Differences } from "#web/components/differences";
import { quarantineText } from "#web/components/field-name";
import { impactColumns } from "#web/components/impact-summary";
import { MEANT_HELP, MeantTick } from "#web/components/row-controls";
import { SOURCE_WORDS } from "#web/components/source-words";
import type { PreviewRow, QuarantineReason } from "../shapes";
import { WordsBadge } from "../words-badge";

const OUTCOMES: Record<PreviewRow["outcome"], { words: string; color: string }> = {
  added: { words: "new", color: "ledger" },
  changed: { words: "changed", color: "blue" },
  same: { words: "already so", color: "gray" },
  pinned: { words: "pinned", color: "gray" },
  reserved: { words: "left alone", color: "gray" },
  moved: { words: "moved", color: "orange" },
};

export const confirmColumns = (acknowledged: Selection): readonly DataColumn<PreviewRow>[] => [
  {
    id: "tick",
    header: "Meant",
    help: MEANT_HELP,
    width: 72,
    align: "center",
    sortBy: ({ quarantine, model }) => `${quarantine.length > 0 ? 0 : 1} ${model}`,
    cell: (row) => row.quarantine.length > 0 && <MeantTick model={row.model} isTicked={acknowledged.has(row.model)} />,
  },
  {
    id: "model",
    header: "Model",
    width: 140,
    grow: 1,
    sortBy: (row) => row.model,
    cell: (row) => (
      <Text span inherit fw={500} truncate title={row.model}>
        {row.model}
      </Text>
    ),
  },
  {
    id: "outcome",
    header: "What happens",
    width: 108,
    sortBy: (row) => OUTCOMES[row.outcome].words,
    cell: ({ outcome }) => <WordsBadge {...OUTCOMES[outcome]} />,
  },
  {
    id: "before",
    header: "Until now by",
    width: 116,
    sortBy: (row) => row.rungBefore,
    cell: ({ rungBefore }) => (
      <Text span inherit c="dimmed">
        {rungBefore === null ? "the default only" : SOURCE_WORDS[rungBefore]}
      </Text>
    ),
  },
  {
    id: "change",
    header: "Before → after, USD per 1M tokens",
    width: 190,
    grow: 3,
    cell: ({ differences, outcome }) => <Differences differences={differences} isWritten={outcome === "changed"} />,
  },
  ...impactColumns<PreviewRow>(),
  {
    id: "why",
    header: "Why a tick, or a note",
    width: 150,
    grow: 1,
    cell: ({ quarantine, notes, isPlaceholder }) => (
      <Reasons reasons={quarantine} notes={isPlaceholder ? [PLACEHOLDER, ...notes] : notes} />
    ),
  },
];

const PLACEHOLDER = "the default price, until somebody sets one";

type ReasonsProps = Readonly<{ reasons: readonly QuarantineReason[]; notes: readonly string[] }>;

function Reasons({ reasons, notes }: ReasonsProps) {
  const text = [...reasons.map(quarantineText), ...notes].join("; ");
  if (text === "") return null;
  return (
    <Text span inherit truncate c={reasons.length > 0 ? "var(--rc-warn)" : "dimmed"} title={text}>
      {text}
    </Text>
  );
}
