/** Edits one entry. A save on an older version is refused, and the entry as it is now can be shown instead. */
import { Button, Stack } from "@mantine/core";
import { DEFAULT_MODEL } from "@ratecard/pricing";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { fieldErrorsOf } from "#web/components/field-errors";
import { notifyDone } from "#web/components/notify";
import { trpc } from "#web/trpc";
import { CatalogSuggestion } from "./catalog-suggestion";
import { providersOf } from "../filter-prices";
import { FormFooter } from "./form-footer";
import { PriceFields } from "./price-fields";
import { changesOf, valuesOf } from "./price-form-values";
import type { PriceRow } from "../price-row";
import { SaveRefusal } from "./save-refusal";
import { TermsNote } from "./terms-note";
import { useDeletePrice } from "../use-delete-price";
import { usePriceForm } from "./use-price-form";
import { usePriceSearch } from "../use-price-search";
import { useRefreshPrices } from "../use-refresh-prices";

type EditPriceFormProps = Readonly<{ row: PriceRow; onDone: () => void }>;

export function EditPriceForm({ row, onDone }: EditPriceFormProps) {
  // The entry as it was opened: a refresh behind it must not move what is being typed.
  const [base, setBase] = useState(row);
  const [{ unit }] = usePriceSearch();
  const form = usePriceForm(valuesOf(base, unit));
  const list = useQuery(trpc.priceBook.list.queryOptions());
  const refresh = useRefreshPrices();
  const askDelete = useDeletePrice(onDone);
  const save = useMutation(
    trpc.priceBook.edit.mutationOptions({
      onError: (error) => form.setErrors(fieldErrorsOf(error)),
      onSuccess: ({ price, notices }) => {
        notifyDone([`${price.model} is saved.`, ...notices].join(" "));
        onDone();
      },
      onSettled: refresh,
    }),
  );
  const isDefault = base.model === DEFAULT_MODEL;
  const changes = changesOf(form.values, base);
  const reload = () => {
    setBase(row);
    form.setValues(valuesOf(row, form.values.unit));
    save.reset();
  };
  return (
    <form
      onSubmit={form.onSubmit(({ reason }) => {
        save.mutate({ model: base.model, version: base.version, changes, ...(reason.trim() !== "" && { reason }) });
      })}
    >
      <Stack gap="sm">
        <SaveRefusal error={save.error} onReload={reload} />
        <CatalogSuggestion form={form} />
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
        action="Save"
        isSaving={save.isPending}
        onCancel={onDone}
        aside={
          !isDefault && (
            <Button variant="subtle" color="red" onClick={() => askDelete(base)}>
              Delete …
            </Button>
          )
        }
      />
    </form>
  );
}
