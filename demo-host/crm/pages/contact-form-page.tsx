import type { ContactInput } from '../data/save-contact.js'
import { Layout, PageHead } from './layout.js'
import type { PageContext } from './page-context.js'

const LABELS = ['mobile', 'work', 'switchboard', 'home', 'other']

interface ContactFormPageProps {
  context: PageContext
  /** Absent: a new contact. */
  id?: number
  input: ContactInput
  problem?: string
}

export function ContactFormPage({ context, id, input, problem }: ContactFormPageProps) {
  const title = id === undefined ? 'New contact' : `Edit ${input.name}`
  const blank = { label: id === undefined ? 'mobile' : 'other', number: '' }
  return (
    <Layout context={context} title={title}>
      <PageHead title={title} />
      <form
        class="panel edit"
        method="post"
        action={id === undefined ? '/contacts/new' : `/contacts/${id}/edit`}
      >
        {problem && (
          <p class="problem" role="alert">
            {problem}
          </p>
        )}
        <Field name="name" label="Name" value={input.name} required />
        <div class="pair">
          <Field
            name="company"
            label="Company"
            value={input.company}
            hint="A new name makes a new company."
          />
          <Field name="role" label="Role" value={input.role} />
        </div>
        <div class="pair">
          <Field name="email" label="E-mail" value={input.email} type="email" />
          <label class="field">
            <span>Responsible</span>
            <select name="responsible">
              <option value="">Nobody yet</option>
              {context.agents.map(agent => (
                <option
                  value={agent.extension}
                  selected={agent.extension === input.responsible}
                  key={agent.extension}
                >
                  {agent.name}
                </option>
              ))}
            </select>
          </label>
        </div>
        <fieldset>
          <legend>Numbers</legend>
          <p class="hint">
            Written in any way: <code>0413-741 741</code>, <code>(0)6- 123 45 678</code>. They are
            stored in one form. Empty a field to remove its number.
          </p>
          {[...input.numbers, blank, blank].map(({ label, number }, index) => (
            <div class="number-row" key={index}>
              <select name="label" aria-label={`Kind of number ${index + 1}`}>
                {(LABELS.includes(label) ? LABELS : [label, ...LABELS]).map(each => (
                  <option selected={each === label} key={each}>
                    {each}
                  </option>
                ))}
              </select>
              <input
                name="number"
                type="tel"
                value={number}
                maxLength={40}
                aria-label={`Number ${index + 1}`}
              />
            </div>
          ))}
        </fieldset>
        <div class="form-end">
          <button class="primary" type="submit">
            Save
          </button>
          <a class="button" href={id === undefined ? '/contacts' : `/contacts/${id}`}>
            Cancel
          </a>
        </div>
      </form>
    </Layout>
  )
}

function Field(props: {
  name: string
  label: string
  value: string
  type?: 'text' | 'email'
  hint?: string
  required?: boolean
}) {
  return (
    <label class="field">
      <span>{props.label}</span>
      <input
        name={props.name}
        // Preact's types want one literal; each of the two is one.
        type={(props.type ?? 'text') as 'text'}
        value={props.value}
        required={props.required}
        maxLength={200}
        dir="auto"
      />
      {props.hint && <small>{props.hint}</small>}
    </label>
  )
}
