/** Whether an entry may be changed by this edit. Errors: the domain error that says why not. */
import { DEFAULT_MODEL } from "@ratecard/pricing";
import { DomainError } from "#server/errors/domain-error";
import type { StoredPrice } from "./rows";

export function checkEditable({ view }: StoredPrice, version: number): void {
  if (view.pinnedBy !== undefined)
    throw new DomainError("ENTRY_PINNED", { model: view.model, pinnedBy: view.pinnedBy });
  if (view.version !== version) throw versionMoved(view.model, view);
}

/** Without it nobody prices unknown models, so it can be neither deleted nor switched off. */
export function checkDefaultKept(model: string, staysActive: boolean): void {
  if (model === DEFAULT_MODEL && !staysActive) throw new DomainError("DEFAULT_ENTRY_KEPT", {});
}

export const versionMoved = (model: string, current: unknown) =>
  new DomainError("VERSION_MOVED", { what: "price", name: model, current });

export const noSuchPrice = (model: string) => new DomainError("NOT_FOUND", { what: "price", name: model });

export const priceExists = (model: string) => new DomainError("ALREADY_EXISTS", { what: "price", name: model });

export const noSuchVersion = (model: string, versionId: string) =>
  new DomainError("NOT_FOUND", { what: "version of this price", name: `${model} ${versionId}` });
