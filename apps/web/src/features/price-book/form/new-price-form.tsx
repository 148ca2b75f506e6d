/** Prices a name that has no entry. A name ending in `*` prices every name that begins so. */
import { Stack, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Refusal } from "#web/components/form-parts";
import { trpc } from "#web/trpc";
import { providersOf } from "../filter-prices";
import { usePriceSearch } from "../price-search";
import { FormFooter } from "./form-footer";
import { PriceFields } from "./price-fields";
import { changesOf, emptyValues } from "./price-form-values";
import { PriceSuggestions } from "./price-suggestions";
import { usePriceForm, useSavePrice } from "./use-save-price";

type NewPriceFormProps = Readonly<{ name: string; onDone: () => void }>;

export function NewPriceForm({ name, onDone }: NewPriceFormProps) {
  const [{ unit, from }] = usePriceSearch();
  const form = usePriceForm(emptyValues(name, unit));
  const list = useQuery(trpc.priceBook.list.queryOptions());
  const save = useSavePrice(form, onDone);
  const model = form.values.model.trim();
  const isTaken = list.data?.prices.some((row) => row.model === model) ?? false;
  const changes = changesOf(form.values, null);
  return (
    <form onSubmit={form.onSubmit(({ reason }) => save.write({ base: null, changes, reason }))}>
      <Stack gap="sm">
        <Refusal error={save.error} />
        <TextInput
          label="Model"
          description="As the user sends it, letter by letter. An asterisk at the end prices every name that begins so."
          data-autofocus={name === "" || undefined}
          autoComplete="off"
          {...form.getInputProps("model")}
          {...(isTaken && { error: "This name has an entry already. Open that one from the table." })}
        />
        <PriceSuggestions form={form} from={from} />
        <PriceFields form={form} providers={providersOf(list.data?.prices ?? [])} isDefault={false} />
      </Stack>
      <FormFooter
        form={form}
        changes={isTaken ? {} : changes}
        action="Create"
        isSaving={save.isPending}
        onCancel={onDone}
      />
    </form>
  );
}
