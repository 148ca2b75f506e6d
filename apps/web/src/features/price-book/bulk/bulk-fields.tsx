/** The fields of one kind of bulk edit. Units: USD per 1,000,000 tokens, USD per request. */
import { Autocomplete, SimpleGrid, Text, TextInput } from "@mantine/core";
import { FIELD_LABELS } from "#web/components/money-fields";
import type { PriceRow } from "../price-row";
import { BringAlongChoice } from "./bring-along-choice";
import { BULK_FIELDS, type BulkDraft, type BulkKind, factorProblem, priceProblems } from "./bulk-draft";

type BulkFieldsProps = Readonly<{
  kind: BulkKind;
  draft: BulkDraft;
  rows: readonly PriceRow[];
  providers: readonly string[];
  onChange: (draft: BulkDraft) => void;
}>;

export function BulkFields({ kind, draft, rows, providers, onChange }: BulkFieldsProps) {
  switch (kind) {
    case "set":
      return (
        <>
          <PriceInputs draft={draft} onChange={onChange} />
          <BringAlongChoice kind={kind} draft={draft} rows={rows} onChange={onChange} />
        </>
      );
    case "multiply":
      return (
        <>
          <TextInput
            label="Factor"
            description="1.2 is 20 % dearer, 0.5 half the price."
            inputMode="decimal"
            autoComplete="off"
            maw={420}
            data-autofocus
            value={draft.factor}
            error={factorProblem(draft.factor)}
            onChange={({ currentTarget }) => onChange({ ...draft, factor: currentTarget.value })}
          />
          <BringAlongChoice kind={kind} draft={draft} rows={rows} onChange={onChange} />
        </>
      );
    case "provider":
      return (
        <Autocomplete
          label="Provider"
          description="As in the catalogue: openai, anthropic, vertex_ai."
          maw={420}
          data-autofocus
          data={[...providers]}
          value={draft.provider}
          onChange={(provider) => onChange({ ...draft, provider })}
        />
      );
    case "activate":
      return <Text size="sm">The entries price requests from now.</Text>;
    case "deactivate":
      return (
        <Text size="sm">
          The entries price nothing from now: a wildcard, the catalogue or the default does instead.
        </Text>
      );
  }
}

function PriceInputs({ draft, onChange }: Pick<BulkFieldsProps, "draft" | "onChange">) {
  const problems = priceProblems(draft);
  return (
    <>
      <Text size="xs" c="dimmed">
        USD per 1M tokens, and per request. An empty field leaves each entry's price as it is; 0 is free.
      </Text>
      <SimpleGrid cols={{ base: 2, sm: 4 }} spacing="sm" verticalSpacing="xs">
        {BULK_FIELDS.map((field, index) => (
          <TextInput
            key={field}
            label={FIELD_LABELS[field]}
            inputMode="decimal"
            autoComplete="off"
            placeholder="as it is"
            data-autofocus={index === 0 || undefined}
            value={draft.prices[field] ?? ""}
            error={problems[field]}
            onChange={({ currentTarget }) =>
              onChange({ ...draft, prices: { ...draft.prices, [field]: currentTarget.value } })
            }
          />
        ))}
      </SimpleGrid>
    </>
  );
}
