/** Questions of spend that are kept under a name. Anybody who sees spend may keep some, for themselves or for everybody. */
import { z } from "zod";
import { Name } from "./name";
import { isPrintable } from "./printable";
import { zodMessage } from "./problems/zod-problems";

const LONGEST_SEARCH = 4000;
const Id = z.uuid(zodMessage("not-an-id", { of: "a saved view" }));

/** A view of the same name and owner is replaced. `search`: as it stands in the URL of Explore, without its `?`. */
export const SaveSpendView = z.strictObject({
  name: Name,
  search: z
    .string(zodMessage("wrong-type", { expected: "text" }))
    .max(LONGEST_SEARCH, zodMessage("too-long", { most: LONGEST_SEARCH }))
    .refine(isPrintable, zodMessage("unprintable")),
  isShared: z.boolean(zodMessage("wrong-type", { expected: "flag" })),
});
export type SaveSpendView = z.output<typeof SaveSpendView>;

export const ChangeSpendView = SaveSpendView.omit({ search: true }).extend({ id: Id });
export type ChangeSpendView = z.output<typeof ChangeSpendView>;

export const OneSpendView = z.strictObject({ id: Id });
export type OneSpendView = z.output<typeof OneSpendView>;
