/** Prices a name that has no entry. A name ending in `*` prices every name that begins so. */
import { Stack, TextInput } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { fieldErrorsOf } from "#web/components/field-errors";
import { notifyDone } from "#web/components/notify";
import { trpc } from "#web/trpc";
import { CatalogSuggestion } from "./catalog-suggestion";
import { providersOf } from "../filter-prices";
import { FormFooter } from "./form-footer";
import { PriceFields } from "./price-fields";
import { changesOf, emptyValues } from "./price-form-values";
import { SaveRefusal } from "./save-refusal";
import { usePriceForm } from "./use-price-form";
import { usePriceSearch } from "../use-price-search";
import { useRefreshPrices } from "../use-refresh-prices";

type NewPriceFormProps = Readonly<{ name: string; onDone: () => void }>;

export function NewPriceForm({ name, onDone }: NewPriceFormProps) {
  const [{ unit }] = usePriceSearch();
  const form = usePriceForm(emptyValues(name, unit));
  const list = useQuery(trpc.priceBook.list.queryOptions());
  const refresh = useRefreshPrices();
  const save = useMutation(
    trpc.priceBook.create.mutationOptions({
      onError: (error) => form.setErrors(fieldErrorsOf(error)),
      onSuccess: ({ price, notices }) => {
        notifyDone([`${price.model} has a price.`, ...notices].join(" "));
        onDone();
      },
      onSettled: refresh,
    }),
  );
  const model = form.values.model.trim();
  const isTaken = list.data?.prices.some((row) => row.model === model) ?? false;
  const changes = changesOf(form.values, null);
  return (
    <form
      onSubmit={form.onSubmit(({ reason }) => {
        save.mutate({ model, ...changes, ...(reason.trim() !== "" && { reason }) });
      })}
    >
      <Stack gap="sm">
        <SaveRefusal error={save.error} />
        <TextInput
          label="Model"
          description="As the user sends it, letter by letter. An asterisk at the end prices every name that begins so."
          data-autofocus={name === "" || undefined}
          autoComplete="off"
          {...form.getInputProps("model")}
          {...(isTaken && { error: "This name has an entry already. Open that one from the table." })}
        />
        <CatalogSuggestion form={form} />
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
