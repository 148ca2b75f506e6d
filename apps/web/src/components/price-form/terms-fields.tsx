/** The prices of an entry, of a reviewed model or of a what-if: token rates, long prompts, the price per request. */
import { Button, Divider, Group, SegmentedControl, SimpleGrid, Text } from "@mantine/core";
import { RATE_FIELDS } from "@ratecard/pricing";
import { useQuery } from "@tanstack/react-query";
import { Disclosure } from "../disclosure";
import type { ReactNode } from "react";
import { trpc } from "#web/trpc";
import type { MoneyField } from "../money-fields";
import { MoneyInput } from "../money-input";
import type { PriceUnit } from "../rate-in-unit";
import { BoundFields, type BoundFieldsProps } from "./bound-fields";
import { typicalText } from "./terms-draft";

/** How a draft is written, by whoever keeps it. */
export type TermsFieldsProps = BoundFieldsProps &
  Readonly<{
    onText: (field: MoneyField, text: string) => void;
    onUnit: (unit: PriceUnit) => void;
    hasFocus?: boolean;
    /** Below the token prices: what the form does not edit. */
    more?: ReactNode;
  }>;

export function TermsFields({ hasFocus = false, more, ...props }: TermsFieldsProps) {
  return (
    <>
      <UnitDivider {...props} />
      <SimpleGrid cols={2} spacing="sm" verticalSpacing="xs">
        <TermInput {...props} field="inputPer1M" hasFocus={hasFocus} />
        <TermInput {...props} field="outputPer1M" />
      </SimpleGrid>
      <OtherRates {...props} />
      <BoundFields {...props} />
      {more}
      <Divider label="USD per request" labelPosition="left" />
      <PerRequestInput {...props} />
    </>
  );
}

const UNIT_LABELS: Readonly<Record<PriceUnit, string>> = {
  "1m": "USD per 1,000,000 tokens",
  "1k": "USD per 1,000 tokens",
};
const UNITS = [
  { value: "1m", label: "per 1M" },
  { value: "1k", label: "per 1K" },
];

const UnitDivider = ({ draft: { unit }, onUnit }: Pick<TermsFieldsProps, "draft" | "onUnit">) => (
  <Group gap="sm" wrap="nowrap">
    <Divider label={UNIT_LABELS[unit]} labelPosition="left" flex={1} />
    <SegmentedControl
      size="xs"
      aria-label="Unit of the prices below"
      value={unit}
      onChange={(value) => onUnit(value === "1k" ? "1k" : "1m")}
      data={UNITS}
    />
  </Group>
);

type TermInputProps = Pick<TermsFieldsProps, "draft" | "problems" | "onText" | "hasFocus"> &
  Readonly<{ field: MoneyField }>;

const TermInput = ({ draft, problems, onText, field, hasFocus = false }: TermInputProps) => (
  <MoneyInput
    field={field}
    unit={draft.unit}
    data-autofocus={hasFocus || undefined}
    value={draft[field]}
    error={problems[field]}
    onChange={({ currentTarget }) => onText(field, currentTarget.value)}
  />
);

const OTHER_RATES = RATE_FIELDS.filter((field) => field !== "inputPer1M" && field !== "outputPer1M");

export function OtherRates({ draft, problems, onText }: Pick<TermsFieldsProps, "draft" | "problems" | "onText">) {
  const count = OTHER_RATES.filter((field) => draft[field].trim() !== "").length;
  return (
    <Disclosure label={`Cache, reasoning, audio, image${count > 0 ? ` (${count} priced)` : ""}`} isUsed={count > 0}>
      <SimpleGrid cols={2} spacing="sm" verticalSpacing="xs" mt="xs">
        {OTHER_RATES.map((field) => (
          <TermInput key={field} draft={draft} problems={problems} onText={onText} field={field} />
        ))}
      </SimpleGrid>
      <Text size="xs" c="dimmed" mt={6}>
        Without a price of its own, cache, audio and image tokens cost what text costs; reasoning what output costs.
      </Text>
    </Disclosure>
  );
}

function PerRequestInput({ draft, problems, onText }: Pick<TermsFieldsProps, "draft" | "problems" | "onText">) {
  const defaults = useQuery(trpc.priceBook.defaults.queryOptions());
  const typical = defaults.data ? typicalText(draft, defaults.data) : undefined;
  const tokens =
    defaults.data && `${defaults.data.typicalInputTokens} tokens in, ${defaults.data.typicalOutputTokens} out`;
  return (
    <MoneyInput
      field="perRequest"
      unit={draft.unit}
      description={
        typical === undefined
          ? "Prices requests whose tokens are not known."
          : `Prices requests whose tokens are not known. A typical one (${tokens ?? ""}) costs ${typical}; left empty, that is filled in.`
      }
      placeholder={typical ?? "no price"}
      rightSection={
        typical === undefined || typical === draft.perRequest ? undefined : (
          <Button variant="subtle" size="compact-xs" mr={4} onClick={() => onText("perRequest", typical)}>
            Use {typical}
          </Button>
        )
      }
      value={draft.perRequest}
      error={problems.perRequest}
      onChange={({ currentTarget }) => onText("perRequest", currentTarget.value)}
    />
  );
}
