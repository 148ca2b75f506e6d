/** A limit of a check: an amount in USD as text, or a whole number. */
import { NumberInput, TextInput } from "@mantine/core";
import type { AlertCheck } from "@ratecard/contract";

type LimitFieldProps<Check extends AlertCheck> = Readonly<{
  label: string;
  field: keyof Check & string;
  values: Check;
  /** Sentences by field, as `check.limitUsd`. */
  refused: Readonly<Record<string, string>>;
  onChange: (check: AlertCheck) => void;
}>;

export const UsdField = <Check extends AlertCheck>(props: LimitFieldProps<Check>) => {
  const { label, field, values, refused, onChange } = props;
  return (
    <TextInput
      label={label}
      inputMode="decimal"
      value={String(values[field])}
      error={refused[`check.${field}`]}
      onChange={({ currentTarget }) => onChange({ ...values, [field]: currentTarget.value })}
    />
  );
};

export const WholeField = <Check extends AlertCheck>(props: LimitFieldProps<Check>) => {
  const { label, field, values, refused, onChange } = props;
  return (
    <NumberInput
      label={label}
      allowDecimal={false}
      allowNegative={false}
      value={Number(values[field])}
      error={refused[`check.${field}`]}
      onChange={(count) => onChange({ ...values, [field]: Math.trunc(Number(count)) })}
    />
  );
};
