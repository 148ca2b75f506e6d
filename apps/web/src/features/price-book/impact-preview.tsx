/** What the last 30 days would have cost: before, after, and which names are touched. `changes` null: a delete. */
import { Alert, Group, Loader, Table, Text } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { ImpactMove, ImpactSummary } from "#web/components/impact-summary";
import { SOURCE_WORDS } from "#web/components/source-words";
import { describeClientError } from "#web/errors/describe-client-error";
import { type RouterInputs, trpc } from "#web/trpc";
import type { PricePreview } from "./price-row";

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
  return <Effect preview={preview.data} isOld={preview.isPlaceholderData} model={model} />;
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

function Effect({ preview, isOld, model }: Readonly<{ preview: PricePreview; isOld: boolean; model: string }>) {
  const { models, requests } = preview;
  const isOnlyItself =
    models.length === 1 && models[0]?.model === model && models[0].sourceBefore === models[0].sourceAfter;
  return (
    <ImpactSummary impact={preview} isOld={isOld}>
      {requests > 0 && !isOnlyItself && <TouchedModels models={models} />}
    </ImpactSummary>
  );
}

function TouchedModels({ models }: Pick<PricePreview, "models">) {
  return (
    <Table fz="xs" verticalSpacing={2} horizontalSpacing={6}>
      <Table.Tbody>
        {models.slice(0, MOST_MODELS).map(({ model, sourceBefore, sourceAfter, ...sums }) => (
          <Table.Tr key={model}>
            <Table.Td>{model}</Table.Td>
            <Table.Td ta="right">{sums.requests.toLocaleString("en")}</Table.Td>
            <Table.Td ta="right">
              <ImpactMove impact={sums} />
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
