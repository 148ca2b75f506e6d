/** In which unit token prices are typed: the unit of the page, kept in the URL. What is typed already is converted. */
import { Divider, Group, SegmentedControl } from "@mantine/core";
import { usePriceSearch } from "../price-search";
import { valuesInUnit } from "./price-form-values";
import type { PriceFormApi } from "./use-save-price";
import type { PriceUnit } from "#web/components/rate-in-unit";

const LABELS: Readonly<Record<PriceUnit, string>> = { "1m": "USD per 1,000,000 tokens", "1k": "USD per 1,000 tokens" };

export function UnitDivider({ form }: Readonly<{ form: PriceFormApi }>) {
  const [, setSearch] = usePriceSearch();
  const { unit } = form.values;
  const choose = (value: string) => {
    const next = value === "1k" ? "1k" : "1m";
    form.setValues(valuesInUnit(form.values, next));
    setSearch({ unit: next });
  };
  return (
    <Group gap="sm" wrap="nowrap">
      <Divider label={LABELS[unit]} labelPosition="left" flex={1} />
      <SegmentedControl
        size="xs"
        aria-label="Unit of the prices below"
        value={unit}
        onChange={choose}
        data={[
          { value: "1m", label: "per 1M" },
          { value: "1k", label: "per 1K" },
        ]}
      />
    </Group>
  );
}
