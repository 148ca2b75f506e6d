/** The form of a price with live checks; refusals of the server land beside their fields. */
import { useForm } from "@mantine/form";
import { emptyValues, type PriceFormValues, problemsOf } from "./price-form-values";

export function usePriceForm(initialValues: PriceFormValues) {
  return useForm<PriceFormValues>({
    initialValues,
    validate: problemsOf,
    validateInputOnChange: Object.keys(emptyValues("")),
  });
}

export type PriceFormApi = ReturnType<typeof usePriceForm>;
