/**
 * A model's name taken apart, to tell which names mean the same model. For suggestions only: no price is found by it.
 *
 *   openrouter/qwen/qwen3:free             prefix openrouter/qwen/, core qwen3, variant free
 *   us.anthropic.claude-3-20240229-v1:0    vendor us.anthropic., core claude-3, version -20240229-v1:0
 *   gpt-4o-2024-08-06.ft-a1                core gpt-4o, version -2024-08-06, tune .ft-a1
 *
 * Source  names of the catalogue of August 2026; OpenRouter's variants, Azure's fine-tunes, Bedrock's regions and vendors.
 */
export type NameParts = Readonly<{
  /** All up to the last slash. */
  prefix: string;
  vendor: string;
  /** In lower case, without dots. */
  core: string;
  version: string;
  variant: string;
  tune: string;
}>;

const VARIANT = /:(free|nitro|floor|online|thinking|extended|beta|exacto)$/i;
const TUNE = /\.ft-[^/]+$/i;
const OPENAI_TUNE = /^ft:([^:]+)(?::.*)?$/i;
const VENDOR =
  /^(?:(?:us|us-gov|eu|ap|apac|au|jp|global)\.)?(?:ai21|amazon|anthropic|cohere|deepseek|google|meta|minimax|mistral|moonshot|moonshotai|nvidia|openai|qwen|stability|twelvelabs|writer|zai)\./i;
/** A date in any spelling, `-latest`, `-001`, Bedrock's `-v1:0`; several of them in a row. */
const VERSION = /(?:[-@](?:20\d{6}|20\d\d-\d\d-\d\d|\d\d-\d\d|\d{4}|\d{3}|latest|default)|-v\d+(?::\d+)?)+$/i;

export function nameParts(name: string): NameParts {
  const afterSlash = name.lastIndexOf("/") + 1;
  const last = name.slice(afterSlash);
  const variant = VARIANT.exec(last)?.[1] ?? "";
  const plain = variant === "" ? last : last.slice(0, -variant.length - 1);
  const tuned = OPENAI_TUNE.exec(plain)?.[1] ?? plain.replace(TUNE, "");
  const vendor = VENDOR.exec(tuned)?.[0] ?? "";
  const model = tuned.slice(vendor.length);
  const version = VERSION.exec(model)?.[0] ?? "";
  return {
    prefix: name.slice(0, afterSlash),
    vendor: vendor.toLowerCase(),
    core: model
      .slice(0, model.length - version.length)
      .replaceAll(".", "")
      .toLowerCase(),
    version: version.toLowerCase(),
    variant: variant.toLowerCase(),
    tune: tuned === plain ? "" : plain,
  };
}
