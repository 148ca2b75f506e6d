/**
 * A change of prices that would fail golden cases is refused; whoever makes it is asked, and with their tick it is sent once more,
 * as knowing. One link for every door that publishes prices.
 */
import { ACCEPT_FAILING_CASES, type FailingCase } from "@ratecard/contract";
import type { AppRouter } from "@ratecard/server";
import { httpLink, type TRPCLink } from "@trpc/client";
import { observable } from "@trpc/server/observable";

type Ask = (cases: readonly FailingCase[]) => Promise<boolean>;

/** How a person is asked is up to the page; until it says so, nobody accepts anything. */
let ask: Ask = async () => false;

export function askAboutFailingCasesBy(asking: Ask): void {
  ask = asking;
}

export const askAboutFailingCases = (url: string): TRPCLink<AppRouter> => {
  const acceptingLink = httpLink<AppRouter>({ url, headers: { [ACCEPT_FAILING_CASES]: "true" } });
  return (runtime) => {
    const acceptingSend = acceptingLink(runtime);
    return ({ op, next }) =>
      observable((observer) => {
        let last = next(op).subscribe({
          next: (value) => observer.next(value),
          complete: () => observer.complete(),
          error: (error) => {
            const domain = error.data?.domain;
            if (domain?.code !== "CASES_FAIL") return observer.error(error);
            void ask(domain.details.cases).then((isAccepted) => {
              if (!isAccepted) return observer.error(error);
              last = acceptingSend({ op, next }).subscribe(observer);
            });
          },
        });
        return () => last.unsubscribe();
      });
  };
};
