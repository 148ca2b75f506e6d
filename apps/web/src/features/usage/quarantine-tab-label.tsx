/** The name of the tab, with how many events wait. */
import { useQuery } from "@tanstack/react-query";
import { exactCount } from "#web/components/read-count";
import { trpc } from "#web/trpc";

export function QuarantineTabLabel() {
  const { data } = useQuery(trpc.usage.quarantineCount.queryOptions());
  if (!data || data.open === 0) return "Quarantine";
  return `Quarantine (${exactCount(data.open)}${data.isMore ? "+" : ""})`;
}
