import { queryClient } from "#web/trpc";
import { forgetTab } from "./tab-memory";

/** Whatever was loaded or kept for whoever was signed in goes, so that the next person at this tab finds none of it. */
export function forgetSession(): void {
  queryClient.clear();
  forgetTab();
}
