// A small part of tabs.full.ts, beside whatever else the machine has to do.
import { proveTabs } from './prove-tabs.js'

proveTabs({ tabs: 5, rounds: 2, promised: 2_000 })
