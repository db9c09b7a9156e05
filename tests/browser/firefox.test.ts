import { test } from 'node:test'
import { firefoxIsHere, startFirefox } from './other-engine.js'
import { tellStories } from './tell-stories.js'

if (firefoxIsHere()) tellStories('Firefox', startFirefox)
else test('Firefox', { skip: 'the Debian package firefox-esr cannot be had here' })
