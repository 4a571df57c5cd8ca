/**
 * Successes that no single request brings about, with what they need beforehand. Their refusals are required all the
 * same, and the features' own tests take each of them.
 */
export const OUT_OF_REACH: Readonly<Record<string, string>> = {
  'POST /api/portal/waiting-logins/{id}/cancel': 'a change of the very customer that waits',
  'POST /api/portal/waiting-logins/{id}/confirmations': 'a change that waits for longer than two minutes',
  'POST /api/challenges/{id}/answers': 'a spoken code, which the agent whose case it is types in',
  'POST /api/cases/{id}/take': 'a call-back that nobody has taken',
  'GET /api/cases/{id}/call-back': 'a call-back that the very agent has taken',
  'POST /api/receipts/messages': "the provider's signature over the body",
  'POST /api/receipts/twilio': "the provider's signature over the body",
  'POST /api/policy-versions': 'numbers within all their bounds at once, over the version in force',
  'POST /api/change-stops/{id}/lift': 'a stop of this very moment',
  'POST /api/import-mappings': 'a mapping with every column that its kind needs',
  'PUT /api/import-mappings/{id}': 'a mapping that is kept',
  'POST /api/import-mappings/{id}/retire': 'a mapping that is kept',
  'GET /api/import-mappings/{id}': 'a mapping that is kept',
  'POST /api/agents/{id}/private-contacts': 'a whole contact of an agent',
  'POST /api/agents/{id}/private-contacts/{contactId}/withdraw': 'an agent together with their own contact',
};
