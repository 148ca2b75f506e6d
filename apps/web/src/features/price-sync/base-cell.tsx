/** Whose price a row takes; a choice where a custom name has several models behind it. Units: USD per 1M tokens. */
import { NativeSelect, Text } from "@mantine/core";
import { TwoLines } from "#web/components/quiet";
import { SOURCE_WORDS } from "#web/components/source-words";
import type { SyncBase, SyncRow } from "./shapes";

export type ChooseBase = (model: string, base: SyncBase) => void;

export function BaseCell({ row, choose }: Readonly<{ row: SyncRow; choose: ChooseBase | null }>) {
  if (row.bases.length > 1 && choose) return <BaseChoice row={row} choose={choose} />;
  const base = row.base ?? row.bases[0];
  if (!base) return null;
  const key = base.key ?? base.model;
  const source = base.source === null ? "no price" : SOURCE_WORDS[base.source];
  return (
    <TwoLines title={`${key}: ${source}`}>
      {key}{" "}
      <Text span inherit c="dimmed">
        {source}
      </Text>
    </TwoLines>
  );
}

function BaseChoice({ row, choose }: Readonly<{ row: SyncRow; choose: ChooseBase }>) {
  const chosen = row.bases.findIndex(
    ({ model, provider }) => row.base?.model === model && row.base.provider === provider,
  );
  return (
    <NativeSelect
      size="xs"
      w="100%"
      aria-label={`The model whose price ${row.model} takes`}
      value={String(chosen)}
      onChange={({ currentTarget }) => {
        const base = row.bases[Number.parseInt(currentTarget.value, 10)];
        if (base) choose(row.model, base);
      }}
      onKeyDown={(event) => event.stopPropagation()}
      onClick={(event) => event.stopPropagation()}
      data={[
        ...(chosen === -1 ? [{ value: "-1", label: "choose …", disabled: true }] : []),
        ...row.bases.map((base, index) => ({
          value: String(index),
          label: `${baseName(base)}: ${priceText(base)}`,
          disabled: base.terms === null,
        })),
      ]}
    />
  );
}

const baseName = ({ model, provider }: SyncBase): string => (provider === null ? model : `${model} (${provider})`);

function priceText({ terms }: SyncBase): string {
  if (!terms) return "no price";
  const { input, output } = terms.ratesPer1M ?? {};
  if (input === undefined && output === undefined) return `$${terms.perRequestUsd ?? "?"} / request`;
  return `$${input ?? "—"} / $${output ?? "—"}`;
}
