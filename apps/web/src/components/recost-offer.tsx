/** Offers to bring what was booked to a price that holds since a past moment: the page of re-costs, opened with its requests. */
import { notifyDone } from "./notify";
import { RouteLink } from "./links";

type Written = Readonly<{
  /** Names that had no price of their own before, and those that had. */
  added: readonly string[];
  changed: readonly string[];
  /** ISO 8601 UTC; "": from now on, but for a new name from the beginning. */
  from: string;
}>;

type RecostScope = Readonly<{ model?: string[]; provider?: string[]; from?: string; isDefaultPriced?: true }>;

/** More names than an address holds: then what needs a price is offered, whatever its name. */
const MOST_NAMES = 50;

/** Which requests these are; null: nothing that was booked has another price now. Pure. */
export function recostScope({ added, changed, from }: Written, nowMs: number): RecostScope | null {
  if (from !== "" && Date.parse(from) > nowMs) return null;
  const names = from === "" ? added : [...added, ...changed];
  if (names.length === 0) return null;
  const since = from === "" ? {} : { from };
  if (names.length <= MOST_NAMES) return { model: [...names], ...since };
  return changed.length > 0 && from !== "" ? since : { isDefaultPriced: true, ...since };
}

/** Says that something is done and, where it holds backwards, offers the re-cost. `scope` null: it does not. */
export function notifyWithRecost(message: string, scope: RecostScope | null): void {
  notifyDone(
    scope === null ? (
      message
    ) : (
      <>
        {message} What was booked keeps its cost.{" "}
        <RouteLink to="/admin/recost" search={{ scope } as never} inherit underline="always">
          Re-cost what was booked
        </RouteLink>
      </>
    ),
  );
}
