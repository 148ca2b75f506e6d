/** Whose requests of the ledger are compared: chosen anew, the comparison is made again. */
import { MultiSelect } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { feedback } from "#web/components/notify";
import { useMay } from "#web/components/session";
import { trpc } from "#web/trpc";
import type { ReconciliationView } from "./reconciliation-view";

/** Requests whose provider nobody knows have the empty one, which no select can hold. */
const UNKNOWN = "(not known)";

export function ComparedProviders({ view }: Readonly<{ view: ReconciliationView }>) {
  const { id, providers, comparison } = view;
  const mayWrite = useMay("reconciliation:write");
  const again = useMutation(trpc.reconciliation.compareAgain.mutationOptions(feedback(() => "Compared again")));
  const known = [...new Set([...comparison.bookedProviders, ...providers])];
  const missing = providers.filter((provider) => !comparison.bookedProviders.includes(provider));
  return (
    <MultiSelect
      label="Providers in the ledger"
      description={
        missing.length === providers.length && providers.length > 0
          ? `The ledger has nothing of ${missing.join(" and ")} in these days.`
          : "Whose requests are compared; none: all."
      }
      data={known.map(labelOf)}
      value={providers.map(labelOf)}
      onChange={(labels) => again.mutate({ id, providers: labels.map(providerOf) })}
      disabled={!mayWrite || again.isPending}
      searchable
      size="xs"
      mt="sm"
      maw={460}
    />
  );
}

const labelOf = (provider: string): string => (provider === "" ? UNKNOWN : provider);
const providerOf = (label: string): string => (label === UNKNOWN ? "" : label);
