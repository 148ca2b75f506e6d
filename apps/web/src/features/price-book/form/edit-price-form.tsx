/** Edits one entry. What others change meanwhile is shown beside what was typed; an entry deleted meanwhile is written again. */
import { Alert, Button, Stack, Table, Text } from "@mantine/core";
import { DEFAULT_MODEL } from "@ratecard/pricing";
import { useQuery } from "@tanstack/react-query";
import { Refusal } from "#web/components/form-parts";
import type { PriceUnit } from "#web/components/rate-in-unit";
import { trpc } from "#web/trpc";
import { providersOf } from "../filter-prices";
import type { PriceRow } from "../price-row";
import { usePriceSearch } from "../price-search";
import { useDeletePrice } from "../use-delete-price";
import { FormFooter } from "./form-footer";
import { MeanwhilePanel, useMeanwhile } from "./meanwhile-panel";
import { PriceFields } from "./price-fields";
import { changesOf, valuesOf } from "./price-form-values";
import { PriceSuggestions } from "./price-suggestions";
import { termsInWords } from "./terms-words";
import { usePriceForm, useSavePrice } from "./use-save-price";

type EditPriceFormProps = Readonly<{
  row: PriceRow;
  /** Somebody deleted it while the form was open; `row` is what it was. */
  isGone: boolean;
  onDone: () => void;
}>;

export function EditPriceForm({ row, isGone, onDone }: EditPriceFormProps) {
  const [{ unit }] = usePriceSearch();
  const form = usePriceForm(valuesOf(row, unit));
  const list = useQuery(trpc.priceBook.list.queryOptions());
  const askDelete = useDeletePrice(onDone);
  const save = useSavePrice(form, onDone);
  const meanwhile = useMeanwhile(row, form, save.reset);
  const { base } = meanwhile;
  const isDefault = base.model === DEFAULT_MODEL;
  const changes = changesOf(form.values, isGone ? null : base);
  return (
    <form onSubmit={form.onSubmit(({ reason }) => save.write({ base: isGone ? null : base, changes, reason }))}>
      <Stack gap="sm">
        {isGone && (
          <Alert color="orange" variant="light" p="xs" title="Deleted while you were typing" role="alert">
            Somebody deleted this entry. What stands here is kept: “Create again” writes it as a new price.
          </Alert>
        )}
        <Refusal error={save.error} />
        <MeanwhilePanel {...meanwhile} />
        <PriceSuggestions form={form} />
        <PriceFields
          form={form}
          providers={providersOf(list.data?.prices ?? [])}
          isDefault={isDefault}
          more={<TermsNote row={base} unit={form.values.unit} />}
        />
      </Stack>
      <FormFooter
        form={form}
        changes={changes}
        action={isGone ? "Create again" : "Save"}
        isSaving={save.isPending}
        onCancel={onDone}
        aside={
          !isDefault &&
          !isGone && (
            <Button variant="subtle" color="red" onClick={() => askDelete(base)}>
              Delete …
            </Button>
          )
        }
      />
    </form>
  );
}

/** What an entry says beyond the fields of the form, in words. Every edit here keeps it; files and programs change it. */
function TermsNote({ row, unit }: Readonly<{ row: PriceRow; unit: PriceUnit }>) {
  const lines = termsInWords(row, unit);
  if (lines.length === 0) return null;
  return (
    <Stack gap={4} role="group" aria-label="Other terms">
      <Table variant="vertical" fz="xs" verticalSpacing={3} withTableBorder={false}>
        <Table.Tbody>
          {lines.map(({ label, text }) => (
            <Table.Tr key={label}>
              <Table.Th w={150} fw={500}>
                {label}
              </Table.Th>
              <Table.Td>{text}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Text size="xs" c="dimmed">
        Kept as they are by every edit here. Change them by JSON or CSV import, or by REST.
      </Text>
    </Stack>
  );
}
