import { en } from '../language/en/en.ts';
import type { TextKey } from '../language/texts.ts';
import { isUnsettled, readTrouble, troubleText, UNREACHABLE } from './answer.ts';

const has = (key: string): key is TextKey => key in en;

describe('reading a refusal', () => {
  it('takes the code, and the names of the fields without their path', () => {
    const body = { code: 'invalid-input', status: 422, errors: { 'body.email': 'Too short.', code: 'No.' } };
    expect(readTrouble(body)).toEqual({ code: 'invalid-input', fields: ['email', 'code'] });
  });

  it.each([undefined, null, '<html>', 502, [], {}, { code: 7 }])(
    'takes %p for no answer of the api at all',
    (body) => expect(readTrouble(body)).toEqual(UNREACHABLE),
  );

  it('has a sentence of its own for what the customer can mend, and a general one for the rest', () => {
    expect(troubleText(readTrouble({ code: 'code-not-accepted' }), has)).toBe('trouble.code-not-accepted');
    expect(troubleText(readTrouble({ code: 'malformed-json' }), has)).toBe('trouble.other');
    expect(troubleText(readTrouble({ code: 'a-code-of-next-year' }), has)).toBe('trouble.other');
    expect(troubleText(readTrouble({ code: 'toString' }), has)).toBe('trouble.other');
  });

  it('keeps an intent open only while nobody knows whether it was carried out', () => {
    expect(isUnsettled(UNREACHABLE)).toBe(true);
    expect(isUnsettled(readTrouble({ code: 'request-in-flight' }))).toBe(true);
    expect(isUnsettled(readTrouble({ code: 'database-unavailable' }))).toBe(true);
    expect(isUnsettled(readTrouble({ code: 'code-not-accepted' }))).toBe(false);
    expect(isUnsettled(readTrouble({ code: 'too-many-tries' }))).toBe(false);
  });
});
