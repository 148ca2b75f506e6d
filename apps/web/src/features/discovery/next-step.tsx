/** After servers were asked: how many of their models have no price, and where to give them one. */
import { Alert, Group, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { ButtonLink, RouteLink } from "#web/components/links";
import { trpc } from "#web/trpc";

export function NextStep() {
  const { data } = useQuery(trpc.discovery.unpriced.queryOptions());
  if (!data || data.names === 0) return null;
  const { names, missing, placeholder } = data;
  if (missing === 0) {
    return (
      <Text size="sm" c="dimmed">
        All {count(names)} models have a price{placeholder > 0 && `, ${count(placeholder)} of them a placeholder`}.{" "}
        <RouteLink to="/docs/guides/models" hash="usage" inherit>
          Bring in usage
        </RouteLink>
      </Text>
    );
  }
  return (
    <Alert color="yellow" variant="light" p="xs">
      <Group justify="space-between" gap="sm">
        <Text size="sm">
          {count(missing)} of {count(names)} models have no price of their own or in the catalogue
          {placeholder > 0 && `, ${count(placeholder)} have a placeholder`}. Their requests are priced by default.
        </Text>
        <ButtonLink to="/admin/discovery" search={{ tab: "sync", step: "review" } as never} size="xs">
          Review prices
        </ButtonLink>
      </Group>
    </Alert>
  );
}

const count = (number: number): string => number.toLocaleString("en");
