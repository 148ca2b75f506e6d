import { Badge, Button, Group, Stack, Text } from "@mantine/core";
import { modals } from "@mantine/modals";
import { useMutation } from "@tanstack/react-query";
import { timeColumn } from "#web/components/columns";
import { confirm } from "#web/components/confirm";
import type { DataColumn } from "#web/components/data-table";
import { Money } from "#web/components/money";
import { feedback } from "#web/components/notify";
import { Absent } from "#web/components/quiet";
import { trpc } from "#web/trpc";
import { type Adjustment, AdjustmentForm, AdjustmentImpact, providerWords } from "./adjustment-form";

const STANDING = {
  "in-force": { label: "in force", color: "teal" },
  scheduled: { label: "scheduled", color: "blue" },
  past: { label: "past", color: "gray" },
} as const satisfies Record<Adjustment["standing"], { label: string; color: string }>;

const COLUMNS: readonly DataColumn<Adjustment>[] = [
  {
    id: "provider",
    header: "Provider",
    width: 120,
    grow: 1,
    sortBy: ({ provider }) => provider,
    cell: ({ provider, actor, reason }) => (
      <Text span inherit fw={500} title={`set by ${actor}${reason === null ? "" : `: ${reason}`}`}>
        {providerWords(provider)}
      </Text>
    ),
  },
  {
    id: "discount",
    header: "Discount",
    width: 85,
    align: "right",
    cell: ({ discountPercent }) => <Percent of={discountPercent} />,
  },
  {
    id: "margin",
    header: "Margin",
    width: 85,
    align: "right",
    cell: ({ marginPercent }) => <Percent of={marginPercent} />,
  },
  {
    id: "fixed",
    header: "Per request",
    width: 110,
    align: "right",
    cell: ({ fixedMarginUsd }) =>
      fixedMarginUsd === null ? <Percent of={null} /> : <Money usd={fixedMarginUsd} unit="per request" />,
  },
  timeColumn("from", "From (UTC)", ({ validFrom }) => validFrom),
  timeColumn("until", "Until (UTC)", ({ validUntil }) => validUntil, { absent: "until further notice" }),
  {
    id: "standing",
    header: "State",
    width: 90,
    sortBy: (row) => row.standing,
    cell: ({ standing }) => <Badge color={STANDING[standing].color}>{STANDING[standing].label}</Badge>,
  },
];

const ACTIONS: DataColumn<Adjustment> = {
  id: "actions",
  header: "Actions",
  width: 145,
  align: "right",
  cell: (row) => row.standing !== "past" && <Actions adjustment={row} />,
};

const WITH_ACTIONS = [...COLUMNS, ACTIONS];

export const adjustmentColumns = (mayEdit: boolean): readonly DataColumn<Adjustment>[] =>
  mayEdit ? WITH_ACTIONS : COLUMNS;

function Actions({ adjustment }: Readonly<{ adjustment: Adjustment }>) {
  const change = () =>
    modals.open({
      modalId: "adjustment",
      title: `Discount or margin of ${providerWords(adjustment.provider)}`,
      children: <AdjustmentForm standing={adjustment} />,
    });
  return (
    <Group gap={2} wrap="nowrap" justify="flex-end">
      <Button variant="subtle" size="compact-xs" onClick={change}>
        Change
      </Button>
      <EndAdjustment adjustment={adjustment} />
    </Group>
  );
}

const Percent = ({ of }: Readonly<{ of: string | null }>) => (of === null ? <Absent title="none" /> : `${of} %`);

type EndAdjustmentProps = Readonly<{ adjustment: Adjustment; label?: string; size?: "compact-xs" | "sm" }>;

/** One in force ends now, with whatever is scheduled after it; a scheduled one never comes. */
export function EndAdjustment({ adjustment, label = "End", size = "compact-xs" }: EndAdjustmentProps) {
  const { provider, standing, validFrom, replaces } = adjustment;
  const end = useMutation(trpc.adjustments.end.mutationOptions(feedback(() => `Ended for ${providerWords(provider)}`)));
  const isScheduled = standing === "scheduled";
  const ask = () =>
    confirm({
      title: `End the adjustment of ${providerWords(provider)}?`,
      preview: isScheduled ? (
        "It will not come into force, nor what is scheduled after it. What holds until then stays."
      ) : (
        <Stack gap="sm">
          <span>
            Requests from now on cost what their price says; scheduled changes of this provider are dropped. Booked
            costs stay.
          </span>
          <AdjustmentImpact provider={provider} terms={null} />
        </Stack>
      ),
      action: "End it",
      onConfirm: () => end.mutate({ provider, replaces, ...(isScheduled && { effectiveFrom: validFrom }) }),
    });
  return (
    <Button variant="subtle" color="red" size={size} loading={end.isPending} onClick={ask}>
      {label}
    </Button>
  );
}
