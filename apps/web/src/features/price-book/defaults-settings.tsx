/** What prices a request that nothing knows: the default entry, and the settings it uses with where to change them. */
import { Stack, Table, Text } from "@mantine/core";
import { DEFAULT_MODEL } from "@ratecard/pricing";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { RouteLink } from "#web/components/links";
import { Money } from "#web/components/money";
import { Panel } from "#web/components/page";
import { ErrorState, LoadingState } from "#web/components/states";
import { Age } from "#web/components/time";
import { trpc } from "#web/trpc";

export function DefaultsSettings() {
  const defaults = useQuery(trpc.priceBook.defaults.queryOptions());
  if (defaults.error) return <ErrorState error={defaults.error} retry={() => void defaults.refetch()} />;
  if (!defaults.data) return <LoadingState label="Loading the defaults" />;
  const { entry, onUnpriced, typicalInputTokens, typicalOutputTokens, pricingConfig } = defaults.data;
  return (
    <Panel title="Defaults" description="How requests are priced when nothing else is known.">
      <Table layout="fixed" verticalSpacing="sm">
        <Table.Tbody>
          <Fact
            label="Default price"
            where={
              <RouteLink to="/admin/model-pricing" search={{ open: DEFAULT_MODEL } as never} size="sm">
                Edit the entry “{DEFAULT_MODEL}”
              </RouteLink>
            }
          >
            <Money usd={entry?.perRequest} unit="per request" /> a request
          </Fact>
          <Fact label="A model without a price" where={<Setting name="ON_UNPRICED" />}>
            {onUnpriced === "default" ? "is priced by the default entry and marked" : "gets no price: strict mode"}
          </Fact>
          <Fact label="A typical request" where={<Setting name="TYPICAL_INPUT_TOKENS, TYPICAL_OUTPUT_TOKENS" />}>
            {typicalInputTokens.toLocaleString("en")} tokens in, {typicalOutputTokens.toLocaleString("en")} out
          </Fact>
          <Fact label="Pinned prices" where={<Setting name="PRICING_CONFIG" />}>
            {pricingConfig === null ? (
              "no file"
            ) : (
              <>
                {pricingConfig.path}, read <Age at={pricingConfig.readAt} />
                {pricingConfig.problem !== null && (
                  <Text size="sm" c="var(--rc-bad)">
                    Not taken; the prices stay as they were. {pricingConfig.problem}
                  </Text>
                )}
              </>
            )}
          </Fact>
        </Table.Tbody>
      </Table>
    </Panel>
  );
}

function Fact({ label, where, children }: Readonly<{ label: string; where: ReactNode; children: ReactNode }>) {
  return (
    <Table.Tr>
      <Table.Th fw={500} w={190}>
        {label}
      </Table.Th>
      <Table.Td>{children}</Table.Td>
      <Table.Td>{where}</Table.Td>
    </Table.Tr>
  );
}

const Setting = ({ name }: Readonly<{ name: string }>) => (
  <Stack gap={0}>
    <Text size="sm" c="dimmed">
      Setting <span className="rc-mono">{name}</span> of the server; restart it after a change.
    </Text>
  </Stack>
);
