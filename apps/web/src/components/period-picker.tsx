import { SegmentedControl } from "@mantine/core";
import { DatePickerInput } from "@mantine/dates";
import { addDays, type DayRange, LONGEST_RANGE_DAYS } from "@ratecard/contract";
import { useState } from "react";
import { z } from "zod";
import { useLedgerZone } from "./ledger-zone";

/**
 * The period of the dashboard as it stands in the URL, and the days it means.
 * Time    days of the ledger, both ends included; `today` is a parameter. Relative periods move with it, so a saved link stays useful.
 */
const PERIODS = ["7d", "30d", "90d", "this-month", "last-month", "custom"] as const;
type Period = (typeof PERIODS)[number];

const PERIOD_LABEL: Readonly<Record<Period, string>> = {
  "7d": "7 days",
  "30d": "30 days",
  "90d": "90 days",
  "this-month": "This month",
  "last-month": "Last month",
  custom: "Custom",
};

const Day = z.iso.date().or(z.literal("")).catch("");

export const PeriodSearch = z.object({ period: z.enum(PERIODS).catch("30d"), from: Day, to: Day });
export type PeriodSearch = z.output<typeof PeriodSearch>;

/** A custom period without its days is the default one. */
export function rangeOfPeriod({ period, from, to }: PeriodSearch, today: string): DayRange {
  switch (period) {
    case "7d":
      return last(7, today);
    case "30d":
      return last(30, today);
    case "90d":
      return last(90, today);
    case "this-month":
      return { from: firstOfMonth(today), to: today };
    case "last-month": {
      const end = addDays(firstOfMonth(today), -1);
      return { from: firstOfMonth(end), to: end };
    }
    case "custom":
      return from === "" || to === "" ? last(30, today) : { from, to };
  }
}

const last = (days: number, today: string): DayRange => ({ from: addDays(today, 1 - days), to: today });
const firstOfMonth = (day: string): string => `${day.slice(0, 8)}01`;

type PeriodPickerProps = Readonly<{
  period: Period;
  range: DayRange;
  today: string;
  onChange: (search: PeriodSearch) => void;
}>;

const CHOICES = PERIODS.map((value) => ({ value, label: PERIOD_LABEL[value] }));

/** Presets, and two days for a custom period. A custom period begins as the days that are shown. */
export function PeriodPicker({ period, range, today, onChange }: PeriodPickerProps) {
  return (
    <>
      {period === "custom" && (
        <CustomDays key={`${range.from} ${range.to}`} range={range} today={today} onChange={onChange} />
      )}
      <SegmentedControl
        aria-label="Period"
        maw="calc(100vw - 28px)"
        style={{ overflowX: "auto" }}
        data={CHOICES}
        value={period}
        onChange={(value) => {
          const chosen = CHOICES.find((choice) => choice.value === value)?.value ?? "30d";
          onChange(chosen === "custom" ? { period: chosen, ...range } : { period: chosen, from: "", to: "" });
        }}
      />
    </>
  );
}

function CustomDays({ range, today, onChange }: Omit<PeriodPickerProps, "period">) {
  const { zone } = useLedgerZone();
  const [days, setDays] = useState<[string | null, string | null]>([range.from, range.to]);
  return (
    <DatePickerInput
      type="range"
      size="xs"
      w={210}
      aria-label={`Days of the period, in ${zone}`}
      valueFormat="YYYY-MM-DD"
      allowSingleDateInRange
      maxDate={today}
      value={days}
      popoverProps={{ position: "bottom-end" }}
      description={null}
      title={`At most ${LONGEST_RANGE_DAYS} days`}
      onChange={([from, to]) => {
        setDays([from, to]);
        if (from && to) onChange({ period: "custom", from, to });
      }}
    />
  );
}
