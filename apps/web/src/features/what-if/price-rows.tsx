/** Rows of a what-if: names with other prices, or with another model's price. Units: USD per 1,000,000 tokens as typed. */
import { ActionIcon, Autocomplete, Button, Group, Stack, Text } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import { type MoneyField, MONEY_FIELDS } from "#web/components/money-fields";
import { MoneyInput } from "#web/components/money-input";
import { BoundFields } from "#web/components/price-form/bound-fields";
import { draftWriters } from "#web/components/price-form/draft-writers";
import { moneyProblems } from "#web/components/price-form/terms-draft";
import {
  NO_MODEL,
  NO_PRICE,
  type PriceDraft,
  termsDraftOf,
  type WhatIfSearch,
  withRow,
  withTermsDraft,
} from "./what-if-draft";

export type ChangeFieldsProps = Readonly<{
  search: WhatIfSearch;
  /** Offered as names of models. */
  names: readonly string[];
  /** By the field of the question. */
  errors: Readonly<Record<string, string>>;
  onChange: (patch: Partial<WhatIfSearch>) => void;
}>;

const FIRST_FIELDS: readonly MoneyField[] = ["inputPer1M", "outputPer1M", "cacheReadPer1M", "perRequest"];

export function PriceRows({ search: { prices }, names, onChange }: ChangeFieldsProps) {
  const [hasAll, setHasAll] = useState(() =>
    prices.some(({ texts, ...price }) => price.thresholds ?? price.tiers ?? Object.keys(texts).some(isFurther)),
  );
  const set = (index: number, price: PriceDraft) => onChange({ prices: prices.with(index, price) });
  return (
    <List
      onAdd={() => onChange({ prices: withRow(prices, NO_PRICE) })}
      more={
        <Button variant="subtle" size="compact-xs" aria-expanded={hasAll} onClick={() => setHasAll(!hasAll)}>
          {hasAll ? "Fewer prices" : "All prices"}
        </Button>
      }
      note={`What is left empty stays as it is; USD per 1,000,000 tokens.${hasAll ? " Thresholds and tiers take the place of those that there are." : ""}`}
    >
      {prices.map((price, index) => (
        <Stack key={price.id} gap="xs" role="group" aria-label={`Price ${index + 1}`}>
          <Group gap="xs" align="flex-start" wrap="wrap">
            <ModelName value={price.model} names={names} onChange={(model) => set(index, { ...price, model })} />
            <Prices price={price} hasAll={hasAll} onChange={(changed) => set(index, changed)} />
            <RemoveRow isOnly={prices.length === 1} onClick={() => onChange({ prices: prices.toSpliced(index, 1) })} />
          </Group>
          {(hasAll || price.thresholds || price.tiers) && (
            <LongPrompts price={price} onChange={(changed) => set(index, changed)} />
          )}
        </Stack>
      ))}
    </List>
  );
}

const isFurther = (field: string): boolean => !FIRST_FIELDS.some((first) => first === field);

type RowProps = Readonly<{ price: PriceDraft; onChange: (price: PriceDraft) => void }>;

function Prices({ price, hasAll, onChange }: RowProps & Readonly<{ hasAll: boolean }>) {
  const draft = termsDraftOf(price);
  const problems = moneyProblems(draft);
  const { onText } = draftWriters(draft, (changed) => onChange(withTermsDraft(price, changed)));
  return MONEY_FIELDS.filter((field) => hasAll || !isFurther(field) || price.texts[field] !== undefined).map(
    (field) => (
      <MoneyInput
        key={field}
        field={field}
        unit={draft.unit}
        w={150}
        placeholder="as it is"
        value={draft[field]}
        error={problems[field]}
        onChange={({ currentTarget }) => onText(field, currentTarget.value)}
      />
    ),
  );
}

/** Those of the entry are replaced by those that are typed. */
function LongPrompts({ price, onChange }: RowProps) {
  const draft = termsDraftOf(price);
  const { onBounds } = draftWriters(draft, (changed) => onChange(withTermsDraft(price, changed)));
  return <BoundFields draft={draft} problems={NO_PROBLEMS} onBounds={onBounds} />;
}

const NO_PROBLEMS = {};

export function ModelRows({ search: { models }, names, errors, onChange }: ChangeFieldsProps) {
  return (
    <List
      onAdd={() => onChange({ models: withRow(models, NO_MODEL) })}
      note="All requests of the first at the price of the second."
    >
      {models.map((each, index) => (
        <Group key={each.id} gap="xs" align="flex-start" role="group" aria-label={`Model ${index + 1}`}>
          <ModelName
            value={each.model}
            names={names}
            error={errors[`change.models.${index}.model`]}
            onChange={(model) => onChange({ models: models.with(index, { ...each, model }) })}
          />
          <ModelName
            label="At the price of"
            value={each.as}
            names={names}
            error={errors[`change.models.${index}.as`]}
            onChange={(as) => onChange({ models: models.with(index, { ...each, as }) })}
          />
          <RemoveRow isOnly={models.length === 1} onClick={() => onChange({ models: models.toSpliced(index, 1) })} />
        </Group>
      ))}
    </List>
  );
}

type ModelNameProps = Readonly<{
  label?: string;
  value: string;
  names: readonly string[];
  error?: string | undefined;
  onChange: (name: string) => void;
}>;

const ModelName = ({ label = "Model", names, ...field }: ModelNameProps) => (
  <Autocomplete size="xs" label={label} w={220} data={[...names]} limit={50} {...field} />
);

const RemoveRow = ({ isOnly, onClick }: Readonly<{ isOnly: boolean; onClick: () => void }>) =>
  isOnly ? null : (
    <ActionIcon variant="subtle" color="gray" mt={26} aria-label="Remove" onClick={onClick}>
      <IconTrash size={15} stroke={1.6} aria-hidden />
    </ActionIcon>
  );

type ListProps = Readonly<{ children: ReactNode; onAdd: () => void; note: string; more?: ReactNode }>;

const List = ({ children, onAdd, note, more }: ListProps) => (
  <Stack gap="xs">
    {children}
    <Group gap="sm">
      <Button
        variant="default"
        size="compact-xs"
        leftSection={<IconPlus size={12} stroke={1.8} aria-hidden />}
        onClick={onAdd}
      >
        Add a model
      </Button>
      {more}
      <Text size="xs" c="dimmed">
        {note}
      </Text>
    </Group>
  </Stack>
);
