/** The text field of one price. A rate is told in the other unit beside it. */
import { Text, TextInput, type TextInputProps } from "@mantine/core";
import { FIELD_LABELS, type MoneyField } from "./money-fields";
import { type PriceUnit, parseRateIn, retyped } from "./rate-in-unit";

type MoneyInputProps = Readonly<{ field: MoneyField; unit: PriceUnit }> & TextInputProps;

export function MoneyInput({ field, unit, ...input }: MoneyInputProps) {
  const text = typeof input.value === "string" ? input.value : "";
  const other = unit === "1k" ? "1m" : "1k";
  const isRate = field !== "perRequest" && text.trim() !== "" && parseRateIn(text, unit).ok;
  return (
    <TextInput
      label={FIELD_LABELS[field]}
      placeholder="no price"
      inputMode="decimal"
      autoComplete="off"
      leftSection={
        <Text size="xs" c="dimmed">
          $
        </Text>
      }
      rightSection={
        isRate ? (
          <Text size="xs" c="dimmed" pr={8} style={{ whiteSpace: "nowrap" }}>
            {retyped(text, unit, other)} / {other.toUpperCase()}
          </Text>
        ) : undefined
      }
      rightSectionWidth="auto"
      {...input}
    />
  );
}
