/**
 * The beginning of a text that somebody else may have made as long as they liked; never half of a surrogate
 * pair.
 */
export function cutText(text: string, most: number): string {
  if (text.length <= most) return text
  return `${text.slice(0, most).replace(/[\ud800-\udbff]$/, '')}…`
}
