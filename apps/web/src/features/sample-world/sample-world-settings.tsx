/** The settings tab: what sample data is, whether it is there, and the way to bring or remove it. */
import { Panel } from "#web/components/page";
import { SampleWorldActions } from "./sample-world-actions";

export const SAMPLE_WORLD_SENTENCE =
  "A made-up company: a small gateway that runs here, a price book with gaps, and 90 days of requests, some of them priced by default.";

export function SampleWorldSettings() {
  return (
    <Panel
      title="Sample data"
      description={`${SAMPLE_WORLD_SENTENCE} One click brings it, one click takes it away again.`}
    >
      <SampleWorldActions />
    </Panel>
  );
}
