/** The form of a price with live checks; refusals of the server land beside their fields. */
import { useForm } from "@mantine/form";
import { emptyValues, type PriceFormValues, problemsOf } from "./price-form-values";

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
