import * as fc from 'fast-check';
import { Intent, keyOf } from './intent.ts';

const counting = () => {
  let made = 0;
  return () => `key-${++made}`;
};

describe('the key of an intent', () => {
  it('stays the same while the same values are sent again after no answer came', () => {
    const intent = new Intent(counting());
    expect([intent.keyFor('{"a":1}'), intent.keyFor('{"a":1}')]).toEqual(['key-1', 'key-1']);
  });

  it('is a new one when the customer changed what they typed', () => {
    const intent = new Intent(counting());
    expect([intent.keyFor('{"a":1}'), intent.keyFor('{"a":2}')]).toEqual(['key-1', 'key-2']);
  });

  it('is a new one once an answer settled the last', () => {
    const intent = new Intent(counting());
    intent.keyFor('{"a":1}');
    intent.settle();
    expect(intent.keyFor('{"a":1}')).toBe('key-2');
  });

  it('is a version 4 UUID for any random bytes, and keeps their chance', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (bytes) => {
        expect(keyOf(bytes)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      }),
    );
    expect(keyOf(new Uint8Array(16).fill(255))).not.toBe(keyOf(new Uint8Array(16)));
  });
});
