/**
 * Control characters, and characters that are invisible or change the direction of text. No name contains
 * them. This is a list of code points and not a Unicode property, because engines know different versions of
 * Unicode, and a difference would split the chain.
 */
export const INVISIBLE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it finds
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|\u{e0001}|[\u{e0020}-\u{e007f}]/u

/**
 * A space at the beginning or end of a text, among those that are not {@link INVISIBLE}; a list of code
 * points for the same reason.
 */
export const OUTER_SPACE =
  /^[ \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]|[ \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]$/
