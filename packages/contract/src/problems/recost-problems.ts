/** Corrections of what was booked: what forbids to confirm, to stop or to take back a run. */
import type { ProblemTable } from "./problem-table";

export const RECOST_PROBLEMS = {
  "run-not-previewed": ({ state }: { state: string }) =>
    `this run is ${state}, so it cannot be confirmed. Make a new dry run.`,
  "run-prices-moved": () => "prices changed since this dry run. Make a new dry run, so that its figures hold.",
  "run-days-moved": ({ zone }: { zone: string }) =>
    `days are those of ${zone} since this dry run. Make a new dry run, so that it is of the requests that you mean.`,
  "run-not-running": ({ state }: { state: string }) =>
    `this run is ${state}, so there is nothing to stop. Take back what it changed instead.`,
  "run-not-reversible": ({ state }: { state: string }) =>
    `this run is ${state}. Wait until it has ended; what it changed by then can be taken back.`,
  "run-changes-nothing": () => "this run changes no request, so there is nothing to do. Choose other requests.",
  "run-not-kept": ({ from }: { from: string }) =>
    `this run is of requests from before ${from}, which are no longer kept. Choose requests of that day and later.`,
} satisfies ProblemTable;
