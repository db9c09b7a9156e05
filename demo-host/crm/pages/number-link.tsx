import { showNumber } from '../data/contact-numbers.js'
import type { CrmData } from '../data/open-database.js'
import { showCountry } from './formats.js'

/** A number as people read it, as a `tel:` link: that is all Deskbell needs to make it dial. */
export function NumberLink({ data, e164, label }: { data: CrmData; e164: string; label?: string }) {
  if (e164 === '') return <span class="muted">withheld</span>
  if (!e164.startsWith('+')) return <span>{`ext. ${e164}`}</span>
  const { international, valid, reason, country } = showNumber(data, e164)
  return (
    <span class="number">
      <a href={`tel:${e164}`} title={showCountry(country === '001' ? '' : country)}>
        {international}
      </a>
      {label && <small>{label}</small>}
      {!valid && <small class="warn">{reason.replaceAll('_', ' ')}</small>}
    </span>
  )
}
