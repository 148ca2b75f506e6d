/** What some days would have cost otherwise: chosen above, asked by the button, answered below; kept, shared, or made a price change. */
import { Button, Group, Stack } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { ChangeDrawer } from "#web/components/changes/change-drawer";
import type { ChangeSource } from "#web/components/changes/use-change-preview";
import { fieldErrorsOf } from "#web/components/field-errors";
import { NameFilter } from "#web/components/filters/name-filter";
import { Refusal } from "#web/components/form-parts";
import { JobProgress } from "#web/components/job-progress";
import { useToday } from "#web/components/ledger-zone";
import { Page, Panel } from "#web/components/page";
import { PeriodPicker, rangeOfPeriod } from "#web/components/period-picker";
import { useMay } from "#web/components/session";
import { EmptyState } from "#web/components/states";
import { useTableSearch } from "#web/components/use-table-search";
import { type RouterOutputs, trpc } from "#web/trpc";
import { ChangeFields } from "./change-fields";
import { KeptWhatIfs, openSaveWhatIf } from "./kept-what-ifs";
import { ResultPanel } from "./result-panel";
import { questionOf, searchOf, type WhatIfResult, WhatIfSearch } from "./what-if-draft";

type Answer = Pick<RouterOutputs["whatIf"]["ask"], "result" | "jobId">;

/** `follow`: what an answer leads to beside a change of prices; it belongs to other features. */
type WhatIfPageProps = Readonly<{ follow: (question: WhatIfResult["question"]) => ReactNode }>;

export function WhatIfPage({ follow }: WhatIfPageProps) {
  const [search, setSearch] = useTableSearch(WhatIfSearch);
  const [answer, setAnswer] = useState<Answer | null>(null);
  const today = useToday();
  const range = rangeOfPeriod(search, today);
  const mayAsk = useMay("what-if:write");
  const ask = useMutation(trpc.whatIf.ask.mutationOptions({ onSuccess: setAnswer }));
  const open = useMutation(
    trpc.whatIf.open.mutationOptions({
      onSuccess: ({ kept, ...opened }) => {
        setAnswer(opened);
        setSearch(searchOf(kept.question));
      },
    }),
  );
  const question = questionOf(search, range);
  const names = useQuery(trpc.spend.names.queryOptions({ by: "model", ...range, search: "" }, { enabled: mayAsk }));
  return (
    <Page
      title="What if"
      description="What was booked, beside what it would have cost. Nothing is written to the ledger or the price book."
      actions={mayAsk && <PeriodPicker period={search.period} range={range} today={today} onChange={setSearch} />}
    >
      <Stack gap="md">
        {mayAsk && (
          <Panel>
            <form
              noValidate
              onSubmit={(event) => {
                event.preventDefault();
                if (question) ask.mutate(question);
              }}
            >
              <Stack gap="sm">
                <ChangeFields
                  search={search}
                  names={names.data ?? []}
                  errors={fieldErrorsOf(ask.error)}
                  onChange={setSearch}
                />
                <Group gap="xs" role="group" aria-label="Filters">
                  {(["model", "provider", "team"] as const).map((by) => (
                    <NameFilter
                      key={by}
                      by={by}
                      range={range}
                      value={search[by]}
                      onChange={(chosen) => setSearch({ [by]: chosen })}
                    />
                  ))}
                  <Button ml="auto" type="submit" disabled={question === null} loading={ask.isPending}>
                    What if
                  </Button>
                </Group>
                <Refusal error={ask.error} isSaidAt={(field) => field.startsWith("change.models.")} />
              </Stack>
            </form>
          </Panel>
        )}
        <KeptWhatIfs onOpen={(id) => open.mutate({ id })} />
        <Refusal error={open.error} isSaidAt={() => false} />
        {answer === null ? (
          <EmptyState title="Nothing is asked yet">
            {mayAsk
              ? "Choose the days and what would be otherwise: other prices, another model, a discount, another catalogue."
              : "Open one that somebody shared."}
          </EmptyState>
        ) : (
          <Answered key={answer.jobId ?? "at once"} answer={answer} follow={follow} />
        )}
      </Stack>
    </Page>
  );
}

function Answered({ answer: { result, jobId }, follow }: WhatIfPageProps & Readonly<{ answer: Answer }>) {
  const [isOver, setOver] = useState(false);
  const read = useQuery(trpc.whatIf.result.queryOptions({ id: jobId ?? "" }, { enabled: jobId !== null && isOver }));
  const found = result ?? read.data;
  if (found) return <Result result={found} follow={follow} />;
  return (
    <Panel>
      {jobId !== null && (
        <JobProgress jobId={jobId} label="Pricing requests" onEnd={({ state }) => setOver(state === "done")} />
      )}
    </Panel>
  );
}

function Result({ result, follow }: WhatIfPageProps & Readonly<{ result: WhatIfResult }>) {
  const [source, setSource] = useState<ChangeSource | null>(null);
  const mayAsk = useMay("what-if:write");
  const mayPublish = useMay("price-book:write");
  const { prices, question } = result;
  return (
    <>
      <ResultPanel
        result={result}
        actions={
          <>
            {mayAsk && (
              <Button variant="default" onClick={() => openSaveWhatIf(question)}>
                Save
              </Button>
            )}
            {mayPublish && prices.length > 0 && (
              <Button onClick={() => setSource({ kind: "models", prices: [...prices] })}>Make it a price change</Button>
            )}
            {follow(question)}
          </>
        }
      />
      {source && (
        <ChangeDrawer
          title="Make it a price change"
          source={source}
          verb="Publish"
          name={`What if of ${question.from} to ${question.to}`}
          onClose={() => setSource(null)}
        />
      )}
    </>
  );
}
