/** The fields of a price, the same for a new and a standing entry. */
import {
  Autocomplete,
  Button,
  Collapse,
  Divider,
  Group,
  SimpleGrid,
  Stack,
  Switch,
  Text,
  Textarea,
  UnstyledButton,
} from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { providerOfName, RATE_FIELDS, type RateField } from "@ratecard/pricing";
import { IconChevronDown, IconChevronRight } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { EffectiveFromInput } from "#web/components/effective-from-input";
import { trpc } from "#web/trpc";
import { MoneyInput } from "#web/components/money-input";
import { BoundFields } from "./bound-fields";
import { typicalText } from "./price-form-values";
import { UnitDivider } from "./unit-divider";
import type { PriceFormApi } from "./use-save-price";

const OTHER_RATES = RATE_FIELDS.filter((field) => field !== "inputPer1M" && field !== "outputPer1M");

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
      <UnitDivider form={form} />
      <SimpleGrid cols={2} spacing="sm" verticalSpacing="xs">
        <RateInput form={form} field="inputPer1M" autoFocus={form.values.model !== ""} />
        <RateInput form={form} field="outputPer1M" />
      </SimpleGrid>
      <OtherRates form={form} />
      <BoundFields form={form} />
      {more}
      <Divider label="USD per request" labelPosition="left" />
      <PerRequestInput form={form} />
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

type RateInputProps = Readonly<{ form: PriceFormApi; field: RateField; autoFocus?: boolean }>;

const RateInput = ({ form, field, autoFocus = false }: RateInputProps) => (
  <MoneyInput
    field={field}
    unit={form.values.unit}
    data-autofocus={autoFocus || undefined}
    {...form.getInputProps(field)}
  />
);

function OtherRates({ form }: Readonly<{ form: PriceFormApi }>) {
  const count = OTHER_RATES.filter((field) => form.values[field].trim() !== "").length;
  const [isOpen, { toggle }] = useDisclosure(count > 0);
  const Chevron = isOpen ? IconChevronDown : IconChevronRight;
  return (
    <div>
      <UnstyledButton onClick={toggle} aria-expanded={isOpen} fz="xs" c="dimmed">
        <Group gap={4} wrap="nowrap">
          <Chevron size={12} stroke={1.8} aria-hidden />
          Cache, reasoning, audio, image{count > 0 && ` (${count} priced)`}
        </Group>
      </UnstyledButton>
      <Collapse expanded={isOpen}>
        <SimpleGrid cols={2} spacing="sm" verticalSpacing="xs" mt="xs">
          {OTHER_RATES.map((field) => (
            <RateInput key={field} form={form} field={field} />
          ))}
        </SimpleGrid>
        <Text size="xs" c="dimmed" mt={6}>
          Without a price of its own, cache, audio and image tokens cost what text costs; reasoning what output costs.
        </Text>
      </Collapse>
    </div>
  );
}

function PerRequestInput({ form }: Readonly<{ form: PriceFormApi }>) {
  const defaults = useQuery(trpc.priceBook.defaults.queryOptions());
  const typical = defaults.data ? typicalText(form.values, defaults.data) : undefined;
  const tokens =
    defaults.data && `${defaults.data.typicalInputTokens} tokens in, ${defaults.data.typicalOutputTokens} out`;
  const isTypical = typical === form.values.perRequest;
  return (
    <MoneyInput
      field="perRequest"
      unit={form.values.unit}
      description={
        typical === undefined
          ? "Prices requests whose tokens are not known."
          : `Prices requests whose tokens are not known. A typical one (${tokens ?? ""}) costs ${typical}; left empty, that is filled in.`
      }
      placeholder={typical ?? "no price"}
      rightSection={
        typical === undefined || isTypical ? undefined : (
          <Button variant="subtle" size="compact-xs" mr={4} onClick={() => form.setFieldValue("perRequest", typical)}>
            Use {typical}
          </Button>
        )
      }
      {...form.getInputProps("perRequest")}
    />
  );
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
