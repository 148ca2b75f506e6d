/** What the last 30 days would have cost: before, after, and which names are touched. `changes` null: a delete. */
import { Alert, Group, Loader, Stack, Table, Text } from "@mantine/core";
import { parseUsd, percentDifference } from "@ratecard/money";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Money } from "#web/components/money";
import { describeClientError } from "#web/errors/describe-client-error";
import { type RouterInputs, trpc } from "#web/trpc";
import type { PricePreview } from "./price-row";
import { SOURCE_WORDS } from "#web/components/source-words";

type ImpactPreviewProps = Readonly<{ model: string; changes: RouterInputs["priceBook"]["preview"]["changes"] }>;

export function ImpactPreview({ model, changes }: ImpactPreviewProps) {
  const preview = useQuery(
    trpc.priceBook.preview.queryOptions({ model, changes }, { placeholderData: keepPreviousData }),
  );
  if (preview.error) {
    return (
      <Alert color="gray" variant="light" p="xs" role="status">
        The effect cannot be told: {describeClientError(preview.error).message}
      </Alert>
    );
  }
  if (!preview.data) return <Working />;
  return <Impact preview={preview.data} isOld={preview.isPlaceholderData} model={model} />;
}

const Working = () => (
  <Group gap={6} role="status">
    <Loader size={12} />
    <Text size="xs" c="dimmed">
      Looking at the last 30 days …
    </Text>
  </Group>
);

const MOST_MODELS = 6;

function Impact({ preview, isOld, model }: Readonly<{ preview: PricePreview; isOld: boolean; model: string }>) {
  const { requests, beforeUsd, afterUsd, models, days, isPartial } = preview;
  if (requests === 0) {
    return (
      <Text size="sm" c="dimmed" role="status">
        No request of the last {days} days is touched.
      </Text>
    );
  }
  const isOnlyItself =
    models.length === 1 && models[0]?.model === model && models[0].sourceBefore === models[0].sourceAfter;
  return (
    <Stack gap={6} opacity={isOld ? 0.5 : 1} role="status">
      <Text size="sm">
        Last {days} days: {requests.toLocaleString("en")} {requests === 1 ? "request" : "requests"},{" "}
        <Money usd={beforeUsd} /> → <Money usd={afterUsd} fw={600} /> <Percent before={beforeUsd} after={afterUsd} />
        {isPartial && (
          <Text span inherit c="dimmed">
            {" "}
            (the busiest ones only)
          </Text>
        )}
      </Text>
      {!isOnlyItself && <TouchedModels models={models} />}
    </Stack>
  );
}

export function Percent({ before, after }: Readonly<{ before: string; after: string }>) {
  const [from, to] = [parseUsd(before), parseUsd(after)];
  const percent = from.ok && to.ok ? percentDifference(from.value, to.value, 1) : undefined;
  if (percent === undefined) return null;
  const isMore = !percent.startsWith("-");
  return (
    <Text span inherit c={isMore && percent !== "0" ? "var(--rc-warn)" : "dimmed"}>
      {isMore ? "+" : "−"}
      {percent.replace("-", "")} %
    </Text>
  );
}

function TouchedModels({ models }: Pick<PricePreview, "models">) {
  return (
    <Table fz="xs" verticalSpacing={2} horizontalSpacing={6}>
      <Table.Tbody>
        {models.slice(0, MOST_MODELS).map(({ model, requests, beforeUsd, afterUsd, sourceBefore, sourceAfter }) => (
          <Table.Tr key={model}>
            <Table.Td>{model}</Table.Td>
            <Table.Td ta="right">{requests.toLocaleString("en")}</Table.Td>
            <Table.Td ta="right">
              <Money usd={beforeUsd} /> → <Money usd={afterUsd} />
            </Table.Td>
            <Table.Td c="dimmed">
              {sourceBefore === sourceAfter
                ? SOURCE_WORDS[sourceAfter]
                : `${SOURCE_WORDS[sourceBefore]} → ${SOURCE_WORDS[sourceAfter]}`}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
      {models.length > MOST_MODELS && <Table.Caption>and {models.length - MOST_MODELS} more names</Table.Caption>}
    </Table>
  );
}
