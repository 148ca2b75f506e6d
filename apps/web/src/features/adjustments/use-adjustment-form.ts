/** The values of the form, and their save; a refusal stands beside the fields it names. */
import { useForm } from "@mantine/form";
import { modals } from "@mantine/modals";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { fieldErrorsOf } from "#web/components/field-errors";
import { notifyDone, notifyError } from "#web/components/notify";
import { trpc } from "#web/trpc";
import { type Adjustment, providerWords } from "./adjustment";

type Values = {
  provider: string;
  discountPercent: string;
  marginPercent: string;
  fixedMarginUsd: string;
  /** As the picker has it, UTC. */
  effectiveFrom: string | null;
  reason: string;
};

export function useAdjustmentForm(standing: Adjustment | undefined) {
  const queries = useQueryClient();
  const listed = useQuery(trpc.adjustments.list.queryOptions());
  const form = useForm<Values>({ initialValues: valuesOf(standing) });
  const set = useMutation(
    trpc.adjustments.set.mutationOptions({
      onError: (error) => {
        const fields = fieldErrorsOf(error);
        form.setErrors(fields);
        if (Object.keys(fields).length === 0) notifyError(error);
      },
      onSuccess: (_, { provider }) => {
        notifyDone(`Saved for ${providerWords(provider)}`);
        modals.close("adjustment");
      },
      onSettled: () => queries.invalidateQueries(),
    }),
  );
  // What this form was opened on, not what came since: then the save is refused, and nobody's change is lost.
  const replacesOf = (provider: string) =>
    standing
      ? standing.replaces
      : (listed.data?.adjustments.find((one) => one.provider === provider)?.replaces ?? null);
  const save = ({ effectiveFrom, reason, ...values }: Values) =>
    set.mutate({
      ...values,
      replaces: replacesOf(values.provider),
      effectiveFrom: effectiveFrom === null ? null : `${effectiveFrom.replace(" ", "T")}Z`,
      ...(reason.trim() !== "" && { reason }),
    });
  return { form, save, isSaving: set.isPending, providers: listed.data?.providers ?? [] };
}

const valuesOf = (standing: Adjustment | undefined): Values => ({
  provider: standing?.provider ?? "",
  discountPercent: standing?.discountPercent ?? "",
  marginPercent: standing?.marginPercent ?? "",
  fixedMarginUsd: standing?.fixedMarginUsd ?? "",
  effectiveFrom: standing?.standing === "scheduled" ? pickerText(standing.validFrom) : null,
  reason: "",
});

const pickerText = (iso: string): string => iso.slice(0, 19).replace("T", " ");
