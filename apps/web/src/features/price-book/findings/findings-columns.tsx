/** Columns of the findings: what, about which entry, and the remedy with its effect. */
import { Badge, Button, Group } from "@mantine/core";
import { countColumn } from "#web/components/columns";
import type { DataColumn } from "#web/components/data-table";
import { TermsChanges } from "#web/components/differences";
import { Quiet, TwoLines } from "#web/components/quiet";
import type { Finding } from "../price-row";
import { FINDING_NAMES, REMEDY_VERBS, SEVERITY_COLORS } from "./finding-words";
import type { SettleFinding } from "./use-settle-finding";

export const findingColumns = (settle: SettleFinding | undefined): readonly DataColumn<Finding>[] => [
  {
    id: "kind",
    header: "Finding",
    width: 170,
    cell: ({ code, severity }) => (
      <Badge variant="light" color={SEVERITY_COLORS[severity]}>
        {FINDING_NAMES[code]}
      </Badge>
    ),
  },
  {
    id: "model",
    header: "Entry",
    width: 140,
    sortBy: ({ model }) => model,
    cell: ({ model }) => <TwoLines title={model}>{model}</TwoLines>,
  },
  {
    id: "says",
    header: "What",
    width: 220,
    grow: 2,
    cell: ({ sentence }) => (
      <span data-tip={sentence}>
        <TwoLines>{sentence}</TwoLines>
      </span>
    ),
  },
  countColumn("requests", "Requests", ({ requests }) => requests, {
    help: "Sent under this very name in the last 30 days",
  }),
  {
    id: "effect",
    header: "Remedy",
    width: 180,
    grow: 1,
    cell: ({ remedy, obstacle }) =>
      obstacle !== undefined ? (
        <Quiet title={obstacle}>{obstacle}</Quiet>
      ) : remedy.changes.length > 0 ? (
        <TermsChanges changes={remedy.changes} />
      ) : (
        <span>{remedy.sentence}</span>
      ),
  },
  ...(settle ? [settleColumn(settle)] : []),
];

const settleColumn = (settle: SettleFinding): DataColumn<Finding> => ({
  id: "settle",
  header: "Settle",
  width: 190,
  cell: (finding) => (
    <Group gap={4} wrap="nowrap">
      {finding.obstacle === undefined && (
        <Button
          size="compact-xs"
          variant="light"
          title={finding.remedy.sentence}
          aria-label={`${REMEDY_VERBS[finding.remedy.action]}: ${finding.model}`}
          loading={settle.pending === finding.findingId}
          onClick={(event) => {
            event.stopPropagation();
            settle.apply(finding);
          }}
        >
          {REMEDY_VERBS[finding.remedy.action]}
        </Button>
      )}
      {finding.remedy.action !== "mark-reviewed" && (
        <Button
          size="compact-xs"
          variant="subtle"
          color="gray"
          title="Leave the entry as it is; asked again when it changes."
          aria-label={`Keep as is: ${finding.model}`}
          disabled={settle.pending === finding.findingId}
          onClick={(event) => {
            event.stopPropagation();
            settle.keep(finding);
          }}
        >
          Keep as is
        </Button>
      )}
    </Group>
  ),
});
