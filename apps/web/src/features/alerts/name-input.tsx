/** A model or a team by its name, offered from the last 90 days; empty: each of them by itself. */
import { Autocomplete } from "@mantine/core";
import { addDays } from "@ratecard/contract";
import { useQuery } from "@tanstack/react-query";
import { useToday } from "#web/components/ledger-zone";
import { trpc } from "#web/trpc";

const OFFERED_DAYS = 90;

type NameInputProps = Readonly<{ by: "model" | "team"; value: string; onChange: (name: string) => void }>;

export function NameInput({ by, value, onChange }: NameInputProps) {
  const today = useToday();
  const names = useQuery(
    trpc.spend.names.queryOptions({ by, from: addDays(today, 1 - OFFERED_DAYS), to: today, search: value }),
  );
  return (
    <Autocomplete
      label={by === "team" ? "Team" : "Model, as it is sent"}
      description={`Empty: each ${by} by itself`}
      data={[...(names.data ?? [])]}
      value={value}
      onChange={onChange}
    />
  );
}
