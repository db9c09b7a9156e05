// The program of `npm run exchange`.
import { startBaresip } from './baresip.js'
import { startKamailio } from './kamailio.js'
import { DOMAIN } from './kamailio-config.js'

const PAGES = [
  { user: '101', password: 'page-101', numbers: ['+31201234101'] },
  { user: '102', password: 'page-102', numbers: ['+31201234102'] },
]
const TELEPHONE = { user: '+31612345678', password: 'telephone' }

const exchange = await startKamailio([...PAGES, TELEPHONE])
const telephone = await startBaresip({
  account: TELEPHONE,
  sipPort: exchange.sipPort,
  tone: 600,
  answers: true,
})
for (const { user, password, numbers } of PAGES) {
  const account = { uri: `sip:${user}@${DOMAIN}`, password, servers: [exchange.webSocket] }
  console.log(`\nAn agent's config, called by ${numbers[0]}:`)
  console.log(`  "sip": ${JSON.stringify({ accounts: [account] })}`)
}
console.log(
  `\n${TELEPHONE.user} answers and plays a tone. Enter makes it call ${PAGES[0]?.user}; Ctrl-C ends.`,
)
process.stdin.on('data', () => void telephone.command('dial', PAGES[0]?.user))
process.on('SIGINT', () => {
  void Promise.all([telephone.close(), exchange.close()]).then(() => process.exit(0))
})
