/** The answer of `asked`, or a rejection when it takes longer. What throws at once rejects too. */
export async function timeLimit<T>(ms: number, asked: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms)
  })
  try {
    return await Promise.race([(async () => asked())(), tooLate])
  } finally {
    clearTimeout(timer)
  }
}
