/** Follows the entry behind an open form: what others change is taken over or offered, and nothing typed is lost. */
import { useEffect, useState } from "react";
import type { PriceRow } from "../price-row";
import {
  changesMeanwhile,
  type FieldChange,
  isSame,
  type MergedField,
  mergedValues,
  withField,
  withValueOf,
} from "./merge-entry";
import type { PriceFormValues } from "./price-form-values";
import type { PriceFormApi } from "./use-price-form";

type Met = Readonly<{
  theirs: PriceRow;
  typed: PriceFormValues;
  merged: PriceFormValues;
  changes: readonly FieldChange[];
}>;

export type Meanwhile = Readonly<{
  /** The entry that a save replaces. */
  base: PriceRow;
  /** null: nobody changed anything since the form was opened. */
  met: Met | null;
  isTheirs: (field: MergedField) => boolean;
  choose: (field: MergedField, whose: "mine" | "theirs") => void;
}>;

export function useMeanwhile(row: PriceRow, form: PriceFormApi, onMet: () => void): Meanwhile {
  const [opened] = useState(row);
  const [base, setBase] = useState(row);
  const [met, setMet] = useState<Met | null>(null);
  if (row.version !== base.version) {
    const meeting = { opened, known: base, theirs: row, typed: form.values };
    setMet({ theirs: row, typed: form.values, merged: mergedValues(meeting), changes: changesMeanwhile(meeting) });
    setBase(row);
  }
  const { setValues } = form;
  useEffect(() => {
    if (met === null) return;
    setValues(met.merged);
    onMet();
  }, [met, setValues, onMet]);
  return {
    base,
    met,
    isTheirs: (field) => met !== null && isSame(field, form.values, withValueOf(field, form.values, met.theirs)),
    choose: (field, whose) => {
      if (met === null) return;
      const { values } = form;
      form.setValues(whose === "theirs" ? withValueOf(field, values, met.theirs) : withField(field, values, met.typed));
    },
  };
}
