import { SegmentedControl } from "@mantine/core";
import { DatePickerInput } from "@mantine/dates";
import { type DayRange, LONGEST_RANGE_DAYS } from "@ratecard/contract";
import { useState } from "react";
import { PERIOD_LABEL, PERIODS, type Period, type PeriodSearch } from "./period";

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
  const [days, setDays] = useState<[string | null, string | null]>([range.from, range.to]);
  return (
    <DatePickerInput
      type="range"
      size="xs"
      w={210}
      aria-label="Days of the period, in UTC"
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
