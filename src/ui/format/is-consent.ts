/** Whether the words that somebody was asked for were typed, in whatever case and with spaces around them. */
export const isConsent = (typed: string, words: string): boolean => typed.trim().toLowerCase() === words
