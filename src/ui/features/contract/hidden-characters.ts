/**
 * Marks that turn the direction of text, and letters without width: with them code can look like other code
 * (CVE-2021-42574).
 */
const HIDDEN = /[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/

export const hidesCharacters = (source: string): boolean => HIDDEN.test(source)
