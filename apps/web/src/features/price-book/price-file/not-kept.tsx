/** Says that a reload of the page would lose the import, and why. */
import { Text } from "@mantine/core";
import { MOST_KEPT_CHARACTERS } from "#web/components/tab-memory";
import type { ImportKeeping } from "./kept-import";

const REASONS: Readonly<Record<Exclude<ImportKeeping, "kept">, string>> = {
  "too-long": `It is longer than the ${MOST_KEPT_CHARACTERS.toLocaleString("en")} characters that are kept`,
  "no-room": "This browser has no room to keep it",
  "may-hold-keys": "It may hold keys, so it is not kept",
};

export const NotKept = ({ keeping }: Readonly<{ keeping: ImportKeeping }>) =>
  keeping !== "kept" && (
    <Text size="xs" c="dimmed" role="status" flex="none">
      {REASONS[keeping]}: reloading this page begins again.
    </Text>
  );
