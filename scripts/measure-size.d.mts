/** What a page loads, and when. @returns figures with bytes: `raw`, and `value` of brotli */
export function measureSizes(): Promise<{ name: string; raw: number; value: number }[]>
