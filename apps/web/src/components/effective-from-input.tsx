/**
 * Since when prices hold. Time: ISO 8601 UTC; "" is from now on for a price that replaces one, and from the beginning for the first
 * of a name: whoever means now for both takes the preset.
 */
import { DateTimePicker, type DateTimePickerProps } from "@mantine/dates";
import { useNow } from "./time";

type EffectiveFromInputProps = Readonly<{ value: string; onChange: (value: string) => void }> &
  Pick<DateTimePickerProps, "label" | "aria-label" | "description" | "error" | "w" | "id" | "valueFormat">;

/** Escape in the calendar closes the calendar, not the drawer with everything that was typed. */
const OWN_ESCAPE = { "data-mantine-stop-propagation": "true" };

export function EffectiveFromInput({ value, onChange, ...rest }: EffectiveFromInputProps) {
  const now = new Date(useNow()).toISOString();
  return (
    <DateTimePicker
      placeholder="no date"
      size="xs"
      clearable
      clearButtonProps={{ "aria-label": "No date" }}
      presets={[{ value: pickerText(now), label: "Now" }]}
      timePickerProps={{ hoursInputProps: OWN_ESCAPE, minutesInputProps: OWN_ESCAPE }}
      valueFormat="YYYY-MM-DD HH:mm"
      {...rest}
      value={value === "" ? null : pickerText(value)}
      onChange={(next) => onChange(next === null ? "" : `${next.replace(" ", "T")}Z`)}
    />
  );
}

const pickerText = (instant: string): string => instant.slice(0, 19).replace("T", " ");

/** What is said of prices that were written, by when they begin. Time: `from` ISO 8601 UTC, "" is now; `nowMs` epoch ms. */
type BeginWords = Readonly<{ title: string; sentence: string }>;

export function beginWords(from: string, nowMs: number): BeginWords {
  if (from === "") return { title: "Prices are in force", sentence: "The next request is priced by them." };
  const date = `${from.slice(0, 16).replace("T", " ")} UTC`;
  if (Date.parse(from) > nowMs) return { title: "Prices are scheduled", sentence: `They begin ${date}.` };
  return {
    title: "Prices are in force",
    sentence: `They hold since ${date}; requests already booked keep their cost.`,
  };
}
