/** Whether a server could be asked, and the sentence that says why not. */
import { Badge, Group, Text, Tooltip } from "@mantine/core";
import type { Server } from "./shapes";
import { wildcardWords } from "./wildcard-words";

const HEALTH = {
  ok: { words: "ok", color: "ledger" },
  failed: { words: "failed", color: "red" },
  unknown: { words: "not asked yet", color: "gray" },
} as const satisfies Record<Server["health"], { words: string; color: string }>;

export function ServerHealth({ server }: Readonly<{ server: Server }>) {
  const { words, color } = HEALTH[server.health];
  const sentence = [server.healthMessage, wildcardWords(server.wildcardRoutes)]
    .filter((text) => text !== null)
    .join(" ");
  return (
    <Group gap={6} wrap="nowrap" miw={0}>
      <Badge color={color} flex="none">
        {words}
      </Badge>
      {sentence !== "" && (
        <Tooltip label={sentence} multiline maw={420}>
          <Text
            span
            size="xs"
            lh={1.3}
            lineClamp={2}
            style={{ whiteSpace: "normal" }}
            c={server.health === "failed" ? "var(--rc-bad)" : "dimmed"}
          >
            {sentence}
          </Text>
        </Tooltip>
      )}
    </Group>
  );
}
