export function listsSource(): string
