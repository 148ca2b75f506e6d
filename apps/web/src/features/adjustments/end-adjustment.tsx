import { Button, Stack } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { confirm } from "#web/components/confirm";
import { notifyDone, notifyError } from "#web/components/notify";
import { trpc } from "#web/trpc";
import { type Adjustment, providerWords } from "./adjustment";
import { AdjustmentImpact } from "./adjustment-impact";

/** One in force ends now, with whatever is scheduled after it; a scheduled one never comes. */
export function EndAdjustment({ adjustment }: Readonly<{ adjustment: Adjustment }>) {
  const queries = useQueryClient();
  const { provider, standing, validFrom, replaces } = adjustment;
  const end = useMutation(
    trpc.adjustments.end.mutationOptions({
      onError: notifyError,
      onSuccess: () => notifyDone(`Ended for ${providerWords(provider)}`),
      onSettled: () => queries.invalidateQueries(),
    }),
  );
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
    <Button variant="subtle" color="red" size="compact-xs" loading={end.isPending} onClick={ask}>
      End
    </Button>
  );
}
