/** What the relay of `npm run bench -- relay` and its readers share. */
export const BENCH_TOKEN_SECRET = 'the secret of the tokens of this benchmark'
export const BENCH_WEBHOOK_TOKEN = 'webhook-token-of-this-benchmark'
