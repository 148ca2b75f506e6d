/** The three questions that support gets, as steps that each lead to a screen. */
import { Go, Name, Says, Step, Steps } from "./prose";

export const ModelsMissing = () => (
  <>
    <Says>A model that users call does not show up in the price book or in the review.</Says>
    <Steps>
      <Step>
        Look at “Last answer” in{" "}
        <Go to="/admin/discovery" search={{ sort: "health" }}>
          Discovery, Servers
        </Go>
        . A server that fails says why: a wrong key, a private address, no answer in time.
      </Step>
      <Step>
        Discover again. Models that were added to the gateway since then are listed only after that; a schedule does it
        by itself.
      </Step>
      <Step>
        A number such as “12 + *” means that the server has wildcard routes. It answers for more names than it lists.
        Those names show up when somebody calls them, under <Go to="/admin/default-priced">Default-priced</Go>.
      </Step>
      <Step>
        In the{" "}
        <Go to="/admin/discovery" search={{ tab: "sync", step: "review", show: "all" }}>
          review
        </Go>
        , set the filter to “all”: it opens with names that have no price.
      </Step>
      <Step>
        A name that no server lists can be added by hand in{" "}
        <Go to="/admin/model-pricing" search={{ new: "*" }}>
          Model pricing
        </Go>
        , or as a{" "}
        <Go to="/admin/discovery" search={{ tab: "custom-names" }}>
          custom name
        </Go>
        .
      </Step>
    </Steps>
  </>
);

export const CostsWrong = () => (
  <>
    <Says>A cost is not what the invoice or the gateway says.</Says>
    <Steps>
      <Step>
        Open the request in <Go to="/dashboard/logs">Requests</Go>. It shows which price was used, since when it holds,
        who wrote it, and the arithmetic. The gateway's own cost stands beside ours.
      </Step>
      <Step>
        Compare the tokens first. If cached tokens are not reported apart from the prompt, they cost the full price.
      </Step>
      <Step>
        Look for marks. “Rate fallback” means that a kind of token has no price of its own; “usage not priced” that
        something was used which no price covers. Both have a tab in{" "}
        <Go to="/admin/default-priced" search={{ tab: "rate-fallback" }}>
          Default-priced
        </Go>
        .
      </Step>
      <Step>
        Is the price right but too late? Write it with an earlier date, then <Go to="/admin/recost">re-cost</Go> what
        was booked.
      </Step>
      <Step>
        See which names differ most from what gateways report:{" "}
        <Go to="/admin/default-priced" search={{ tab: "differs-from-reported" }}>
          differs from reported
        </Go>
        . Discounts and margins of a provider are in{" "}
        <Go to="/admin/settings" search={{ tab: "pricing" }}>
          Settings, Pricing
        </Go>
        .
      </Step>
      <Step>
        Is it the provider's invoice that differs? <Go to="/admin/reconciliation">Reconciliation</Go> compares it by
        model and day, and names first what explains most of the difference.
      </Step>
      <Step>
        Keep a request whose cost you checked as a <Go to="/admin/price-cases">golden case</Go>: a later change of
        prices that would break it says so before it is written, and an <Go to="/admin/alerts">alert</Go> tells of what
        nobody was asked about.
      </Step>
    </Steps>
  </>
);

export const DefaultPricing = () => (
  <>
    <Says>Requests are marked “default”: no price was known for their name, and the default entry answered.</Says>
    <Steps>
      <Step>
        Open <Go to="/admin/default-priced">Default-priced</Go>. Names are ranked by the money at stake: what they
        probably cost minus what was booked.
      </Step>
      <Step>
        Open a name: it shows why each step of the chain missed, similar names that do have a price, and what the
        gateway reported. Often it is a typing mistake, another case, or a missing provider, such as <Name>GPT-4o</Name>{" "}
        for <Name>gpt-4o</Name>.
      </Step>
      <Step>
        Price it from the evidence, from its first request on. Who may not write prices proposes one; finance or an
        admin approves it. What should stay as it is can be ignored with a reason.
      </Step>
      <Step>
        <Go to="/admin/recost">Re-cost</Go> what was booked, and watch the name leave the list.
      </Step>
      <Step>
        To hear of it next time, turn on the rule “Share priced by a guess” in <Go to="/admin/alerts">Alerts</Go>.
      </Step>
      <Step>
        Many names at once?{" "}
        <Go to="/admin/discovery" search={{ tab: "sync" }}>
          Discover the models
        </Go>{" "}
        of the server that serves them.
      </Step>
    </Steps>
    <Says>
      To refuse guesses altogether, start the server with <Name>ON_UNPRICED=error</Name>: such requests then have no
      cost, are counted apart, and can be priced later in the same way.
    </Says>
  </>
);
