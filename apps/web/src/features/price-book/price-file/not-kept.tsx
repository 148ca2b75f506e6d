/** Says that a reload of the page would lose the import, and why. */
import { Text } from "@mantine/core";
import { type Keeping, MOST_KEPT_CHARACTERS } from "#web/components/tab-memory";

const REASONS: Readonly<Record<Exclude<Keeping, "kept">, string>> = {
  "too-long": `It is longer than the ${MOST_KEPT_CHARACTERS.toLocaleString("en")} characters that are kept`,
  "no-room": "This browser has no room to keep it",
};

export const NotKept = ({ keeping }: Readonly<{ keeping: Keeping }>) =>
  keeping !== "kept" && (
    <Text size="xs" c="dimmed" role="status" flex="none">
      {REASONS[keeping]}: reloading this page begins again.
    </Text>
  );
