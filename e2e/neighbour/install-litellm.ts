/** The real LiteLLM proxy. */
import { type InstalledPackages, installPythonPackages } from "./install-python-packages";

/** Pinned: what it sends is what this suite is about. */
export const PINNED_VERSION = "1.106.2";
/** The newest whose proxy can be installed: later ones need builds of LiteLLM's own parts that PyPI does not have. */
export const NEWEST_VERSION = "1.108.7";

/** From LiteLLM's lower bound to the newest Python that all it depends on has been built for. */
export const installLitellm = (version = PINNED_VERSION): Promise<InstalledPackages> =>
  installPythonPackages({
    name: `litellm-${version}`,
    requirements: [`litellm[proxy]==${version}`],
    python: [10, 14],
  });
