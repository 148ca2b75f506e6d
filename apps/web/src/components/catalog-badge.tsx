/** Which price catalogue is in force and how old it is, in one quiet line; a failed refresh is said. */
import { Badge, Group, Text, Tooltip } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type RouterOutputs, trpc } from "#web/trpc";
import { RouteLink } from "./links";
import { Age } from "./time";
import { counted } from "./count";

export type CatalogState = RouterOutputs["catalog"]["state"];

export function CatalogBadge() {
  const state = useQuery(trpc.catalog.state.queryOptions());
  if (!state.data)
    return (
      <Text size="sm" c="dimmed">
        {state.error ? "The state of the catalogue is not known." : "…"}
      </Text>
    );
  const { inForce, lastError, waitingCount } = state.data;
  if (!inForce)
    return (
      <Text size="sm" c="dimmed">
        No catalogue is loaded yet; only the price book prices.
      </Text>
    );
  return (
    <Group gap={6} component="span">
      <Text span size="sm" c="dimmed" title={inForce.source}>
        {CATALOG_NAMES[inForce.origin]}, {inForce.entryCount.toLocaleString("en")} models, confirmed{" "}
        <Age at={inForce.confirmedAt} />
      </Text>
      {waitingCount > 0 && (
        <RouteLink to="/admin/settings" search={{ tab: "catalogue" }} size="sm">
          {counted(waitingCount, "change waits", "changes wait")}
        </RouteLink>
      )}
      {lastError !== null && (
        <Tooltip label={lastError} multiline maw={420}>
          <Badge color="orange" tabIndex={0}>
            last refresh failed
          </Badge>
        </Tooltip>
      )}
    </Group>
  );
}

export const CATALOG_NAMES: Readonly<Record<NonNullable<CatalogState["inForce"]>["origin"], string>> = {
  litellm: "LiteLLM’s catalogue",
  file: "Catalogue from a file",
  bundled: "Bundled catalogue",
};
