export function bundle(folder: string, files: string[]): Promise<string[]>
