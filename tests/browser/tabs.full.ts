// 30 tabs of one browser. Their leader is closed, crashed and sent to another page, in turn, 50 times
// each, with a call ringing each time: one stream, one toaster, and soon another leader. The time is
// promised for a machine that does nothing else meanwhile.
import { proveTabs } from './prove-tabs.js'

proveTabs({ tabs: 30, rounds: 50, promised: 250 })
