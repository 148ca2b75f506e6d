/** What can be done to all selected rows at once, and how to go on. */
import { Button, Group, Text } from "@mantine/core";
import type { ReactNode } from "react";
import type { ReviewRow } from "../shapes";
import { chooseForAll } from "./chosen-price";
import { DefaultPrice } from "./default-price";
import type { Sync } from "./use-sync";

type SelectionActionsProps = Readonly<{
  sync: Sync;
  /** The selected ones, also those a filter hides. */
  rows: readonly ReviewRow[];
  defaultUsd: string;
  children: ReactNode;
}>;

export function SelectionActions({ sync, rows, defaultUsd, children }: SelectionActionsProps) {
  const withSuggestion = rows.filter(({ suggestions }) => suggestions.length > 0).length;
  const choose = (kind: "suggestion" | "default") => sync.setChoices(chooseForAll(sync.choices, rows, kind));
  return (
    <Group justify="space-between" align="flex-start" gap="sm">
      <Group gap="xs" align="flex-start">
        <Text size="sm" fw={500} lh="30px" role="status">
          {rows.length.toLocaleString("en")} selected
        </Text>
        <Button variant="default" disabled={withSuggestion === 0} onClick={() => choose("suggestion")}>
          Use suggested
        </Button>
        <Button variant="default" disabled={rows.length === 0} onClick={() => choose("default")}>
          Use default price
        </Button>
        <DefaultPrice usd={defaultUsd} onChange={sync.setDefaultUsd} />
      </Group>
      <Group gap="sm">{children}</Group>
    </Group>
  );
}
