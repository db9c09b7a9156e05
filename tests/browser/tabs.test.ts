// A small part of tabs.full.ts.
import { proveTabs } from './prove-tabs.js'

proveTabs({ tabs: 5, rounds: 2 })
