/** Shapes of the discovery procedures, inferred from the server. */
import type { RouterInputs, RouterOutputs } from "#web/trpc";

type Outputs = RouterOutputs["discovery"];

export type Server = Outputs["servers"]["list"][number];
export type Review = Outputs["review"];
export type ReviewRow = Review["rows"][number];
export type Suggestion = ReviewRow["suggestions"][number];
export type PriceNote = ReviewRow["priceNotes"][number]["note"];
export type Evidence = Suggestion["evidence"];
export type ProposalStatus = ReviewRow["status"];
export type ProposalWarning = ReviewRow["warnings"][number];
type Source = RouterInputs["changes"]["preview"]["source"];
export type ModelPrice = Extract<Source, { kind: "models" }>["prices"][number];
export type Batch = Outputs["batches"]["list"]["batches"][number];
export type BatchChange = Outputs["batches"]["find"]["rows"][number];
export type CustomName = Outputs["customNames"]["list"][number];
