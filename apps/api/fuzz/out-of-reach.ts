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
  'POST /api/sign-in/factor': 'a session that awaits its factor, and the factor',
  'POST /api/step-up': 'the very factor of the agent',
  'POST /api/passkey-challenges': 'a desk that is opened by a name, not by an address of numbers',
  'POST /api/my-factors/totp': 'a code of a secret that was handed out',
  'POST /api/my-factors/passkey-options': 'a desk that is opened by a name, not by an address of numbers',
  'POST /api/my-factors/passkeys': 'a passkey made for the challenge of this session',
  'POST /api/my-factors/{id}/remove': 'a factor of the very agent',
  'POST /api/my-sessions/{id}/end': 'a session of the very agent',
  'POST /api/agents/{id}/sessions/{sessionId}/end': 'an agent together with a session of theirs',
  'POST /api/factor-recoveries/{id}/approve': 'a recovery that another admin asked for',
  'POST /api/factor-recoveries/{id}/reject': 'a recovery that waits',
};
