/**
 * What a call was about, by LiteLLM's `call_type`. Its asynchronous twin begins with an `a`.
 * Source  litellm/types/utils.py, CallTypes.
 */
const isOneOf =
  (...names: readonly string[]) =>
  (callType: unknown): boolean =>
    typeof callType === "string" && names.some((name) => callType === name || callType === `a${name}`);

export const isImageCall = isOneOf("image_generation", "image_edit", "image_variation");
export const isTranscription = isOneOf("transcription");
/** Those that make a video; the others look at one that was made. */
export const isVideoCall = isOneOf("video_generation", "create_video", "video_remix", "video_edit", "video_extension");
export const isRerank = isOneOf("rerank");
/** One query, or a list of them. */
export const isSearchCall = isOneOf("search", "vector_store_search");
/** The work of a batch is reported by whoever looks at it once it has finished. */
export const isBatchCall = isOneOf("retrieve_batch", "create_batch", "cancel_batch");
