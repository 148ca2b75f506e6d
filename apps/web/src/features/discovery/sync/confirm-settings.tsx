/** What holds for the import as a whole: how many rows become what, the default price, and since when its prices hold. */
import { Group, Text } from "@mantine/core";
import { useId } from "react";
import { EffectiveFromInput } from "#web/components/effective-from-input";
import type { ImportPreview } from "../shapes";
import { DefaultPrice } from "./default-price";
import type { Sync } from "./use-sync";

type ConfirmSettingsProps = Readonly<{ sync: Sync; defaultUsd: string; counts: ImportPreview["counts"] | undefined }>;

export function ConfirmSettings({ sync, defaultUsd, counts }: ConfirmSettingsProps) {
  const id = useId();
  return (
    <Group gap="md" align="flex-start">
      {counts && <Counts counts={counts} />}
      <DefaultPrice usd={defaultUsd} onChange={sync.setDefaultUsd} />
      <Group gap={6} wrap="nowrap" align="flex-start">
        <Text component="label" htmlFor={id} size="sm" lh="30px">
          Effective from
        </Text>
        <EffectiveFromInput
          id={id}
          w={190}
          valueFormat="YYYY-MM-DD HH:mm [UTC]"
          value={sync.effectiveFrom}
          onChange={sync.beginAt}
        />
      </Group>
    </Group>
  );
}

function Counts({ counts }: Readonly<{ counts: ImportPreview["counts"] }>) {
  const skipped = counts.same + counts.pinned + counts.reserved + counts.moved;
  return (
    <Text size="sm" lh="30px" role="status">
      <b>{counts.added.toLocaleString("en")}</b> new, <b>{counts.changed.toLocaleString("en")}</b> changed,{" "}
      <b>{skipped.toLocaleString("en")}</b> skipped
    </Text>
  );
}
