/** One threshold or one tier: its bounds and its rates. A kind without a field is added from the menu. */
import { ActionIcon, Group, Menu, Paper, SimpleGrid, Text, TextInput, UnstyledButton } from "@mantine/core";
import { RATE_FIELDS, type RateField } from "@ratecard/pricing";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { type ReactNode, useEffect, useRef } from "react";
import { FIELD_LABELS } from "../money-fields";
import { type PriceUnit, UNIT_WORDS } from "../rate-in-unit";
import { BOUND_FIELDS, type BoundDraft, type BoundField, type BoundName } from "./bound-drafts";

const BOUND_WORDS: Readonly<Record<BoundField, string>> = {
  aboveTokens: "Above tokens",
  fromTokens: "More than",
  toTokens: "Up to tokens",
};

type BoundRowProps = Readonly<{
  name: BoundName;
  at: number;
  row: BoundDraft;
  unit: PriceUnit;
  /** By path, as `thresholds[0].aboveTokens`. */
  problems: Readonly<Record<string, ReactNode>>;
  /** Just added: the first field takes the focus. */
  isNew: boolean;
  onChange: (row: BoundDraft) => void;
  onRemove: () => void;
}>;

export function BoundRow({ name, at, row, unit, problems, isNew, onChange, onRemove }: BoundRowProps) {
  const label = `${name === "thresholds" ? "Threshold" : "Tier"} ${at + 1}`;
  const path = `${name}[${at}]`;
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (isNew) first.current?.focus();
  }, [isNew]);
  const priced = RATE_FIELDS.filter((field) => row.rates[field] !== undefined);
  return (
    <Paper withBorder p="xs" role="group" aria-label={label}>
      <Group gap="xs" align="flex-start" wrap="nowrap">
        <SimpleGrid cols={4} spacing="xs" verticalSpacing={4} flex={1}>
          {BOUND_FIELDS[name].map((field, place) => (
            <TextInput
              key={field}
              ref={place === 0 ? first : undefined}
              label={BOUND_WORDS[field]}
              aria-label={`${label}: ${BOUND_WORDS[field]}`}
              size="xs"
              inputMode="numeric"
              autoComplete="off"
              value={row[field] ?? ""}
              error={problems[`${path}.${field}`]}
              onChange={({ currentTarget }) => onChange({ ...row, [field]: currentTarget.value })}
            />
          ))}
          {priced.map((field) => (
            <TextInput
              key={field}
              label={FIELD_LABELS[field]}
              aria-label={`${label}: ${FIELD_LABELS[field]}, USD ${UNIT_WORDS[unit]}`}
              size="xs"
              inputMode="decimal"
              autoComplete="off"
              placeholder={name === "tiers" && field === "inputPer1M" ? "needed" : "as usual"}
              value={row.rates[field] ?? ""}
              error={problems[`${path}.${field}`]}
              onChange={({ currentTarget }) =>
                onChange({ ...row, rates: { ...row.rates, [field]: currentTarget.value } })
              }
            />
          ))}
        </SimpleGrid>
        <ActionIcon aria-label={`Remove ${label.toLowerCase()}`} mt={20} color="red" onClick={onRemove}>
          <IconTrash size={14} stroke={1.6} aria-hidden />
        </ActionIcon>
      </Group>
      <Group gap="sm" mt={4}>
        <AddRate
          label={label}
          fields={RATE_FIELDS.filter((field) => row.rates[field] === undefined)}
          onAdd={(field) => onChange({ ...row, rates: { ...row.rates, [field]: "" } })}
        />
        {row.serviceTiers !== undefined && (
          <Text size="xs" c="dimmed">
            Its rates for {Object.keys(row.serviceTiers).join(", ")} are kept.
          </Text>
        )}
      </Group>
    </Paper>
  );
}

type AddRateProps = Readonly<{ label: string; fields: readonly RateField[]; onAdd: (field: RateField) => void }>;

const AddRate = ({ label, fields, onAdd }: AddRateProps) => (
  <Menu position="bottom-start" withinPortal>
    <Menu.Target>
      <UnstyledButton fz="xs" c="dimmed" aria-label={`${label}: add a rate`}>
        <Group gap={2}>
          <IconPlus size={11} stroke={1.8} aria-hidden />
          another rate
        </Group>
      </UnstyledButton>
    </Menu.Target>
    <Menu.Dropdown>
      {fields.map((field) => (
        <Menu.Item key={field} onClick={() => onAdd(field)}>
          {FIELD_LABELS[field]}
        </Menu.Item>
      ))}
    </Menu.Dropdown>
  </Menu>
);
