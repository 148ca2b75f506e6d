import { Badge, Group, Text } from "@mantine/core";
import { Quiet, TwoLines } from "#web/components/quiet";
import type { DataColumn } from "#web/components/data-table";
import { RouteLink } from "#web/components/links";
import { useMay } from "#web/components/session";
import { PriceGlance } from "#web/components/price-glance";
import { SOURCE_WORDS } from "#web/components/source-words";
import type { CustomName } from "./shapes";
import { WordsBadge } from "#web/components/words-badge";

export const CUSTOM_NAME_COLUMNS: readonly DataColumn<CustomName>[] = [
  {
    id: "name",
    header: "Custom name",
    width: 140,
    grow: 1,
    sortBy: (name) => name.customName,
    cell: (name) => (
      <Group gap={6} wrap="nowrap" miw={0}>
        <Text span inherit fw={500} truncate title={name.customName}>
          {name.customName}
        </Text>
        {!name.isActive && <Badge color="gray">off</Badge>}
      </Group>
    ),
  },
  {
    id: "actual",
    header: "Base model",
    width: 150,
    grow: 1,
    sortBy: (name) => name.actualModel,
    cell: (name) => (
      <Text span inherit truncate title={name.actualModel}>
        {name.actualModel}
      </Text>
    ),
  },
  { id: "provider", header: "Provider", width: 90, sortBy: (name) => name.provider, cell: (name) => name.provider },
  {
    id: "server",
    header: "Server",
    width: 130,
    sortBy: (name) => name.serverName,
    cell: (name) => (
      <Text span inherit truncate title={name.serverName}>
        {name.serverName}
      </Text>
    ),
  },
  {
    id: "own",
    header: "Its own price",
    help: "Requests are priced by the name that was sent: a custom name needs a price of its own",
    width: 168,
    sortBy: (name) => name.ownPrice?.rung,
    cell: (name) =>
      name.ownPrice === null && name.basePrice !== null ? (
        <PriceIt name={name} />
      ) : (
        <Priced price={name.ownPrice} absent="default only" />
      ),
  },
  {
    id: "base",
    header: "Price of the model",
    width: 176,
    sortBy: (name) => name.basePrice?.rung,
    cell: (name) => <Priced price={name.basePrice} absent="no price" />,
  },
  {
    id: "agrees",
    header: "Agree",
    width: 72,
    sortBy: agreement,
    cell: (name) => <Agreement name={name} />,
  },
  {
    id: "found",
    header: "Found by",
    width: 84,
    sortBy: (name) => name.isDiscovered,
    cell: (name) => <Quiet>{name.isDiscovered ? "discovery" : "hand"}</Quiet>,
  },
];

/** The base model has a price to begin with. */
function PriceIt({ name: { customName, actualModel } }: Readonly<{ name: CustomName }>) {
  const mayWrite = useMay("price-book:write");
  return (
    <Group gap={6} wrap="nowrap" miw={0}>
      <Badge color="red">default only</Badge>
      {mayWrite && (
        <RouteLink to="/admin/model-pricing" search={{ new: customName, from: actualModel } as never} inherit>
          Price it
        </RouteLink>
      )}
    </Group>
  );
}

function Priced({ price, absent }: Readonly<{ price: CustomName["ownPrice"]; absent: string }>) {
  if (!price) return <Badge color="red">{absent}</Badge>;
  return (
    <TwoLines>
      <PriceGlance terms={price.terms} /> <Quiet>{SOURCE_WORDS[price.rung].replaceAll(" ", "\u00A0")}</Quiet>
    </TwoLines>
  );
}

function agreement({ ownPrice, basePrice, isSamePrice }: CustomName): string | undefined {
  if (!ownPrice || !basePrice) return undefined;
  return isSamePrice ? "same" : "differ";
}

function Agreement({ name }: Readonly<{ name: CustomName }>) {
  const comparison = agreement(name);
  if (comparison === undefined) return null;
  return comparison === "same" ? (
    <WordsBadge words="same" color="ledger" />
  ) : (
    <WordsBadge words="differ" color="orange" />
  );
}
