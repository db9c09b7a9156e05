import type { EntityType } from '../../../js-shim/src/core/lists.js'
import { prepared } from '../../../relay/src/store/prepared.js'
import { CRM_FIELDS } from './crm-fields.js'
import type { CrmData } from './open-database.js'

const selectValues = prepared((db: CrmData['db'], of: { entity: EntityType; id: number }) =>
  db
    .selectFrom('field_values')
    .select(['field', 'value'])
    .where('entity', '=', of.entity)
    .where('entity_id', '=', of.id)
    .orderBy('field'),
)

/** What is filled in, by field. */
export async function fieldsOf(
  { db }: CrmData,
  entity: EntityType,
  id: number,
): Promise<Record<string, string>> {
  const rows = await selectValues(db, { entity, id })
  return Object.fromEntries(rows.map(({ field, value }) => [field, value]))
}

/** @param over - Whether what stands there already gives way. */
export async function fillFields(
  { db }: CrmData,
  entity: EntityType,
  id: number,
  values: Record<string, string>,
  over: boolean,
): Promise<void> {
  for (const [field, value] of Object.entries(values)) {
    if (!isField(entity, field)) continue
    await db
      .insertInto('field_values')
      .values({ entity, entity_id: id, field, value })
      .onConflict(conflict => {
        const there = conflict.columns(['entity', 'entity_id', 'field'])
        return over ? there.doUpdateSet({ value }) : there.doNothing()
      })
      .execute()
  }
}

export function isField(entity: EntityType, name: string): boolean {
  return CRM_FIELDS.some(field => field.entity === entity && field.name === name)
}
