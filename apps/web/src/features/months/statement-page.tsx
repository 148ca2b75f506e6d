/** The statement of a closed month: its figures, who closed it, and whether it is as it was signed. Made to be printed. */
import { Alert, Button, Code, Text } from "@mantine/core";
import { IconPrinter, IconShieldCheck, IconShieldX } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { ButtonLink } from "#web/components/links";
import { Page, Panel } from "#web/components/page";
import { EmptyState, ErrorState, LoadingState } from "#web/components/states";
import { Time } from "#web/components/time";
import { describeClientError } from "#web/errors/describe-client-error";
import { type RouterOutputs, trpc } from "#web/trpc";
import { StatementFigures } from "./statement-figures";
import classes from "./statement.module.css";

export function StatementPage({ month }: Readonly<{ month: string }>) {
  const found = useQuery(trpc.months.statement.queryOptions({ month }));
  return (
    <Page title={`Statement of ${month}`} actions={found.data && <Actions month={month} />}>
      {found.data ? (
        <Content {...found.data} />
      ) : (
        <Panel>
          <Missing month={month} error={found.error} retry={() => void found.refetch()} />
        </Panel>
      )}
    </Page>
  );
}

function Missing({ month, error, retry }: Readonly<{ month: string; error: unknown; retry: () => void }>) {
  if (!error) return <LoadingState label="Loading the statement" />;
  if (describeClientError(error).domain?.code !== "NOT_FOUND") return <ErrorState error={error} retry={retry} />;
  return (
    <EmptyState
      title={`${month} is not closed`}
      action={
        <ButtonLink to="/admin/months" variant="default">
          All months
        </ButtonLink>
      }
    >
      A statement is made when the month is closed. A month can be closed from one day after its end.
    </EmptyState>
  );
}

const Actions = ({ month }: Readonly<{ month: string }>) => (
  <div className={classes.actions}>
    <Button component="a" variant="default" href={`/api/admin/months/${month}/statement.csv`} download>
      CSV
    </Button>
    <Button
      variant="default"
      leftSection={<IconPrinter size={14} stroke={1.6} aria-hidden />}
      onClick={() => window.print()}
    >
      Print
    </Button>
  </div>
);

type Found = RouterOutputs["months"]["statement"];

function Content({ statement, hash, signature, publicKey, reopened, check, earlier }: Found) {
  return (
    <>
      {reopened && (
        <Alert color="orange" variant="light" title="This month was opened again">
          By {reopened.by}: {reopened.why}
        </Alert>
      )}
      <Panel title={`Number ${statement.seq}`}>
        <Text size="sm" mb="xs">
          Closed by {statement.closedBy}, <Time at={statement.closedAt} /> UTC: {statement.note}
        </Text>
        {earlier.map(({ seq, closedBy, why }) => (
          <Text key={seq} size="sm" c="dimmed">
            It takes the place of number {seq} of {closedBy}, which was opened again: {why}
          </Text>
        ))}
        <StatementFigures figures={statement} />
      </Panel>
      <Panel title="Signature">
        <Alert
          variant="light"
          color={check.isUnchanged ? "ledger" : "red"}
          mb="sm"
          icon={check.isUnchanged ? <IconShieldCheck size={16} aria-hidden /> : <IconShieldX size={16} aria-hidden />}
        >
          {check.sentence}
        </Alert>
        <dl className={classes.proof}>
          <dt>SHA-256</dt>
          <dd>
            <Code>{hash}</Code>
          </dd>
          {statement.seq > 1 && (
            <>
              <dt>Of the one before</dt>
              <dd>
                <Code>{statement.previousHash}</Code>
              </dd>
            </>
          )}
          <dt>Ed25519</dt>
          <dd>
            <Code>{signature}</Code>
          </dd>
          <dt>Public key</dt>
          <dd>
            <Code>{publicKey}</Code>
          </dd>
        </dl>
      </Panel>
    </>
  );
}
