/**
 * Control characters, and those that are not seen or turn the direction of the text: no name has them. A list of code points and no
 * Unicode property, because engines differ in the version of Unicode that they know, and a difference would split the chain.
 */
export const INVISIBLE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it finds
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|\u{e0001}|[\u{e0020}-\u{e007f}]/u

/** A space where a text begins or ends, of those that are not {@link INVISIBLE}; a list of code points for the same reason. */
export const OUTER_SPACE =
  /^[ \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]|[ \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]$/
