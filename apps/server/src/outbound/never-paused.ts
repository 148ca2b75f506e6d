/**
 * Takes an answer as fast as it comes instead of making the sender wait.
 * Units   bytes as they come, before decoding; beyond `mostBytes` they are dropped, so that no more than that is ever held.
 * Source  nodejs/undici#5360: a connection that ends while its parser waits for the reader kills the process, and nobody can
 *         catch it. Mended in undici 8 only, which does not run on Node 20.
 */
import type { Dispatcher } from "undici";

export const neverPaused =
  (mostBytes: number): Dispatcher.DispatcherComposeInterceptor =>
  (dispatch) =>
  (options, handler) =>
    dispatch(options, withoutPause(handler, mostBytes));

/** `false` is how a handler asks for a pause. */
function withoutPause(handler: Dispatcher.DispatchHandler, mostBytes: number): Dispatcher.DispatchHandler {
  let size = 0;
  return {
    onConnect: (abort) => handler.onConnect?.(abort),
    onError: (error) => handler.onError?.(error),
    onUpgrade: (status, headers, socket) => handler.onUpgrade?.(status, headers, socket),
    onResponseStarted: () => handler.onResponseStarted?.(),
    onHeaders: (status, headers, resume, text) => {
      handler.onHeaders?.(status, headers, resume, text);
      return true;
    },
    onData: (chunk) => {
      // One byte more than allowed is enough for the reader to see that it is too much.
      if (size <= mostBytes) handler.onData?.(chunk);
      size += chunk.byteLength;
      return true;
    },
    onComplete: (trailers) => handler.onComplete?.(trailers),
    onBodySent: (chunkSize, total) => handler.onBodySent?.(chunkSize, total),
  };
}
