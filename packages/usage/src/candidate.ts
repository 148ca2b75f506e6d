/** An event as it was read and before it was checked: its fields, whatever they hold. */
import type { UsageEvent } from "@ratecard/contract";

export type Candidate = { [Field in keyof UsageEvent]?: unknown };
