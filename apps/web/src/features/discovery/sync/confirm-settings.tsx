/** What holds for the import as a whole: the default price, and since when its prices hold. */
import { Group, Text } from "@mantine/core";
import { useId } from "react";
import { EffectiveFromInput } from "#web/components/effective-from-input";
import { DefaultPrice } from "./default-price";
import type { Sync } from "./use-sync";

type ConfirmSettingsProps = Readonly<{ sync: Sync; defaultUsd: string }>;

export function ConfirmSettings({ sync, defaultUsd }: ConfirmSettingsProps) {
  const id = useId();
  return (
    <Group gap="md" align="flex-start">
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
