/** Sets what a provider's costs are lowered or raised by, from now or a date on. Rules and bounds are the server's. */
import { Autocomplete, Button, Group, Stack, TextInput } from "@mantine/core";
import { DateTimePicker } from "@mantine/dates";
import { useDebouncedValue } from "@mantine/hooks";
import { modals } from "@mantine/modals";
import { ALL_PROVIDERS } from "@ratecard/pricing";
import type { Adjustment } from "./adjustment";
import { AdjustmentImpact } from "./adjustment-impact";
import { useAdjustmentForm } from "./use-adjustment-form";

const AMOUNTS = [
  { field: "discountPercent", label: "Discount, %" },
  { field: "marginPercent", label: "Margin, %" },
  { field: "fixedMarginUsd", label: "USD a request" },
] as const;

const SETTLE_MS = 400;

export function AdjustmentForm({ standing }: Readonly<{ standing?: Adjustment }>) {
  const { form, save, isSaving, providers } = useAdjustmentForm(standing);
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
          description="UTC. Empty: from now. A past time corrects what is priced from then on, a future one is scheduled."
          placeholder="now"
          clearable
          valueFormat="YYYY-MM-DD HH:mm"
          {...form.getInputProps("effectiveFrom")}
        />
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
