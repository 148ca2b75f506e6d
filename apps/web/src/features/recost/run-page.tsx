/** One run: what it would change or changed, by model and by month, and what a person decides about it. */
import { Alert, Button, Group, Progress, Text } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { confirm } from "#web/components/confirm";
import { Count } from "#web/components/count";
import { ButtonLink } from "#web/components/links";
import { feedback, notifyError } from "#web/components/notify";
import { Page, Panel } from "#web/components/page";
import { useMay } from "#web/components/session";
import { ErrorState, LoadingState } from "#web/components/states";
import { WordsBadge } from "#web/components/words-badge";
import { trpc } from "#web/trpc";
import { ConfirmRun } from "./confirm-run";
import { RunFigures } from "./run-figures";
import { type RecostRun, scopeWords, STATE_WORDS } from "./scope-words";

const REFRESH_MS = 500;

export function RunPage({ id }: Readonly<{ id: string }>) {
  const run = useQuery(
    trpc.recost.get.queryOptions(
      { id },
      { refetchInterval: ({ state }) => (state.data && isAtWork(state.data) ? REFRESH_MS : false) },
    ),
  );
  return (
    <Page
      title={run.data?.reverses ? "Correction taken back" : "Correction"}
      description={run.data && scopeWords(run.data.scope)}
      actions={run.data && <Actions run={run.data} />}
    >
      {run.data ? (
        <Content run={run.data} />
      ) : (
        <Panel>
          {run.error ? (
            <ErrorState error={run.error} retry={() => void run.refetch()} />
          ) : (
            <LoadingState label="Loading the run" />
          )}
        </Panel>
      )}
    </Page>
  );
}

const isAtWork = ({ state }: RecostRun): boolean => state === "previewing" || state === "running";

type RunProps = Readonly<{ run: RecostRun }>;

function Content({ run }: RunProps) {
  const { state, preview, reason, confirmedBy, stoppedBecause, reversedBy } = run;
  return (
    <>
      <Panel>
        <Group gap="sm">
          <WordsBadge {...STATE_WORDS[state]} />
          <Text size="sm">
            {confirmedBy === null ? `Looked at by ${run.createdBy}.` : `Confirmed by ${confirmedBy}: ${reason ?? ""}`}
          </Text>
          {reversedBy !== null && (
            <ButtonLink to="/admin/recost/$id" params={{ id: reversedBy }} variant="subtle" size="compact-sm">
              Taken back by another run
            </ButtonLink>
          )}
        </Group>
        {isAtWork(run) && <RunProgress run={run} />}
        {stoppedBecause !== null && (
          <Alert color="orange" variant="light" mt="sm" p="sm">
            {stoppedBecause}
          </Alert>
        )}
      </Panel>
      {preview && <RunFigures run={run} preview={preview} />}
      {state === "previewed" && preview && <ConfirmRun run={run} preview={preview} />}
    </>
  );
}

function RunProgress({ run: { state, looked, preview } }: RunProps) {
  const total = preview?.looked ?? 0;
  const percent = state === "running" && total > 0 ? Math.min(100, Math.floor((looked * 100) / total)) : null;
  return (
    <>
      <Progress value={percent ?? 100} animated={percent === null} mt="sm" aria-label="Progress of the run" />
      <Text size="xs" c="dimmed" role="status" mt={4}>
        {percent === null ? (
          "Looking at requests. You may leave this page."
        ) : (
          <>
            <Count of={looked} /> of <Count of={total} /> requests. You may leave this page; a stopped server carries
            on.
          </>
        )}
      </Text>
    </>
  );
}

function Actions({ run: { id, state, changed } }: RunProps) {
  const navigate = useNavigate();
  const mayRun = useMay("recost:run");
  const stop = useMutation(trpc.recost.stop.mutationOptions(feedback(() => "The run is stopped")));
  const reverse = useMutation(
    trpc.recost.preview.mutationOptions({
      onError: notifyError,
      onSuccess: (run) => void navigate({ to: "/admin/recost/$id", params: { id: run.id } }),
    }),
  );
  const askToStop = () =>
    confirm({
      title: "Stop this run?",
      preview: "What it corrected by now stays corrected. It can be taken back afterwards.",
      action: "Stop",
      onConfirm: () => stop.mutate({ id }),
    });
  return (
    <>
      <ButtonLink to="/admin/recost" variant="default">
        All runs
      </ButtonLink>
      {state === "running" && mayRun && (
        <Button variant="default" color="red" loading={stop.isPending} onClick={askToStop}>
          Stop
        </Button>
      )}
      {(state === "done" || state === "stopped") && changed > 0 && (
        <Button variant="default" loading={reverse.isPending} onClick={() => reverse.mutate({ reverses: id })}>
          Take it back
        </Button>
      )}
    </>
  );
}
