// All that this CRM had to write for its telephone. It may run before Deskbell or after it.
const json = async (path, method = 'GET', body) => {
  const headers = body && { 'content-type': 'application/json' }
  const response = await fetch(path, { method, headers, body: body && JSON.stringify(body) })
  if (!response.ok) throw new Error(`${path} answered ${response.status}`)
  return response.status === 204 ? null : response.json()
}
const asked = pairs => `/api/contacts?${new URLSearchParams(pairs)}`

;(window.Deskbell ||= []).push(deskbell => {
  deskbell.host({
    findContacts: numbers => json(asked(numbers.map(number => ['number', number]))),
    searchContacts: text => json(asked([['search', text]])),
    openContact: contact => location.assign(contact.url),
    createContact: contact => json('/api/contacts', 'POST', contact),
    attachNumber: (contact, number) => json(`/api/contacts/${contact.id}/numbers`, 'POST', { number }),
    saveCall: record => json(`/api/calls/${encodeURIComponent(record.callId)}`, 'PUT', record),
    createTask: ({ title, dueAt, contact }, call) =>
      json('/api/tasks', 'POST', { title, dueAt, contactId: contact?.id, callId: call?.callId }),
    requestCallback: ({ number, contact, at }, call) =>
      json('/api/tasks', 'POST', {
        title: `Call back ${contact?.name ?? number}`,
        kind: 'callback',
        dueAt: at ?? Date.now() + 3_600_000,
        contactId: contact?.id,
        number,
        callId: call?.callId,
      }),
  })
  deskbell.on('ringing', call => console.info('ringing:', call.from))
})
