export function browserCandidates(): string[]
export function findBrowser(): string | undefined
export function findFirefox(): string | undefined
export function browserLaunchOptions(): { executablePath?: string; args: string[] }
