/** Saves the form of a price: an edit of the entry it was made on, or a new entry. Refusals land beside their fields. */
import { useMutation } from "@tanstack/react-query";
import { useCallback } from "react";
import { fieldErrorsOf } from "#web/components/field-errors";
import { notifyDone } from "#web/components/notify";
import { trpc } from "#web/trpc";
import type { PriceRow } from "../price-row";
import { useRefreshPrices } from "../use-refresh-prices";
import type { PriceChanges } from "./price-form-values";
import type { PriceFormApi } from "./use-price-form";

/** `base` null: there is no entry of this name. */
type Save = Readonly<{ base: Pick<PriceRow, "version"> | null; changes: PriceChanges; reason: string }>;

export function useSavePrice(form: PriceFormApi, onDone: () => void) {
  const refresh = useRefreshPrices();
  const answers = {
    onError: (error: unknown) => form.setErrors(fieldErrorsOf(error)),
    onSettled: refresh,
  };
  const finish = (sentence: string, notices: readonly string[]) => {
    notifyDone([sentence, ...notices].join(" "));
    onDone();
  };
  const edit = useMutation(
    trpc.priceBook.edit.mutationOptions({
      ...answers,
      onSuccess: ({ price, notices }) => finish(`${price.model} is saved.`, notices),
    }),
  );
  const create = useMutation(
    trpc.priceBook.create.mutationOptions({
      ...answers,
      onSuccess: ({ price, notices }) => finish(`${price.model} has a price.`, notices),
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
