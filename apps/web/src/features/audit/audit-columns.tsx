import { Code, Text } from "@mantine/core";
import type { DataColumn } from "#web/components/data-table";
import { Time } from "#web/components/time";
import type { RouterOutputs } from "#web/trpc";

export type AuditEntry = RouterOutputs["audit"]["list"]["entries"][number];

export const AUDIT_COLUMNS: readonly DataColumn<AuditEntry>[] = [
  { id: "seq", header: "No.", width: 72, align: "right", cell: (entry) => entry.seq },
  { id: "at", header: "Time (UTC)", width: 160, cell: (entry) => <Time at={entry.at} seconds /> },
  { id: "actor", header: "Who", width: 190, cell: (entry) => entry.actor },
  { id: "action", header: "Did", width: 170, cell: (entry) => <Code>{entry.action}</Code> },
  { id: "subject", header: "To", width: 200, grow: 1, cell: (entry) => entry.subject },
  {
    id: "details",
    header: "Details",
    width: 220,
    grow: 2,
    cell: (entry) => (
      <Text span inherit c="dimmed" className="rc-mono" title={textOf(entry.details)}>
        {textOf(entry.details)}
      </Text>
    ),
  },
];

const textOf = (details: unknown) => {
  const text = JSON.stringify(details);
  return text === "{}" ? "" : text;
};
