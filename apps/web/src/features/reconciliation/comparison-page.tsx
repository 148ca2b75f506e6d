/** One invoice against the ledger: the difference in its parts, what explains it, model by model, and names to be mapped. */
import { Alert, Button, Text } from "@mantine/core";
import { firstSentence } from "@ratecard/invoices";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { counted } from "#web/components/count";
import { ButtonLink } from "#web/components/links";
import { feedback, notifyError } from "#web/components/notify";
import { Page, Panel } from "#web/components/page";
import { ReasonModal } from "#web/components/reason-modal";
import { useMay } from "#web/components/session";
import { ErrorState, LoadingState } from "#web/components/states";
import { Time } from "#web/components/time";
import { queryClient, trpc } from "#web/trpc";
import { ComparedModels } from "./compared-models";
import { ComparisonFigures } from "./comparison-figures";
import { FindingsList } from "./findings-list";
import { daysWords, FORMAT_WORDS } from "./invoice-words";
import { InvoiceNames } from "./invoice-names";
import { LeftOutServices } from "./left-out-services";
import type { ReconciliationView } from "./reconciliation-view";

export function ComparisonPage({ id }: Readonly<{ id: string }>) {
  const found = useQuery(trpc.reconciliation.get.queryOptions({ id }));
  const view = found.data;
  return (
    <Page
      title={view?.fileName ?? "Reconciliation"}
      description={view && <About view={view} />}
      actions={view && <Actions view={view} />}
    >
      {view ? (
        <Content view={view} />
      ) : (
        <Panel>
          {found.error ? (
            <ErrorState error={found.error} retry={() => void found.refetch()} />
          ) : (
            <LoadingState label="Loading the comparison" />
          )}
        </Panel>
      )}
    </Page>
  );
}

type ViewProps = Readonly<{ view: ReconciliationView }>;

const About = ({
  view: { format, fileLines, from, to, zone, providers, currency, usdPerUnit, comparedAt },
}: ViewProps) => (
  <>
    {FORMAT_WORDS[format]}, {counted(fileLines, "line")}, {daysWords(from, to)} (days of {zone}),{" "}
    {providers.length === 0 ? "all providers" : providers.join(", ")}
    {usdPerUnit !== null && `, 1 ${currency} = ${usdPerUnit} USD`}. Compared <Time at={comparedAt} /> UTC.
  </>
);

function Content({ view }: ViewProps) {
  const { comparison } = view;
  const isEqual = comparison.findings.length === 0;
  return (
    <>
      <Alert color={isEqual ? "ledger" : "orange"} variant="light" p="sm" role="status" aria-label="What explains most">
        <Text fw={600} size="sm">
          {firstSentence(comparison)}
        </Text>
      </Alert>
      <ComparisonFigures view={view} />
      {!isEqual && (
        <Panel title="Findings" description="Those that explain most of it first, each with what helps.">
          <FindingsList view={view} />
        </Panel>
      )}
      <ComparedModels view={view} />
      <InvoiceNames view={view} />
      <LeftOutServices view={view} />
    </>
  );
}

function Actions({ view: { id, fileName } }: ViewProps) {
  const navigate = useNavigate();
  const mayWrite = useMay("reconciliation:write");
  const [isRemoving, setIsRemoving] = useState(false);
  const again = useMutation(trpc.reconciliation.compareAgain.mutationOptions(feedback(() => "Compared again")));
  const remove = useMutation(
    trpc.reconciliation.remove.mutationOptions({
      onError: notifyError,
      onSuccess: async () => {
        await navigate({ to: "/admin/reconciliation" });
        await queryClient.invalidateQueries();
      },
    }),
  );
  return (
    <>
      <ButtonLink to="/admin/reconciliation" variant="default">
        All reconciliations
      </ButtonLink>
      <Button component="a" variant="default" href={`/api/admin/reconciliations/${id}/comparison.csv`} download>
        CSV
      </Button>
      {mayWrite && (
        <>
          <Button variant="default" color="red" onClick={() => setIsRemoving(true)}>
            Delete
          </Button>
          <Button loading={again.isPending} onClick={() => again.mutate({ id })}>
            Compare again
          </Button>
        </>
      )}
      {isRemoving && (
        <ReasonModal
          title={`Delete the comparison of ${fileName}?`}
          label="Reason"
          isNeeded
          action="Delete"
          isSending={remove.isPending}
          onSend={(reason) => remove.mutate({ id, reason })}
          onClose={() => setIsRemoving(false)}
        >
          Its sums and its comparison go. Mapped names stay, and the ledger is not touched.
        </ReasonModal>
      )}
    </>
  );
}
