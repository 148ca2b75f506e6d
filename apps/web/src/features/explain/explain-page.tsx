/** Why a name costs what it costs: a question in the URL, the chain and the arithmetic as the answer. Open to every role. */
import { Grid } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { CatalogBadge } from "#web/components/catalog-badge";
import { Page } from "#web/components/page";
import { EmptyState, ErrorState, LoadingState } from "#web/components/states";
import { useTableSearch } from "#web/components/use-table-search";
import { trpc } from "#web/trpc";
import { ExplainAnswer } from "./explain-answer";
import { ExplainForm } from "./explain-form";
import { ExplainSearch, questionOf } from "./explain-search";

const SETTLE_MS = 250;

type Answered = Parameters<typeof ExplainAnswer>[0]["explained"];

/** `keep` belongs to the golden cases. */
type ExplainPageProps = Readonly<{
  keep: (question: NonNullable<ReturnType<typeof questionOf>>, answer: Answered) => ReactNode;
}>;

/** A golden case is about one request. */
const isOfSum = ({ sumOfRequests }: NonNullable<ReturnType<typeof questionOf>>): boolean =>
  typeof sumOfRequests === "number";

export function ExplainPage({ keep }: ExplainPageProps) {
  const [search, setSearch] = useTableSearch(ExplainSearch);
  const [settled] = useDebouncedValue(search, SETTLE_MS);
  const question = questionOf(settled);
  const answer = useQuery(
    trpc.explain.explain.queryOptions(question ?? { model: "-" }, {
      enabled: question !== null,
      placeholderData: keepPreviousData,
    }),
  );
  return (
    <Page title="Explain" description={<CatalogBadge />}>
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, md: 4, lg: 3 }}>
          <ExplainForm search={search} onChange={setSearch} />
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 8, lg: 9 }}>
          {question === null && (
            <EmptyState title="Which name, which tokens?">
              Enter a model as a request would name it: you see which price applies, why, and what it costs.
            </EmptyState>
          )}
          {question !== null && answer.error && <ErrorState error={answer.error} retry={() => void answer.refetch()} />}
          {question !== null && !answer.error && !answer.data && <LoadingState label="Asking the chain" />}
          {question !== null && !answer.error && answer.data && (
            <ExplainAnswer
              explained={answer.data}
              isOld={answer.isPlaceholderData}
              keep={answer.isPlaceholderData || isOfSum(question) ? null : keep(question, answer.data)}
            />
          )}
        </Grid.Col>
      </Grid>
    </Page>
  );
}
