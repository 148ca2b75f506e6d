/** Two days, both included, or none. Units: YYYY-MM-DD, "" for none. Time: days of the ledger's zone. */
import { DatePickerInput } from "@mantine/dates";
import { type ReactNode, useState } from "react";
import { useLedgerZone } from "./ledger-zone";

type DaysInputProps = Readonly<{
  from: string;
  to: string;
  onChange: (days: Readonly<{ from: string; to: string }>) => void;
  /** Its name and the zone stand above it; else only screen readers hear them. */
  isLabelled?: boolean;
  error?: ReactNode;
}>;

/** Days that are set elsewhere, by a link or a button that clears them, begin it anew. */
export const DaysInput = (props: DaysInputProps) => <Days key={`${props.from} ${props.to}`} {...props} />;

function Days({ from, to, onChange, isLabelled = false, error }: DaysInputProps) {
  const { zone } = useLedgerZone();
  const words = `Days, in ${zone}`;
  const [days, setDays] = useState<[string | null, string | null]>([from || null, to || null]);
  return (
    <DatePickerInput
      type="range"
      {...(isLabelled ? { label: words } : { "aria-label": words })}
      error={error}
      placeholder="Any day"
      size="xs"
      w={days[0] ? 205 : 110}
      valueFormat="YYYY-MM-DD"
      allowSingleDateInRange
      clearable
      value={days}
      onChange={([first, last]) => {
        setDays([first, last]);
        if ((first && last) || (!first && !last)) onChange({ from: first ?? "", to: last ?? "" });
      }}
    />
  );
}
