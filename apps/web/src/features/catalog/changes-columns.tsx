/** Columns of changes of the catalogue. Prices as the fields name their unit; all of a change on hover. */
import { Badge, Button, Group, Text } from "@mantine/core";
import { isSuspiciousMove, rateProblemSentence } from "@ratecard/pricing";
import { countColumn } from "#web/components/columns";
import type { DataColumn } from "#web/components/data-table";
import { MOVE_WORDS } from "@ratecard/contract";
import { TermsChanges } from "#web/components/differences";
import { fieldName } from "#web/components/field-name";
import { UsdMove } from "#web/components/money";
import { Quiet, TwoLines } from "#web/components/quiet";
import { Age } from "#web/components/time";
import { type DecideChanges, KIND_WORDS, type RecordedChange, type ShownChange, STATE_WORDS } from "./catalog-changes";

const FIELDS_IN_LINE = 2;

export const changeColumns = <Change extends ShownChange>(): readonly DataColumn<Change>[] => [
  ...columnsBefore<Change>(),
  {
    id: "kind",
    header: "Change",
    width: 144,
    sortBy: ({ kind }) => kind,
    cell: (change) => <KindBadges change={change} />,
  },
  pricesColumn<Change>(),
];

/** What waits or was rejected says why in words, which leaves no room for a badge. */
const explainedColumns = (): readonly DataColumn<RecordedChange>[] => [
  ...columnsBefore<RecordedChange>(),
  {
    id: "kind",
    header: "Change",
    width: 84,
    sortBy: ({ kind }) => kind,
    cell: ({ kind }) => <span>{KIND_WORDS[kind]}</span>,
  },
  pricesColumn<RecordedChange>(),
  WHY_COLUMN,
];

const columnsBefore = <Change extends ShownChange>(): readonly DataColumn<Change>[] => [
  { id: "key", header: "Model", width: 140, grow: 1, sortBy: ({ key }) => key, cell: ({ key }) => <span>{key}</span> },
  countColumn("requests", "Requests", ({ requests }) => requests, {
    help: "In 30 days, priced by this entry of the catalogue",
    width: 76,
  }),
  {
    id: "cost",
    header: "Cost 30 d",
    help: "Of the requests it touches, at the prices of before and with the change",
    width: 124,
    align: "right",
    cell: (change) => <Cost change={change} />,
  },
];

const pricesColumn = <Change extends ShownChange>(): DataColumn<Change> => ({
  id: "fields",
  header: "Prices",
  width: 132,
  grow: 2,
  cell: ({ fields }) =>
    fields.length > 0 ? <TermsChanges changes={fields} fields={FIELDS_IN_LINE} /> : <Quiet>the same as before</Quiet>,
});

function Cost({ change: { beforeUsd, afterUsd } }: Readonly<{ change: ShownChange }>) {
  const isKnown = beforeUsd !== null && afterUsd !== null;
  if (isKnown && (beforeUsd !== "0" || afterUsd !== "0")) return <UsdMove before={beforeUsd} after={afterUsd} />;
  return (
    <Text
      span
      inherit
      c="dimmed"
      title={isKnown ? "It makes no difference to any request" : "The effect was not recorded at that time"}
    >
      —
    </Text>
  );
}

function KindBadges({ change }: Readonly<{ change: ShownChange }>) {
  return (
    <Group gap={4} wrap="nowrap">
      <span>{KIND_WORDS[change.kind]}</span>
      {change.isDoubtful && (
        <Badge
          color="orange"
          title="A rate that looks like a mistake, or a price that moved 10 times or more, to or from zero, or away"
        >
          suspicious
        </Badge>
      )}
    </Group>
  );
}

const STATE_COLUMN: DataColumn<RecordedChange> = {
  id: "state",
  header: "State",
  width: 130,
  sortBy: ({ state }) => state,
  cell: ({ kind, state }) => <span>{kind === "removed" ? "last price stays" : STATE_WORDS[state]}</span>,
};

export const recordedColumns: readonly DataColumn<RecordedChange>[] = [
  ...changeColumns<RecordedChange>(),
  STATE_COLUMN,
];

const WHY_COLUMN: DataColumn<RecordedChange> = {
  id: "why",
  header: "Why it waits",
  width: 144,
  grow: 4,
  cell: ({ fields, problems }) => {
    const text = whyOf(fields, problems);
    return (
      <TwoLines title={text} c="var(--rc-warn)">
        {text}
      </TwoLines>
    );
  },
};

function whyOf(fields: RecordedChange["fields"], problems: RecordedChange["problems"]): string {
  const moves = fields.filter(({ move }) => isSuspiciousMove(move));
  const reasons = [
    ...problems.map((problem) => rateProblemSentence(problem)),
    ...moves.map(({ field, move }) => `${fieldName(field)} ${MOVE_WORDS[move]}`),
  ];
  return reasons.length > 0 ? reasons.join("; ") : "the model has traffic";
}

const WAITING_COLUMN: DataColumn<RecordedChange> = {
  id: "since",
  header: "Waiting",
  width: 72,
  sortBy: ({ heldSince }) => heldSince,
  cell: ({ heldSince }) => <Age at={heldSince} />,
};

const DECIDED_COLUMN: DataColumn<RecordedChange> = {
  id: "decided",
  header: "Rejected by",
  width: 150,
  sortBy: ({ decidedBy }) => decidedBy,
  cell: ({ decidedBy, reason }) => <span title={reason ?? undefined}>{decidedBy}</span>,
};

export const waitingColumns = (decide: DecideChanges | undefined): readonly DataColumn<RecordedChange>[] => [
  ...explainedColumns(),
  WAITING_COLUMN,
  ...(decide ? [decideColumn(decide, true)] : []),
];

export const rejectedColumns = (decide: DecideChanges | undefined): readonly DataColumn<RecordedChange>[] => [
  ...explainedColumns(),
  DECIDED_COLUMN,
  ...(decide ? [decideColumn(decide, false)] : []),
];

const decideColumn = (decide: DecideChanges, mayReject: boolean): DataColumn<RecordedChange> => ({
  id: "decide",
  header: "Decide",
  width: mayReject ? 146 : 90,
  cell: (change) => (
    <Group gap={4} wrap="nowrap">
      <Button
        size="compact-xs"
        variant="light"
        aria-label={`Accept ${change.key}`}
        disabled={decide.isPending}
        onClick={() => decide.accept([change])}
      >
        Accept
      </Button>
      {mayReject && (
        <Button
          size="compact-xs"
          variant="subtle"
          color="gray"
          aria-label={`Reject ${change.key}`}
          disabled={decide.isPending}
          onClick={() => decide.reject([change])}
        >
          Reject
        </Button>
      )}
    </Group>
  ),
});
