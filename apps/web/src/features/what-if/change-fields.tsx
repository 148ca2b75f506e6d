/** What would be otherwise: prices, the model, a discount or margin, or the catalogue. */
import { Group, Select, SegmentedControl, Stack, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { trpc } from "#web/trpc";
import { type ChangeFieldsProps, ModelRows, PriceRows } from "./price-rows";
import { CHANGE_KINDS, KIND_WORDS } from "./what-if-draft";

const KINDS = CHANGE_KINDS.map((value) => ({ value, label: KIND_WORDS[value] }));

export function ChangeFields(props: ChangeFieldsProps) {
  const { search, onChange } = props;
  return (
    <Stack gap="sm">
      <SegmentedControl
        aria-label="What would be otherwise"
        maw="calc(100vw - 60px)"
        style={{ overflowX: "auto", alignSelf: "flex-start" }}
        data={KINDS}
        value={search.kind}
        onChange={(value) => onChange({ kind: CHANGE_KINDS.find((kind) => kind === value) ?? "prices" })}
      />
      {search.kind === "prices" && <PriceRows {...props} />}
      {search.kind === "models" && <ModelRows {...props} />}
      {search.kind === "adjustment" && <Adjustment {...props} />}
      {search.kind === "catalog" && <Catalog {...props} />}
    </Stack>
  );
}

const AMOUNTS = [
  ["discountPercent", "Discount, %"],
  ["marginPercent", "Margin, %"],
  ["fixedMarginUsd", "USD a request"],
] as const;

const Adjustment = ({ search: { adjustment }, onChange }: ChangeFieldsProps) => (
  <Stack gap={4}>
    <Group gap="xs">
      <TextInput
        label="Provider"
        placeholder="openai, or global"
        w={220}
        value={adjustment.provider}
        onChange={({ currentTarget: { value } }) => onChange({ adjustment: { ...adjustment, provider: value } })}
      />
      {AMOUNTS.map(([field, label]) => (
        <TextInput
          key={field}
          label={label}
          inputMode="decimal"
          placeholder="none"
          w={130}
          value={adjustment[field]}
          onChange={({ currentTarget: { value } }) => onChange({ adjustment: { ...adjustment, [field]: value } })}
        />
      ))}
    </Group>
    <Text size="xs" c="dimmed">
      In place of what the provider has; with nothing, the days are without any.
    </Text>
  </Stack>
);

function Catalog({ search: { snapshot }, onChange }: ChangeFieldsProps) {
  const review = useQuery(trpc.catalog.review.queryOptions());
  const data = (review.data?.snapshots ?? []).map(({ snapshotId, inForceFrom, source }) => ({
    value: snapshotId,
    label: `${inForceFrom.slice(0, 16).replace("T", " ")} UTC, ${source}`,
  }));
  return (
    <Select
      label="Snapshot of the catalogue"
      w={420}
      maw="100%"
      data={data}
      value={snapshot === "" ? null : snapshot}
      onChange={(value) => onChange({ snapshot: value ?? "" })}
    />
  );
}
