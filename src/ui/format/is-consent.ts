/** Whether the requested words were typed, in any case and with spaces around them. */
export const isConsent = (typed: string, words: string): boolean => typed.trim().toLowerCase() === words
