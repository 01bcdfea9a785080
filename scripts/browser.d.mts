export function browserCandidates(): string[]
export function findBrowser(): string | undefined
export function findFirefox(): string | undefined
export function browserLaunchOptions(options?: { sandbox?: boolean }): {
  executablePath?: string
  args: string[]
}
