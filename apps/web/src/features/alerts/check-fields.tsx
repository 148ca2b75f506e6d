/** The fields of a check, by its kind: the limits that somebody sets. */
import { Group, SegmentedControl, TextInput } from "@mantine/core";
import { ALERT_SCOPES, type AlertCheck, BUDGET_MEASURES, type CheckOf, QUARANTINE_PERIODS } from "@ratecard/contract";
import { UsdField, WholeField } from "./limit-fields";
import { NameInput } from "./name-input";

type Refused = Readonly<Record<string, string>>;

type FieldsProps<Check extends AlertCheck> = Readonly<{
  check: Check;
  /** Sentences by field, as `check.limitUsd`. */
  refused: Refused;
  onChange: (check: AlertCheck) => void;
}>;

export function CheckFields({ check, ...rest }: FieldsProps<AlertCheck>) {
  switch (check.kind) {
    case "daily-spend":
      return <DailySpendFields check={check} {...rest} />;
    case "unusual-spend":
      return <UnusualSpendFields check={check} {...rest} />;
    case "expensive-model":
      return <ExpensiveModelFields check={check} {...rest} />;
    case "default-share":
      return <DefaultShareFields check={check} {...rest} />;
    case "no-events":
      return <NoEventsFields check={check} {...rest} />;
    case "catalog-stale":
    case "price-unreviewed":
      return <WholeField label="Days" field="days" values={check} {...rest} />;
    case "price-moved":
      return <WholeField label="Requests in 30 days, at least" field="requests" values={check} {...rest} />;
    case "case-fails":
      return null;
    case "budget":
      return <BudgetFields check={check} {...rest} />;
    case "quarantine":
      return <QuarantineFields check={check} {...rest} />;
  }
}

const DailySpendFields = ({ check, ...rest }: FieldsProps<CheckOf<"daily-spend">>) => (
  <>
    <ScopeFields check={check} onChange={rest.onChange} />
    <UsdField label="More than, USD a day" field="limitUsd" values={check} {...rest} />
  </>
);

const UnusualSpendFields = ({ check, ...rest }: FieldsProps<CheckOf<"unusual-spend">>) => (
  <>
    <ScopeFields check={check} onChange={rest.onChange} />
    <Group grow align="flex-start">
      <WholeField label="More than, % of the median" field="percent" values={check} {...rest} />
      <WholeField label="Of the same weekday in weeks" field="weeks" values={check} {...rest} />
    </Group>
    <UsdField label="And more than, USD" field="floorUsd" values={check} {...rest} />
  </>
);

const ExpensiveModelFields = ({ check, ...rest }: FieldsProps<CheckOf<"expensive-model">>) => (
  <>
    <UsdField label="More than, USD per 1M tokens" field="per1MUsd" values={check} {...rest} />
    <UsdField label="Or more than, USD on its first day" field="dayUsd" values={check} {...rest} />
  </>
);

const DefaultShareFields = ({ check, ...rest }: FieldsProps<CheckOf<"default-share">>) => (
  <>
    <WholeField label="More than, % of the cost of a day" field="percent" values={check} {...rest} />
    <UsdField label="On days of at least, USD" field="floorUsd" values={check} {...rest} />
  </>
);

const NoEventsFields = ({ check, ...rest }: FieldsProps<CheckOf<"no-events">>) => (
  <>
    <WholeField label="Nothing for, minutes" field="minutes" values={check} {...rest} />
    <TextInput
      label="Gateway"
      description="The name of its API key. Empty: any of them"
      value={check.gateway}
      error={rest.refused["check.gateway"]}
      onChange={({ currentTarget }) => rest.onChange({ ...check, gateway: currentTarget.value })}
    />
  </>
);

const BudgetFields = ({ check, ...rest }: FieldsProps<CheckOf<"budget">>) => (
  <>
    <SegmentedControl
      aria-label="What of a budget"
      data={MEASURES}
      value={check.measure}
      onChange={(value) => rest.onChange({ ...check, measure: value === "spent" ? "spent" : "forecast" })}
    />
    <WholeField label="More than, % of the budget" field="percent" values={check} {...rest} />
  </>
);

const QuarantineFields = ({ check, ...rest }: FieldsProps<CheckOf<"quarantine">>) => (
  <>
    <WholeField label="More than, events" field="events" values={check} {...rest} />
    <SegmentedControl
      aria-label="In how long"
      data={PERIODS}
      value={check.per}
      onChange={(value) => rest.onChange({ ...check, per: value === "day" ? "day" : "hour" })}
    />
  </>
);

const MEASURE_WORDS = { forecast: "Expected at the end of the month", spent: "Spent so far" } as const;
const MEASURES = BUDGET_MEASURES.map((value) => ({ value, label: MEASURE_WORDS[value] }));
const PERIODS = QUARANTINE_PERIODS.map((value) => ({ value, label: value === "hour" ? "An hour" : "A day" }));

type Scoped = CheckOf<"daily-spend"> | CheckOf<"unusual-spend">;

const SCOPE_LABELS = { all: "All requests", model: "Models", team: "Teams" } as const;
const SCOPES = ALERT_SCOPES.map((value) => ({ value, label: SCOPE_LABELS[value] }));

function ScopeFields({ check, onChange }: Readonly<{ check: Scoped; onChange: (check: AlertCheck) => void }>) {
  return (
    <>
      <SegmentedControl
        aria-label="Of what"
        data={SCOPES}
        value={check.of}
        onChange={(value) =>
          onChange({ ...check, of: ALERT_SCOPES.find((known) => known === value) ?? "all", name: "" })
        }
      />
      {check.of !== "all" && (
        <NameInput by={check.of} value={check.name} onChange={(name) => onChange({ ...check, name })} />
      )}
    </>
  );
}
