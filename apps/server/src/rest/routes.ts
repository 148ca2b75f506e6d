/** All REST calls, one list a feature. */
import type { RestRoute } from "./define-route";

export const restRoutes: readonly RestRoute[] = [];
