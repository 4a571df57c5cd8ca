import type { Refusal } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { RequestContext } from '../../platform/guard/request-context.ts';
import type { Challenge } from './challenge-statements.ts';

/**
 * What a confirmation came to: it took effect or is on its way, another account has to agree first, or it was accepted
 * and takes effect later.
 */
export type Confirmed = 'done' | 'waits-for-agreement' | { readonly heldUntil: string };

/** What follows when a new contact's holder confirms it, or when an account agrees to give a phone up. */
export type Confirmation = (
  em: EntityManager,
  now: Date,
  context: RequestContext,
  challenge: Challenge,
) => Promise<Confirmed | Refusal>;

/**
 * Where the identifiers feature says what a confirmed e-mail or phone brings about; this feature only knows that it was
 * confirmed. Nothing registered is a fault: a confirmation that does nothing would be a lie to the customer.
 */
@Injectable()
export class Confirmations {
  private email: Confirmation | undefined;
  private phone: Confirmation | undefined;
  private agreement: Confirmation | undefined;

  onEmailConfirmed(effect: Confirmation): void {
    this.email = effect;
  }

  onPhoneConfirmed(effect: Confirmation): void {
    this.phone = effect;
  }

  onAgreed(effect: Confirmation): void {
    this.agreement = effect;
  }

  /** What an answered challenge brings about beyond being answered; `done` where that is all. */
  take(...confirmed: Parameters<Confirmation>): Promise<Confirmed | Refusal> {
    const [, , , { purpose, change_id: changeId }] = confirmed;
    if (purpose === 'email-confirmation') return registered(this.email)(...confirmed);
    if (purpose === 'phone-confirmation') return registered(this.phone)(...confirmed);
    if (purpose === 'identifier-move' && changeId !== null) return registered(this.agreement)(...confirmed);
    return Promise.resolve('done');
  }
}

function registered(effect: Confirmation | undefined): Confirmation {
  if (!effect) throw new Error('Nobody takes confirmations of this purpose.');
  return effect;
}
