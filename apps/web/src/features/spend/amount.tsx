/** A value of a chart or its table: money or a count, as its metric is. */
import type { Unit } from "#web/components/charts/chart-numbers";
import { Count, exactCount } from "#web/components/count";
import { Money } from "#web/components/money";

type AmountProps = Readonly<{ value: string; unit: Unit; exact?: boolean; fw?: number }>;

export function Amount({ value, unit, exact = false, ...text }: AmountProps) {
  if (unit === "usd") return <Money usd={value} exact={exact} {...text} />;
  return exact ? <span>{exactCount(value)}</span> : <Count of={value} {...text} />;
}
