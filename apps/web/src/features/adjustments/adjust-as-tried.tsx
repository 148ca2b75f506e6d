/** A discount or margin that somebody tried out becomes one: the form opens with what was asked. None at all ends what the provider has. */
import { Button } from "@mantine/core";
import { modals } from "@mantine/modals";
import { useQuery } from "@tanstack/react-query";
import { useMay } from "#web/components/session";
import { trpc } from "#web/trpc";
import { type Adjustment, AdjustmentForm, AMOUNTS } from "./adjustment-form";
import { EndAdjustment } from "./adjustments-columns";

type AmountField = (typeof AMOUNTS)[number]["field"];
type AdjustAsTriedProps = Readonly<{
  change: Readonly<{
    provider: string;
    terms: Readonly<Partial<Record<AmountField, string | null | undefined>>> | null;
  }>;
  /** The first day that was looked at: offered as the begin. */
  firstDay: string;
}>;

export function AdjustAsTried({ change: { provider, terms }, firstDay }: AdjustAsTriedProps) {
  const mayEdit = useMay("price-book:write");
  const listed = useQuery(trpc.adjustments.list.queryOptions(undefined, { enabled: mayEdit }));
  if (!mayEdit || !listed.data) return null;
  const standing = listed.data.adjustments.find((each) => each.provider === provider && each.standing === "in-force");
  if (terms === null) return standing ? <EndOf adjustment={standing} /> : null;
  const amounts = Object.fromEntries(AMOUNTS.map(({ field }) => [field, terms[field] ?? ""]));
  const open = () =>
    modals.open({
      modalId: "adjustment",
      title: "Discount or margin",
      children: <AdjustmentForm draft={{ provider, ...amounts }} offeredFrom={`${firstDay} 00:00:00`} />,
    });
  return <Button onClick={open}>Make it a change</Button>;
}

const EndOf = ({ adjustment }: Readonly<{ adjustment: Adjustment }>) => (
  <EndAdjustment adjustment={adjustment} label="End the adjustment …" size="sm" />
);
