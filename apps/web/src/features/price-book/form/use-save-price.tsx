/** Saves the form of a price: an edit of the entry it was made on, or a new entry. Refusals land beside their fields. */
import { useForm } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import { useCallback } from "react";
import { fieldErrorsOf } from "#web/components/field-errors";
import { notifyWithRecost, recostScope } from "#web/components/recost-offer";
import { trpc } from "#web/trpc";
import type { PriceRow } from "../price-row";
import { refreshPrices } from "../refresh-prices";
import { emptyValues, type PriceChanges, type PriceFormValues, problemsOf } from "./price-form-values";

/** `base` null: there is no entry of this name. */
type Save = Readonly<{ base: Pick<PriceRow, "version"> | null; changes: PriceChanges; reason: string }>;

export function useSavePrice(form: PriceFormApi, onDone: () => void) {
  const answers = {
    onError: (error: unknown) => form.setErrors(fieldErrorsOf(error)),
    onSettled: refreshPrices,
  };
  const finish = (
    sentence: string,
    notices: readonly string[],
    names: Readonly<{ added: string[]; changed: string[] }>,
  ) => {
    const scope = recostScope({ ...names, from: form.values.effectiveFrom }, Date.now());
    notifyWithRecost([sentence, ...notices].join(" "), scope);
    onDone();
  };
  const edit = useMutation(
    trpc.priceBook.edit.mutationOptions({
      ...answers,
      onSuccess: ({ price, notices }) =>
        finish(`${price.model} is saved.`, notices, { added: [], changed: [price.model] }),
    }),
  );
  const create = useMutation(
    trpc.priceBook.create.mutationOptions({
      ...answers,
      onSuccess: ({ price, notices }) =>
        finish(`${price.model} has a price.`, notices, { added: [price.model], changed: [] }),
    }),
  );
  const { reset: resetEdit } = edit;
  const { reset: resetCreate } = create;
  const reset = useCallback(() => {
    resetEdit();
    resetCreate();
  }, [resetEdit, resetCreate]);
  const write = ({ base, changes, reason }: Save) => {
    const model = form.values.model.trim();
    const why = reason.trim() === "" ? {} : { reason };
    if (base === null) create.mutate({ model, ...changes, ...why });
    else edit.mutate({ model, version: base.version, changes, ...why });
  };
  return { write, reset, error: edit.error ?? create.error, isPending: edit.isPending || create.isPending };
}

/** The form of a price with live checks; refusals of the server land beside their fields. */
export function usePriceForm(initialValues: PriceFormValues) {
  return useForm<PriceFormValues>({
    initialValues,
    validate: problemsOf,
    validateInputOnChange: CHECKED_WHILE_TYPING,
  });
}

/** Rows of thresholds and tiers say live what is wrong by themselves: see bound-rows.tsx. */
const CHECKED_WHILE_TYPING = Object.keys(emptyValues("")).filter(
  (field) => field !== "thresholds" && field !== "tiers",
);

export type PriceFormApi = ReturnType<typeof usePriceForm>;
