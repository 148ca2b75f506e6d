import { Badge, Group, Text, Tooltip } from "@mantine/core";
import type { DataColumn } from "#web/components/data-table";
import { Age } from "#web/components/time";
import { ServerActions } from "./server-actions";
import { SERVER_KIND_WORDS } from "./server-kinds";
import type { Server } from "./shapes";
import { wildcardWords } from "./wildcard-words";

const NAME: DataColumn<Server> = {
  id: "name",
  header: "Server",
  width: 230,
  grow: 1,
  sortBy: (server) => server.name,
  cell: (server) => (
    <Group gap={6} wrap="nowrap" miw={0}>
      <Text span inherit fw={500} truncate>
        {server.name}
      </Text>
      {server.isSample && <Badge color="gray">sample</Badge>}
      {!server.isActive && <Badge color="gray">off</Badge>}
    </Group>
  ),
};

const HEALTH: DataColumn<Server> = {
  id: "health",
  header: "Last answer",
  width: 250,
  grow: 3,
  sortBy: (server) => server.health,
  cell: (server) => <ServerHealth server={server} />,
};

const MODELS: DataColumn<Server> = {
  id: "models",
  header: "Models",
  width: 80,
  align: "right",
  descendingFirst: true,
  sortBy: (server) => server.modelCount,
  help: "Names that are listed, without those of wildcard routes",
  cell: (server) => `${server.modelCount.toLocaleString("en")}${server.wildcardRoutes.length > 0 ? " + *" : ""}`,
};

const DISCOVERED: DataColumn<Server> = {
  id: "discovered",
  header: "Discovered",
  help: "When its models were last read",
  width: 108,
  descendingFirst: true,
  sortBy: (server) => server.lastDiscoveredAt,
  cell: (server) => <Age at={server.lastDiscoveredAt} />,
};

export const SERVER_COLUMNS: readonly DataColumn<Server>[] = [
  NAME,
  {
    id: "kind",
    header: "Kind",
    width: 116,
    sortBy: (server) => server.kind,
    cell: (server) => <span title={SERVER_KIND_WORDS[server.kind].label}>{server.kind}</span>,
  },
  {
    id: "address",
    header: "Address",
    width: 150,
    grow: 1,
    sortBy: (server) => server.baseUrl,
    cell: (server) => (
      <Text span inherit truncate className="rc-mono" title={server.baseUrl}>
        {server.baseUrl}
      </Text>
    ),
  },
  HEALTH,
  MODELS,
  DISCOVERED,
  { id: "actions", header: "Actions", width: 76, align: "right", cell: (server) => <ServerActions server={server} /> },
];

/** Two lines: the sentence of a failed server is what people come to read. */
export const SERVER_ROW_PX = 48;

/** For choosing: what the last discovery said, nothing to click. */
export const CHOOSE_SERVER_COLUMNS: readonly DataColumn<Server>[] = [NAME, HEALTH, MODELS, DISCOVERED];

const HEALTH_WORDS = {
  ok: { words: "ok", color: "ledger" },
  failed: { words: "failed", color: "red" },
  unknown: { words: "not asked yet", color: "gray" },
} as const satisfies Record<Server["health"], { words: string; color: string }>;

/** Whether a server could be asked, and the sentence that says why not. */
function ServerHealth({ server }: Readonly<{ server: Server }>) {
  const { words, color } = HEALTH_WORDS[server.health];
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
