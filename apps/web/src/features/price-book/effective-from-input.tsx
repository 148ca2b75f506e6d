/** Since when a price holds. Time: ISO 8601 UTC; "" is from now. */
import { DateTimePicker } from "@mantine/dates";
import type { ReactNode } from "react";

type EffectiveFromInputProps = Readonly<{
  value: string;
  onChange: (value: string) => void;
  description: string;
  error?: ReactNode;
}>;

/** Escape in the calendar closes the calendar, not the drawer with everything that was typed. */
const OWN_ESCAPE = { "data-mantine-stop-propagation": "true" };

export const EffectiveFromInput = ({ value, onChange, description, error }: EffectiveFromInputProps) => (
  <DateTimePicker
    label="Holds from"
    description={description}
    placeholder="now"
    size="xs"
    clearable
    timePickerProps={{ hoursInputProps: OWN_ESCAPE, minutesInputProps: OWN_ESCAPE }}
    valueFormat="YYYY-MM-DD HH:mm"
    value={value === "" ? null : value.slice(0, 19).replace("T", " ")}
    onChange={(next) => onChange(next === null ? "" : `${next.replace(" ", "T")}Z`)}
    error={error}
  />
);
