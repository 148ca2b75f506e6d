/** How often a rule would have fired in the last 30 days, or why nobody knows; and what it says right now. */
import { Alert, List, Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { AlertCheck } from "@ratecard/contract";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { describeClientError } from "#web/errors/describe-client-error";
import { type RouterOutputs, trpc } from "#web/trpc";
import { NO_HISTORY_WORDS } from "./alert-words";
import { counted } from "#web/components/count";

const SETTLE_MS = 400;

export function RulePreview({ check }: Readonly<{ check: AlertCheck }>) {
  const [settled] = useDebouncedValue(check, SETTLE_MS);
  const parsed = AlertCheck.safeParse(settled);
  const preview = useQuery(
    trpc.alerts.preview.queryOptions(parsed.data ?? check, {
      enabled: parsed.success,
      placeholderData: keepPreviousData,
    }),
  );
  if (!parsed.success) return null;
  return (
    <Alert variant="light" color={preview.error ? "red" : "gray"} role="status" title={titleOf(preview.data)}>
      {preview.error ? describeClientError(preview.error).message : preview.data && <Words preview={preview.data} />}
    </Alert>
  );
}

type Preview = RouterOutputs["alerts"]["preview"];

function titleOf(preview: Preview | undefined): string {
  if (!preview) return "The last 30 days";
  if (preview.count === null) return "The last 30 days are not known";
  if (preview.count === 0) return "Would not have fired in the last 30 days";
  return `Would have fired ${counted(preview.count, "time")} in the last 30 days`;
}

const Words = ({ preview: { count, why, examples, now } }: Readonly<{ preview: Preview }>) => (
  <>
    {why !== null && <Text size="sm">{NO_HISTORY_WORDS[why]}</Text>}
    {examples.length > 0 && (
      <List size="sm">
        {examples.map((title) => (
          <List.Item key={title}>{title}</List.Item>
        ))}
        {count !== null && count > examples.length && <List.Item>and {count - examples.length} more</List.Item>}
      </List>
    )}
    <Text size="sm" mt={4}>
      {now.length === 0 ? "Right now it would say nothing." : `Right now it would say: ${now.join("; ")}.`}
    </Text>
  </>
);
