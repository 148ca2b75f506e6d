/**
 * SHA-256 of a text as hex: ids that are made of content, the same in a browser, a terminal and on the server.
 * Source  FIPS 180-4. A browser's own is not there on plain HTTP, and Node's is none of a browser.
 */
const INITIAL = [
  0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
] as const;
const BLOCK_BYTES = 64;
const ROUNDS = roundConstants();

export function sha256(text: string): string {
  const blocks = padded(new TextEncoder().encode(text));
  const state = Int32Array.from(INITIAL);
  const words = new Int32Array(BLOCK_BYTES);
  for (let offset = 0; offset < blocks.byteLength; offset += BLOCK_BYTES) addBlock(state, words, blocks, offset);
  return [...state].map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
}

/** With its end mark and its length in bits, in whole blocks. */
function padded(bytes: Uint8Array): DataView {
  const view = new DataView(new ArrayBuffer(Math.ceil((bytes.length + 9) / BLOCK_BYTES) * BLOCK_BYTES));
  new Uint8Array(view.buffer).set(bytes);
  view.setUint8(bytes.length, 0x80);
  view.setBigUint64(view.byteLength - 8, BigInt(bytes.length) * 8n);
  return view;
}

const turned = (word: number, bits: number): number => (word >>> bits) | (word << (32 - bits));
const at = (words: Int32Array, index: number): number => (words[index] ?? 0) | 0;

function addBlock(state: Int32Array, words: Int32Array, blocks: DataView, offset: number): void {
  for (let index = 0; index < 16; index += 1) words[index] = blocks.getInt32(offset + index * 4);
  for (let index = 16; index < BLOCK_BYTES; index += 1) {
    const [older, newer] = [at(words, index - 15), at(words, index - 2)];
    const small = turned(older, 7) ^ turned(older, 18) ^ (older >>> 3);
    const large = turned(newer, 17) ^ turned(newer, 19) ^ (newer >>> 10);
    words[index] = ((at(words, index - 16) + small) | 0) + ((at(words, index - 7) + large) | 0);
  }
  mix(state, words);
}

/** Word by word, each sum cut to 32 bits at once: files of gigabytes go through here, and anything else takes several times as long. */
function mix(state: Int32Array, words: Int32Array): void {
  let [a, b, c, d] = [at(state, 0), at(state, 1), at(state, 2), at(state, 3)];
  let [e, f, g, h] = [at(state, 4), at(state, 5), at(state, 6), at(state, 7)];
  for (let index = 0; index < BLOCK_BYTES; index += 1) {
    const mixed = turned(e, 6) ^ turned(e, 11) ^ turned(e, 25);
    const added = (at(ROUNDS, index) + at(words, index)) | 0;
    const first = (((h + mixed) | 0) + ((((e & f) ^ (~e & g)) + added) | 0)) | 0;
    const second = ((turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + first) | 0;
    d = c;
    c = b;
    b = a;
    a = (first + second) | 0;
  }
  state[0] = at(state, 0) + a;
  state[1] = at(state, 1) + b;
  state[2] = at(state, 2) + c;
  state[3] = at(state, 3) + d;
  state[4] = at(state, 4) + e;
  state[5] = at(state, 5) + f;
  state[6] = at(state, 6) + g;
  state[7] = at(state, 7) + h;
}

/** The first 32 bits of the fractional parts of the cube roots of the first 64 primes. */
function roundConstants(): Int32Array {
  const primes: number[] = [];
  for (let candidate = 2; primes.length < BLOCK_BYTES; candidate += 1) {
    if (primes.every((prime) => candidate % prime !== 0)) primes.push(candidate);
  }
  return Int32Array.from(primes, (prime) => (Math.cbrt(prime) % 1) * 2 ** 32);
}
