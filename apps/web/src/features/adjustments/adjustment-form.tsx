/** Sets what a provider's costs are lowered or raised by, from now or a date on. Rules and bounds are the server's. */
import { Autocomplete, Button, Group, Stack, TextInput } from "@mantine/core";
import { DateTimePicker } from "@mantine/dates";
import { useForm } from "@mantine/form";
import { useDebouncedValue } from "@mantine/hooks";
import { modals } from "@mantine/modals";
import { ALL_PROVIDERS } from "@ratecard/pricing";
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { fieldErrorsOf } from "#web/components/field-errors";
import { ImpactSummary } from "#web/components/impact-summary";
import { notifyError } from "#web/components/notify";
import { notifyWithRecost } from "#web/components/recost-offer";
import { type RouterInputs, type RouterOutputs, trpc } from "#web/trpc";

export const AMOUNTS = [
  { field: "discountPercent", label: "Discount, %" },
  { field: "marginPercent", label: "Margin, %" },
  { field: "fixedMarginUsd", label: "USD a request" },
] as const;

const SETTLE_MS = 400;

type AdjustmentFormProps = Readonly<{
  standing?: Adjustment;
  /** What stands in the form at first, without one that stands. */
  draft?: AdjustmentDraft;
  /** A past begin that somebody may want, as the picker has it. */
  offeredFrom?: string;
}>;

export function AdjustmentForm({ standing, draft, offeredFrom }: AdjustmentFormProps) {
  const { form, save, isSaving, providers } = useAdjustmentForm(standing, draft);
  const { provider, discountPercent, marginPercent, fixedMarginUsd } = form.values;
  const typed = { provider: provider.trim(), terms: { discountPercent, marginPercent, fixedMarginUsd } };
  const [settledText] = useDebouncedValue(JSON.stringify(typed), SETTLE_MS);
  const settled = JSON.parse(settledText) as typeof typed;
  return (
    <form onSubmit={form.onSubmit(save)} noValidate>
      <Stack gap="sm">
        <Autocomplete
          label="Provider"
          description={`LiteLLM’s id, as openai. “${ALL_PROVIDERS}” stands for all that have no margin of their own.`}
          data={[ALL_PROVIDERS, ...providers.filter((provider) => provider !== ALL_PROVIDERS)]}
          disabled={standing !== undefined}
          {...form.getInputProps("provider")}
        />
        <Group grow align="flex-start" gap="sm">
          {AMOUNTS.map(({ field, label }) => (
            <TextInput
              key={field}
              label={label}
              placeholder="none"
              inputMode="decimal"
              {...form.getInputProps(field)}
            />
          ))}
        </Group>
        <DateTimePicker
          label="Holds from"
          description="UTC. Empty: from now. A past time holds backwards, and what was booked can then be costed anew; a future one is scheduled."
          placeholder="now"
          clearable
          valueFormat="YYYY-MM-DD HH:mm"
          {...form.getInputProps("effectiveFrom")}
        />
        {offeredFrom !== undefined && form.values.effectiveFrom === null && (
          <Button
            variant="subtle"
            size="compact-xs"
            style={{ alignSelf: "flex-start" }}
            onClick={() => form.setFieldValue("effectiveFrom", offeredFrom)}
          >
            From {offeredFrom.slice(0, 10)} on, the first day that was looked at
          </Button>
        )}
        <AdjustmentImpact provider={settled.provider} terms={settled.terms} />
        <TextInput label="Reason" description="Kept beside your name." {...form.getInputProps("reason")} />
        <Group justify="flex-end">
          <Button variant="default" onClick={() => modals.close("adjustment")}>
            Cancel
          </Button>
          <Button type="submit" loading={isSaving}>
            Save
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

type Values = {
  provider: string;
  discountPercent: string;
  marginPercent: string;
  fixedMarginUsd: string;
  /** As the picker has it, UTC. */
  effectiveFrom: string | null;
  reason: string;
};

/** The values of the form, and their save; a refusal stands beside the fields it names. */
function useAdjustmentForm(standing: Adjustment | undefined, draft: AdjustmentDraft | undefined) {
  const queries = useQueryClient();
  const listed = useQuery(trpc.adjustments.list.queryOptions());
  const form = useForm<Values>({ initialValues: { ...valuesOf(standing), ...draft } });
  const set = useMutation(
    trpc.adjustments.set.mutationOptions({
      onError: (error) => {
        const fields = fieldErrorsOf(error);
        form.setErrors(fields);
        if (Object.keys(fields).length === 0) notifyError(error);
      },
      onSuccess: (_, { provider, effectiveFrom }) => {
        const of = provider === ALL_PROVIDERS ? {} : { provider: [provider] };
        const holdsBackwards = effectiveFrom && Date.parse(effectiveFrom) <= Date.now();
        const scope = holdsBackwards ? { ...of, from: effectiveFrom } : null;
        notifyWithRecost(`Saved for ${providerWords(provider)}.`, scope);
        modals.close("adjustment");
      },
      onSettled: () => queries.invalidateQueries(),
    }),
  );
  // What this form was opened on, not what came since: then the save is refused, and nobody's change is lost.
  const replacesOf = (provider: string) =>
    standing
      ? standing.replaces
      : (listed.data?.adjustments.find((adjustment) => adjustment.provider === provider)?.replaces ?? null);
  const save = ({ effectiveFrom, reason, ...values }: Values) =>
    set.mutate({
      ...values,
      replaces: replacesOf(values.provider),
      effectiveFrom: effectiveFrom === null ? null : `${effectiveFrom.replace(" ", "T")}Z`,
      ...(reason.trim() !== "" && { reason }),
    });
  return { form, save, isSaving: set.isPending, providers: listed.data?.providers ?? [] };
}

/** Amounts that are left out are none. */
export type AdjustmentDraft = Partial<Omit<Values, "effectiveFrom" | "reason">>;

const valuesOf = (standing: Adjustment | undefined): Values => ({
  provider: standing?.provider ?? "",
  discountPercent: standing?.discountPercent ?? "",
  marginPercent: standing?.marginPercent ?? "",
  fixedMarginUsd: standing?.fixedMarginUsd ?? "",
  effectiveFrom: standing?.standing === "scheduled" ? pickerText(standing.validFrom) : null,
  reason: "",
});

const pickerText = (iso: string): string => iso.slice(0, 19).replace("T", " ");

/** One window of one provider's discount and margins. Units: percents and USD as decimal text. */
export type Adjustment = RouterOutputs["adjustments"]["list"]["adjustments"][number];

export const providerWords = (provider: string): string => (provider === ALL_PROVIDERS ? "all others" : provider);

type PreviewInput = RouterInputs["adjustments"]["preview"];

/** What the last 30 days would have cost with these terms; `terms` null: without any. Nothing while they cannot be read. */
export function AdjustmentImpact({ provider, terms }: PreviewInput) {
  const hasTerms = provider !== "" && (terms === null || Object.values(terms).some((amount) => amount));
  const preview = useQuery(
    trpc.adjustments.preview.queryOptions(
      { provider, terms },
      { enabled: hasTerms, placeholderData: keepPreviousData, retry: false },
    ),
  );
  if (!hasTerms || preview.error || !preview.data) return null;
  return <ImpactSummary impact={preview.data} isOld={preview.isPlaceholderData} />;
}
