/** An invoice before it is compared: what it is, how its columns are taken, what it adds up to, and on which terms. */
import { Alert, Button, Checkbox, Group, Stack, TagsInput, Text, TextInput } from "@mantine/core";
import { INVOICE_FIELDS, type RememberedInvoice } from "@ratecard/contract";
import { nameOfParts, providersOf } from "@ratecard/invoices";
import { useState } from "react";
import { ColumnChoices } from "#web/components/column-choices";
import { fieldErrorsOf } from "#web/components/field-errors";
import { Age } from "#web/components/time";
import { InvoiceFigures, LeftOutLines, UnreadLines } from "./invoice-figures";
import { FIELD_CHOICES, FORMAT_WORDS, NOT_TAKEN } from "./invoice-words";
import type { InvoiceChoice, Look } from "./read-invoice";
import type { InvoiceTerms } from "./use-invoice";

type InvoiceLookProps = Readonly<{
  look: Look;
  isBusy: boolean;
  error: unknown;
  onChoice: (choice: InvoiceChoice) => void;
  onCompare: (terms: InvoiceTerms) => void;
  onBack: () => void;
}>;

export function InvoiceLook({ look, isBusy, error, onChoice, onCompare, onBack }: InvoiceLookProps) {
  const { files, opened, summed, problem } = look;
  const [terms, setTerms] = useState(termsOf(look));
  const currency = summed?.currency ?? terms.currency;
  return (
    <Stack gap="sm">
      <Text size="sm">
        <b>{nameOfParts(files.map(({ name }) => name))}</b>: {FORMAT_WORDS[opened.format]}.
      </Text>
      {opened.remembered && <TakenAsRemembered invoice={opened.remembered} />}
      {opened.format === "columns" && <Columns look={look} onChoice={onChoice} />}
      {problem && (
        <Alert color="orange" variant="light" p="xs" role="alert">
          {problem.field === "" ? "The file" : problem.field} {problem.problem}
        </Alert>
      )}
      {summed && (
        <>
          <InvoiceFigures summed={summed} currency={currency} />
          <LeftOutLines summed={summed} currency={currency} />
          <UnreadLines summed={summed} isMapped={opened.format === "columns"} />
          <TermsForm
            terms={{ ...terms, currency }}
            isCurrencyOpen={summed.currency === null}
            errors={fieldErrorsOf(error)}
            onChange={(patch) => setTerms({ ...terms, ...patch })}
          />
        </>
      )}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onBack}>
          Other files
        </Button>
        <Button
          loading={isBusy}
          disabled={!summed || summed.unreadCount > 0}
          onClick={() => onCompare({ ...terms, currency })}
        >
          Compare with the ledger
        </Button>
      </Group>
    </Stack>
  );
}

/** A rate of a currency is another one each month, so it is asked for again. */
const termsOf = ({ opened: { format, zone, remembered }, summed }: Look): InvoiceTerms => ({
  usdPerUnit: "",
  zone,
  providers: providersOf(format, summed?.sums ?? []),
  currency: "USD",
  ...(remembered && { zone: remembered.zone, providers: remembered.providers, currency: remembered.currency }),
});

const TakenAsRemembered = ({ invoice: { taken, fileName, createdAt } }: Readonly<{ invoice: RememberedInvoice }>) => (
  <Text size="sm" c="dimmed" role="status">
    {taken ? "Columns, zone" : "Zone"} and providers are those of {fileName}, compared <Age at={createdAt} />.
  </Text>
);

function Columns({ look, onChoice }: Pick<InvoiceLookProps, "look" | "onChoice">) {
  const { opened, choice } = look;
  const { names, columns, example, isComma } = opened;
  return (
    <>
      <ColumnChoices
        columns={names.map((name) => ({
          name,
          example: textOf(example[name]),
          value: columns[name] ?? null,
          isGuessed: choice.columns === undefined && opened.remembered === null,
        }))}
        choices={FIELD_CHOICES}
        notTaken={NOT_TAKEN}
        onTake={(name, value) =>
          onChoice({ columns: { ...columns, [name]: INVOICE_FIELDS.find((field) => field === value) ?? null } })
        }
      />
      <Checkbox
        label="A comma is before the decimals, as in 1.234,56"
        checked={isComma}
        onChange={({ currentTarget }) => onChoice({ columns, isComma: currentTarget.checked })}
      />
    </>
  );
}

const textOf = (value: unknown): string => (typeof value === "string" ? value : (JSON.stringify(value) ?? ""));

type TermsFormProps = Readonly<{
  terms: InvoiceTerms;
  isCurrencyOpen: boolean;
  errors: Readonly<Record<string, string>>;
  onChange: (patch: Partial<InvoiceTerms>) => void;
}>;

function TermsForm({ terms, isCurrencyOpen, errors, onChange }: TermsFormProps) {
  return (
    <Group align="flex-start" gap="sm" wrap="wrap">
      <TagsInput
        label="Providers in the ledger"
        description="Whose requests are compared; none: all."
        value={[...terms.providers]}
        onChange={(providers) => onChange({ providers })}
        error={errors.providers}
        size="xs"
        w={380}
      />
      <TextInput
        label="Zone of its days"
        description="Mostly UTC; of Google's console the Pacific's."
        value={terms.zone}
        onChange={({ currentTarget }) => onChange({ zone: currentTarget.value })}
        error={errors.zone}
        w={280}
      />
      {isCurrencyOpen && (
        <TextInput
          label="Currency"
          description="The file does not say."
          value={terms.currency}
          onChange={({ currentTarget }) => onChange({ currency: currentTarget.value.toUpperCase() })}
          error={errors.currency}
          w={150}
        />
      )}
      {terms.currency !== "USD" && (
        <TextInput
          label={`1 ${terms.currency} in USD`}
          description="The rate of the invoice; nothing is assumed."
          value={terms.usdPerUnit}
          onChange={({ currentTarget }) => onChange({ usdPerUnit: currentTarget.value })}
          error={errors.usdPerUnit}
          required
          w={240}
        />
      )}
    </Group>
  );
}
