/** How names are priced: names, the chain, units, dates. Source: the rules are those of `packages/pricing`. */
import { Go, Name, Says, Step, Steps, Term, Terms } from "./prose";

export const Names = () => (
  <>
    <Says>
      A request is priced by the name that its sender wrote, not by the model that answered. If your gateway calls{" "}
      <Name>my-chatbot</Name> and routes it to <Name>claude-sonnet-4-5</Name>, the request is kept and priced as{" "}
      <Name>my-chatbot</Name>. The model that answered is kept beside it and helps to find a price, but never decides.
    </Says>
    <Says>
      So both names need a price: provider names for direct calls, and your own names for what you route. Your own names
      can follow the model behind them:{" "}
      <Go to="/admin/discovery" search={{ tab: "custom-names" }}>
        Custom names
      </Go>{" "}
      lists them, and{" "}
      <Go to="/admin/discovery/price-sync" search={{ kind: "custom" }}>
        the sync of custom names
      </Go>{" "}
      keeps their prices in step.
    </Says>
  </>
);

export const Chain = () => (
  <>
    <Says>The first place that has a price answers. The order never changes:</Says>
    <Steps>
      <Step>
        <b>Price book, this name.</b> Upper and lower case count; dots do not: <Name>gpt-4.1</Name> also finds{" "}
        <Name>gpt-41</Name>.
      </Step>
      <Step>
        <b>Price book, wildcard.</b> An entry that ends in <Name>*</Name> answers for all names that begin like it. The
        longest one wins.
      </Step>
      <Step>
        <b>Catalogue, provider and model.</b> LiteLLM's public list under <Name>azure/gpt-4o</Name>, with the provider
        that was reported, that of the server, or one guessed from the name.
      </Step>
      <Step>
        <b>Catalogue, model.</b> The same list under the bare name. If it belongs to another provider, the request is
        marked.
      </Step>
      <Step>
        <b>The default entry.</b> A price per request that you set. The request is marked as priced by default. With{" "}
        <Name>ON_UNPRICED=error</Name> this step is left out and the request has no cost.
      </Step>
    </Steps>
    <Says>
      <Go to="/explain">Explain</Go> shows each step for any name, date and number of tokens, with the arithmetic.
      Inactive entries never answer. <Go to="/admin/model-pricing">Model pricing</Go> is the price book,{" "}
      <Go to="/admin/settings" search={{ tab: "catalogue" }}>
        Settings, Catalogue
      </Go>{" "}
      says how old the list is.
    </Says>
  </>
);

export const Units = () => (
  <>
    <Terms>
      <Term name="Token prices">
        USD per 1,000,000 tokens. Forms and files can use per 1,000 too; what is stored is the same.
      </Term>
      <Term name="Price per request">
        USD per request. It is used when no tokens are known, or when the entry has no token price.
      </Term>
      <Term name="Fee per request">USD per request, on top of the tokens.</Term>
      <Term name="Empty">Not known. It is never taken for 0.</Term>
      <Term name="0">Free, because somebody said so.</Term>
      <Term name="Cache, reasoning, audio, images">
        Parts of input and output with prices of their own. No token is paid twice. A part without a price costs what
        its whole costs, and the request is marked.
      </Term>
      <Term name="Batch and service tiers">
        Prices of their own; without one, batch costs half and a tier what the standard costs.
      </Term>
      <Term name="Cost of a request">USD, exact to twelve decimals. Screens round, sums never do.</Term>
    </Terms>
    <Says>
      What a request used but no price covers is not left out silently: the request carries a mark, and{" "}
      <Go to="/admin/default-priced" search={{ tab: "usage-not-priced" }}>
        Default-priced
      </Go>{" "}
      lists the names.
    </Says>
  </>
);

export const Dates = () => (
  <>
    <Says>
      Each price holds from a moment on, in UTC. A request is priced by what held when it was made. A new price changes
      nothing that was booked before; the price book keeps every version with its author and reason.
    </Says>
    <Steps>
      <Step>
        To see what a price would have meant for months that are over, ask <Go to="/dashboard/what-if">What if</Go>. It
        writes nothing.
      </Step>
      <Step>
        To correct the past, write the price with an earlier “Holds from” in{" "}
        <Go to="/admin/model-pricing">Model pricing</Go>. Requests that arrive late use it at once.
      </Step>
      <Step>
        Then bring what was booked to it with a <Go to="/admin/recost">re-cost</Go>: a dry run shows old and new cost,
        and nothing is written before you confirm it with a reason. Each run can be reversed.
      </Step>
      <Step>
        In a month that is <Go to="/admin/months">closed</Go>, the figures stay. The difference is a correction of the
        open month.
      </Step>
    </Steps>
  </>
);
