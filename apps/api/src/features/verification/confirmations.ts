import type { Refusal } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { RequestContext } from '../../platform/guard/request-context.ts';
import type { Challenge } from './challenge-statements.ts';

/** What follows when an e-mail's holder confirms it. */
export type Confirmation = (
  em: EntityManager,
  now: Date,
  context: RequestContext,
  challenge: Challenge,
) => Promise<Refusal | null>;

/** Where the identifiers feature says what a confirmed e-mail brings about; this feature only knows that it was confirmed. */
@Injectable()
export class Confirmations {
  private effect: Confirmation | undefined;

  onEmailConfirmed(effect: Confirmation): void {
    this.effect = effect;
  }

  /** Nothing registered is a fault: a confirmation that does nothing would be a lie to the customer. */
  confirmEmail(...confirmed: Parameters<Confirmation>): Promise<Refusal | null> {
    if (!this.effect) throw new Error('Nobody takes e-mail confirmations.');
    return this.effect(...confirmed);
  }
}
