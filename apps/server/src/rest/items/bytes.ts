/** The bytes that JSON is made of. In UTF-8 none of them is ever a part of another letter. */
export const QUOTE = 0x22;
export const BACKSLASH = 0x5c;
export const COMMA = 0x2c;
export const COLON = 0x3a;
export const OPEN_LIST = 0x5b;
export const CLOSE_LIST = 0x5d;
export const OPEN_OBJECT = 0x7b;
export const CLOSE_OBJECT = 0x7d;
export const NEWLINE = 0x0a;
export const MINUS = 0x2d;

/** What a byte outside of a text begins. Whatever is none of the others is a bare word: a number, `true`, `NaN`, or nonsense. */
export const BARE = 0;
export const BLANK = 1;
export const LINE_END = 2;
export const TEXT = 3;
export const PUNCTUATION = 4;

export const CLASS_OF = new Uint8Array(256);
for (const byte of [0x20, 0x09, 0x0d]) CLASS_OF[byte] = BLANK;
CLASS_OF[NEWLINE] = LINE_END;
CLASS_OF[QUOTE] = TEXT;
for (const byte of [COMMA, COLON, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT]) CLASS_OF[byte] = PUNCTUATION;

export const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39;
