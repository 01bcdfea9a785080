/**
 * Characters that change the direction of text or have no width: they can disguise code as other code
 * (CVE-2021-42574).
 */
const HIDDEN = /[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/

export const hidesCharacters = (source: string): boolean => HIDDEN.test(source)
