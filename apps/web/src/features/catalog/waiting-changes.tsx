/** Changes that wait for a decision: one by one, or the selected ones together. */
import { Button, Group, Stack, Text } from "@mantine/core";
import { IconCircleCheck } from "@tabler/icons-react";
import { useCallback, useMemo, useState } from "react";
import { confirm } from "#web/components/confirm";
import { DataTable, type Selection } from "#web/components/data-table";
import { ImpactSummary } from "#web/components/impact-summary";
import { EmptyState } from "#web/components/states";
import { describeClientError } from "#web/errors/describe-client-error";
import {
  type DecideChanges,
  MOST_AT_ONCE,
  type RecordedChange,
  useChangesImpact,
  useDecideChanges,
  withCosts,
} from "./catalog-changes";
import { waitingColumns } from "./changes-columns";
import { counted } from "#web/components/count";

const NONE: Selection = new Set();
export function WaitingChanges({ changes }: Readonly<{ changes: readonly RecordedChange[] }>) {
  const [selection, setSelection] = useState(NONE);
  const unselect = useCallback(() => setSelection(NONE), []);
  const decide = useDecideChanges(unselect);
  const columns = useMemo(() => waitingColumns(decide), [decide]);
  const all = useChangesImpact(changes);
  const rows = useMemo(() => withCosts(changes, all.data), [changes, all.data]);
  const selected = changes.filter(({ changeId }) => selection.has(changeId)).slice(0, MOST_AT_ONCE);
  return (
    <Stack gap="xs">
      {decide && selected.length > 0 && <DecideSelected selected={selected} decide={decide} />}
      <ChangesImpact
        changes={selected.length > 0 ? selected : changes}
        lead={selected.length > 0 ? "Accepting the selected." : "Accepting all of them."}
      />
      <DataTable
        label="waiting changes"
        rows={rows}
        columns={columns}
        rowKey={changeIdOf}
        rowLabel={keyOf}
        maxHeight="50dvh"
        {...(decide && { selection, onSelectionChange: setSelection })}
        empty={
          <EmptyState title="Nothing waits" icon={<IconCircleCheck size={20} stroke={1.5} aria-hidden />}>
            A rate that looks like a mistake, or a price that moves 10 times or more, to or from zero, or away, waits
            here before it is in force.
          </EmptyState>
        }
      />
    </Stack>
  );
}

const changeIdOf = ({ changeId }: RecordedChange) => changeId;
const keyOf = ({ key }: RecordedChange) => key;

function DecideSelected({
  selected,
  decide,
}: Readonly<{ selected: readonly RecordedChange[]; decide: DecideChanges }>) {
  const requests = selected.reduce((sum, change) => sum + change.requests, 0).toLocaleString("en");
  const count = selected.length.toLocaleString("en");
  const ask = () =>
    confirm({
      title: `Accept ${counted(selected.length, "change")}?`,
      preview: (
        <Stack gap="sm">
          <span>Their prices are in force from now. Requests of before keep the price they had.</span>
          <ChangesImpact changes={selected} />
        </Stack>
      ),
      action: "Accept",
      isHarmless: true,
      onConfirm: () => decide.accept(selected),
    });
  return (
    <Group gap="xs">
      <Text size="sm" role="status">
        {count} selected, {requests} requests
      </Text>
      <Button size="compact-sm" loading={decide.isPending} onClick={ask}>
        Accept
      </Button>
      <Button size="compact-sm" variant="default" disabled={decide.isPending} onClick={() => decide.reject(selected)}>
        Reject
      </Button>
    </Group>
  );
}

type ChangesImpactProps = Readonly<{ changes: readonly RecordedChange[]; lead?: string }>;

/** The last 30 days with the given changes accepted. */
function ChangesImpact({ changes, lead }: ChangesImpactProps) {
  const impact = useChangesImpact(changes);
  if (changes.length === 0) return null;
  if (impact.error) {
    return (
      <Text size="sm" c="dimmed" role="status">
        The effect is not known: {describeClientError(impact.error).message}
      </Text>
    );
  }
  return impact.data ? (
    <ImpactSummary impact={impact.data} lead={lead} isOld={impact.isPlaceholderData} />
  ) : (
    <Text size="sm" c="dimmed" role="status">
      Looking at the last 30 days …
    </Text>
  );
}
