/** How models and usage come in. */
import { Go, Name, Says, Step, Steps } from "./prose";

export const Importing = () => (
  <>
    <Steps>
      <Step>
        <Go to="/admin/discovery" search={{ server: "new" }}>
          Connect a server
        </Go>
        : a LiteLLM proxy, a provider or any server that lists models. “Test connection” asks it before anything is
        stored.
      </Step>
      <Step>
        Discover its models in <Go to="/admin/discovery">Discovery</Go>, once or every so many hours. Nothing in the
        price book changes.
      </Step>
      <Step>
        <Go to="/admin/discovery" search={{ tab: "sync", step: "review" }}>
          Review
        </Go>{" "}
        what has no price. A column for each source says what it would cost; take one, type one, or calculate, such as{" "}
        <Name>litellm * 1.2</Name>.
      </Step>
      <Step>
        Read the preview: what is added and changed, and what the last 30 days would have cost. A price that moves far
        is held until you tick it.
      </Step>
      <Step>
        Write it as a batch with a name. Every batch can be taken back under{" "}
        <Go to="/admin/discovery" search={{ tab: "batches" }}>
          Batches
        </Go>
        .
      </Step>
    </Steps>
    <Says>
      Prices can also come from a{" "}
      <Go to="/admin/model-pricing" search={{ view: "import" }}>
        file
      </Go>
      : our own CSV, LiteLLM's price map or <Name>config.yaml</Name>, OpenRouter, models.dev, new-api. They pass the
      same preview.
    </Says>
  </>
);

export const Usage = () => (
  <>
    <Steps>
      <Step>
        Make an API key with the scope <Name>ingest</Name> under{" "}
        <Go to="/admin/settings" search={{ tab: "api-keys" }}>
          Settings, API keys
        </Go>
        .
      </Step>
      <Step>
        LiteLLM proxy: add the callback <Name>generic_api</Name> with the address <Name>/api/usage/litellm</Name> of
        this server. OpenTelemetry: send traces to <Name>/v1/traces</Name>. Anything else: <Name>POST /api/usage</Name>;{" "}
        <Name>/api/openapi.json</Name> describes every field.
      </Step>
      <Step>
        Bring the past in from files under <Go to="/admin/usage-import">Usage import</Go>: spend logs of LiteLLM, usage
        reports of OpenAI and Anthropic, or any CSV. Days that have requests already are named first, with their
        gateways and their cost, so that nothing is counted twice unseen.
      </Step>
      <Step>
        <Go to="/admin/analytics">Ledger health</Go> says which gateways report, since when nothing came, and what was
        put into quarantine.
      </Step>
    </Steps>
    <Says>
      The same request twice is counted once, by its id. A request that is broken or contradicts an earlier one waits in{" "}
      <Go to="/dashboard/logs" search={{ tab: "quarantine" }}>
        quarantine
      </Go>
      ; it is never dropped.
    </Says>
  </>
);
