/** The value of an alert or its limit, in its unit. */
import type { AlertUnit } from "@ratecard/contract";
import { Count } from "#web/components/count";
import { Money } from "#web/components/money";

export function AlertValue({ value, unit }: Readonly<{ value: string; unit: AlertUnit }>) {
  if (unit === "usd") return <Money usd={value} />;
  if (unit === "usd-per-1m") return <Money usd={value} unit="per 1M tokens" />;
  if (unit === "percent") return <>{value} %</>;
  return (
    <>
      <Count of={value} /> {UNIT_WORDS[unit]}
    </>
  );
}

const UNIT_WORDS = {
  minutes: "min",
  days: "days",
  requests: "requests",
  prices: "prices",
  cases: "golden cases",
  events: "events",
} as const;
