import fc from 'fast-check';
import { deliveryAdvice, isUndeliverable, troubleOf } from './delivery.ts';
import { MESSAGE_CHANNELS, MESSAGE_STATES } from './message.ts';
import { RECEIPT_STATES, stateAfterReceipt } from './receipt.ts';

const anyChannel = fc.constantFrom(...MESSAGE_CHANNELS);
const anyState = fc.constantFrom(...MESSAGE_STATES);
const anyReceipt = fc.constantFrom(...RECEIPT_STATES);
const anyCode = fc.option(
  fc.oneof(fc.constantFrom('21610', '30003', '30007', '5.1.1', '4.2.2'), fc.string()),
);

describe('a receipt', () => {
  it.each([
    ['handed-over', 'delivered', 'delivered'],
    ['handed-over', 'bounced', 'bounced'],
    ['delivered', 'bounced', 'bounced'],
    ['waiting', 'delivered', 'delivered'],
    ['bounced', 'delivered', null],
    ['expired', 'delivered', null],
    ['delivered', 'failed', null],
  ] as const)('of a message that is %s, saying %s, makes it %s', (state, receipt, after) => {
    expect(stateAfterReceipt(state, receipt)).toBe(after);
  });

  it('that comes twice tells nothing new the second time, and none leads back to the outbox', () => {
    fc.assert(
      fc.property(anyState, anyReceipt, (state, receipt) => {
        const after = stateAfterReceipt(state, receipt);
        if (after === null) return;
        expect(stateAfterReceipt(after, receipt)).toBeNull();
        expect(['waiting', 'handed-over', 'expired']).not.toContain(after);
      }),
    );
  });
});

describe('what an agent hears of a message that does not arrive', () => {
  it.each([
    ['sms', 'handed-over', null, 'wait'],
    ['sms', 'waiting', null, 'wait'],
    ['sms', 'bounced', '21610', 'opt-in'],
    ['sms', 'bounced', '30007', 'another-contact'],
    ['email', 'bounced', '5.1.1', 'another-contact'],
    ['email', 'failed', null, 'tell-operations'],
    ['email', 'expired', null, 'another-contact'],
    ['sms', 'delivered', null, null],
  ] as const)('%s %s with code %s: %s', (channel, state, code, advice) => {
    expect(deliveryAdvice(channel, state, code)).toBe(advice);
  });

  it('is something to do for everything that has not arrived', () => {
    fc.assert(
      fc.property(anyChannel, anyState, anyCode, (channel, state, code) => {
        expect(deliveryAdvice(channel, state, code) === null).toBe(state === 'delivered');
      }),
    );
  });

  it('has a meaning for every code, known or not', () => {
    expect(troubleOf('sms', '30006')).toBe('no-sms');
    expect(troubleOf('email', '5.2.2')).toBe('mailbox-full');
    expect(troubleOf('email', '5.1.10')).toBe('unknown-mailbox');
    expect(troubleOf('sms', '99999')).toBe('refused');
    expect(troubleOf('sms', null)).toBeNull();
  });
});

describe('a contact', () => {
  it.each([
    ['email', 'bounced', '5.1.1', true],
    ['email', 'bounced', '4.1.1', false],
    ['email', 'bounced', '5.2.2', false],
    ['sms', 'bounced', '30005', true],
    ['sms', 'failed', '21614', true],
    ['sms', 'bounced', '30003', false],
    ['sms', 'bounced', '21610', false],
    ['email', 'failed', null, false],
    ['email', 'delivered', '5.1.1', false],
  ] as const)('of %s that %s with %s is undeliverable from now on: %s', (channel, state, code, gone) => {
    expect(isUndeliverable(channel, state, code)).toBe(gone);
  });
});
