/** What the catalogue in force says of a name, to be taken over with one click. */
import { Alert, Button, Group, Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { RATE_FIELDS } from "@ratecard/contract";
import { useQuery } from "@tanstack/react-query";
import { Money } from "#web/components/money";
import { trpc } from "#web/trpc";
import type { PriceUnit } from "../price-row";
import { rateInUnit } from "../rate-in-unit";
import type { PriceFormApi } from "./use-price-form";

const SETTLE_MS = 300;

export function CatalogSuggestion({ form }: Readonly<{ form: PriceFormApi }>) {
  const [model] = useDebouncedValue(form.values.model.trim(), SETTLE_MS);
  const [provider] = useDebouncedValue(form.values.provider.trim(), SETTLE_MS);
  const isNamed = model !== "" && !form.errors.model && !model.endsWith("*");
  const explained = useQuery(
    trpc.explain.explain.queryOptions(
      { model, ...(provider !== "" && !form.errors.provider && { provider }) },
      { enabled: isNamed },
    ),
  );
  const rung = explained.data?.rungs.find(
    ({ rung: name, resolution }) => name.startsWith("catalog-") && resolution !== null,
  );
  const rates = rung?.resolution?.terms?.ratesPer1M;
  if (!isNamed || !rates || !rung?.resolution?.catalog) return null;

  const { unit } = form.values;
  const texts = RATE_FIELDS.map((field) => [field, textIn(rates, field.replace("Per1M", ""), unit)] as const);
  if (texts.every(([field, text]) => text === "" || text === form.values[field])) return null;
  const use = () => {
    for (const [field, text] of texts) form.setFieldValue(field, text);
    form.setFieldValue("perRequest", "");
  };
  return (
    <Alert color="gray" variant="light" p="xs">
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <Text size="sm">
          The catalogue’s “{rung.resolution.catalog.key}” has <Money usd={rates.input} absent="no input price" /> in,{" "}
          <Money usd={rates.output} absent="no output price" /> out.
        </Text>
        <Button variant="default" size="compact-xs" onClick={use} flex="none">
          Use it
        </Button>
      </Group>
    </Alert>
  );
}

const textIn = (rates: object, kind: string, unit: PriceUnit): string => {
  const found = Object.entries(rates).find(([name]) => name === kind)?.[1];
  return typeof found === "string" ? (rateInUnit(found, unit) ?? "") : "";
};
