/** Inputs of the price book. Edits carry the version they were made on: of several, one wins and the others see its row. */
import { z } from "zod";
import { Name } from "./name";
import { NamedPriceInput, PriceInput } from "./price-fields";
import { Reason } from "./reason";
import { Version } from "./version";
import { zodMessage } from "./problems/zod-problems";

export const CreatePrice = z.strictObject({ ...NamedPriceInput.shape, reason: Reason });
export type CreatePrice = z.output<typeof CreatePrice>;

/** Fields left out stay as they are; null takes a price away. */
export const EditPrice = z.strictObject({ model: Name, version: Version, changes: PriceInput, reason: Reason });
export type EditPrice = z.output<typeof EditPrice>;

export const TogglePrice = z.strictObject({ model: Name, version: Version, isActive: z.boolean(), reason: Reason });
export type TogglePrice = z.output<typeof TogglePrice>;

export const DeletePrice = z.strictObject({ model: Name, version: Version, reason: Reason });
export type DeletePrice = z.output<typeof DeletePrice>;

export const OnePrice = z.strictObject({ model: Name });
export type OnePrice = z.output<typeof OnePrice>;

const VersionId = z.string().regex(/^\d{1,18}$/, zodMessage("not-an-id", { of: "a version of a price" }));

/** Writes the values of an old version as the price from now on. `version` null: the entry was deleted. */
export const RestorePrice = z.strictObject({
  model: Name,
  versionId: VersionId,
  version: Version.nullable(),
  reason: Reason,
});
export type RestorePrice = z.output<typeof RestorePrice>;

export const CompareVersions = z.strictObject({ model: Name, from: VersionId, to: VersionId });
export type CompareVersions = z.output<typeof CompareVersions>;

/** What the last 30 days would have cost: `changes` as in an edit, null for a delete. */
export const PreviewPrice = z.strictObject({ model: Name, changes: PriceInput.nullable() });
export type PreviewPrice = z.output<typeof PreviewPrice>;
