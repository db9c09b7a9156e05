// 30 tabs of one browser. Their leader is closed, crashed and sent to another page, in turn, 50 times
// each, with a call ringing each time: one stream, one toaster, and soon another leader.
import { proveTabs } from './prove-tabs.js'

proveTabs({ tabs: 30, rounds: 50 })
