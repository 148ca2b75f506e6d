/** Months for programs. */
import { MonthNote, OneMonth, ReopenReason } from "@ratecard/contract";
import { defineRoute } from "#server/rest/define-route";
import { closeMonth } from "./close-month";
import { checkStatements, findStatement, listMonths } from "./list-months";
import { reopenMonth } from "./reopen-month";
import { statementCsv } from "./statement-csv";

export const monthsRoutes = [
  defineRoute({
    method: "GET",
    path: "/api/admin/months",
    permission: "months:read",
    summary: "The months of the ledger: open or closed, cost, share of it that is priced exactly, corrections.",
    handle: (ctx) => listMonths(ctx),
  }),
  defineRoute({
    method: "GET",
    path: "/api/admin/month-statements",
    permission: "months:read",
    summary: "Whether each statement is as it was signed, and bound to the one before.",
    handle: (ctx) => checkStatements(ctx),
  }),
  defineRoute({
    method: "GET",
    path: "/api/admin/months/:month/statement",
    permission: "months:read",
    summary: "The newest statement of a month, with its signed text, signature and public key, checked.",
    params: OneMonth,
    handle: (ctx, { params }) => findStatement(ctx, params),
  }),
  defineRoute({
    method: "GET",
    path: "/api/admin/months/:month/statement.csv",
    permission: "months:read",
    summary:
      "The same as a file: a row for the total, each model, provider and team, and how the cost came to be known.",
    params: OneMonth,
    produces: "text/csv",
    handle: async (ctx, { params }, { reply }) => {
      const { statement } = await findStatement(ctx, params);
      const name = `statement-${statement.month}.csv`;
      void reply.type("text/csv; charset=utf-8").header("content-disposition", `attachment; filename="${name}"`);
      return statementCsv(statement);
    },
  }),
  defineRoute({
    method: "POST",
    path: "/api/admin/months/:month/close",
    permission: "months:close",
    summary: "Closes a month: nothing changes its figures any more, and what arrives for it is a correction.",
    params: OneMonth,
    body: MonthNote,
    handle: (ctx, { params, body }) => closeMonth(ctx, { ...params, ...body }),
  }),
  defineRoute({
    method: "POST",
    path: "/api/admin/months/:month/reopen",
    permission: "months:reopen",
    summary: "Opens the newest closed month again. Its statement stays, marked.",
    params: OneMonth,
    body: ReopenReason,
    handle: (ctx, { params, body }) => reopenMonth(ctx, { ...params, ...body }),
  }),
];
