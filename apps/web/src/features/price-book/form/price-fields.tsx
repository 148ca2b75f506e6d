/** The fields of a price, the same for a new and a standing entry. */
import { Autocomplete, Divider, Group, Stack, Switch, Textarea } from "@mantine/core";
import { providerOfName } from "@ratecard/pricing";
import type { ReactNode } from "react";
import { EffectiveFromInput } from "#web/components/effective-from-input";
import type { MoneyField } from "#web/components/money-fields";
import type { BoundDraft, BoundName } from "#web/components/price-form/bound-drafts";
import { inUnit } from "#web/components/price-form/terms-draft";
import { TermsFields } from "#web/components/price-form/terms-fields";
import type { PriceUnit } from "#web/components/rate-in-unit";
import { usePriceSearch } from "../price-search";
import type { PriceFormApi } from "./use-save-price";

type PriceFieldsProps = Readonly<{
  form: PriceFormApi;
  providers: readonly string[];
  isDefault: boolean;
  /** Below the prices: what the form does not edit. */
  more?: ReactNode;
}>;

export function PriceFields({ form, providers, isDefault, more }: PriceFieldsProps) {
  const detected = providerOfName(form.values.model)?.provider;
  return (
    <Stack gap="sm">
      <Autocomplete
        label="Provider"
        size="xs"
        data={[...providers]}
        placeholder={detected === undefined ? "as openai" : `${detected}, as the name tells`}
        disabled={isDefault}
        {...form.getInputProps("provider")}
      />
      <TermsFields
        draft={form.values}
        problems={form.errors}
        {...useTermsWriters(form)}
        hasFocus={form.values.model !== ""}
        more={more}
      />
      <Divider label="About the entry" labelPosition="left" />
      <Group gap="lg">
        <Switch
          label="Used for pricing"
          disabled={isDefault}
          {...form.getInputProps("isActive", { type: "checkbox" })}
        />
        <Switch label="Custom name" {...form.getInputProps("isCustom", { type: "checkbox" })} />
      </Group>
      <Textarea label="Notes" autosize minRows={1} maxRows={5} {...form.getInputProps("notes")} />
      <EffectiveFrom form={form} />
    </Stack>
  );
}

/** Writes the draft of the form: each field is checked as it is typed; what the server refused of the bounds is gone when they change. */
function useTermsWriters(form: PriceFormApi) {
  const [, setSearch] = usePriceSearch();
  return {
    onText: (field: MoneyField, text: string) => form.setFieldValue(field, text),
    onBounds: (name: BoundName, rows: readonly BoundDraft[]) => {
      form.setFieldValue(name, rows);
      form.setErrors((errors) => Object.fromEntries(Object.entries(errors).filter(([path]) => !path.startsWith(name))));
    },
    onUnit: (unit: PriceUnit) => {
      form.setValues(inUnit(form.values, unit));
      setSearch({ unit });
    },
  };
}

function EffectiveFrom({ form }: Readonly<{ form: PriceFormApi }>) {
  return (
    <EffectiveFromInput
      label="Holds from"
      description="UTC. No date: from now, or from the beginning for a new name. A past time holds backwards, and what was booked can then be costed anew; a future one is scheduled."
      value={form.values.effectiveFrom}
      onChange={(value) => form.setFieldValue("effectiveFrom", value)}
      error={form.errors.effectiveFrom}
    />
  );
}
