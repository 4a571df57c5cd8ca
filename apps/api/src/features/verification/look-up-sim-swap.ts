import { SIM_SWAP_ANSWERS, type SimSwapAnswer } from '@relink/domain';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import { SETTINGS, type Settings } from '../../platform/config/settings.ts';
import { runNamed } from '../../platform/database/named-statement.ts';
import { Jobs } from '../../platform/jobs/jobs.ts';
import { Worker } from '../../platform/jobs/worker.ts';
import { Transaction } from '../../platform/transaction/transaction.ts';
import { SIGNATURE_HEADER, signatureOf } from '../messages/index.ts';
import type { NewChallenge } from './new-challenge.ts';

/** Who says whether the SIM of a number (E.164) was swapped lately. Never throws: no answer is `unknown`. */
export abstract class SimSwapLookUp {
  /** Whether anybody is asked at all. */
  abstract readonly asks: boolean;
  abstract ask(phone: string): Promise<SimSwapAnswer>;
}

/** A shop that has nobody to ask. */
export class NoSimSwapLookUp extends SimSwapLookUp {
  readonly asks = false;

  ask(): Promise<SimSwapAnswer> {
    return Promise.resolve('unknown');
  }
}

const PATIENCE_MS = 2000;
const LONGEST_ANSWER = 10_000;
const answerSchema = z.object({ answer: z.enum(SIM_SWAP_ANSWERS) });

/** Asks the shop's own service: `POST {phone}`, signed like the SMS webhook, answered `{"answer": "risk"}`. */
export class HttpSimSwapLookUp extends SimSwapLookUp {
  readonly asks = true;

  constructor(private readonly service: NonNullable<Settings['simSwap']>) {
    super();
  }

  async ask(phone: string): Promise<SimSwapAnswer> {
    const body = JSON.stringify({ phone });
    const seconds = Math.floor(Date.now() / 1000);
    try {
      const response = await fetch(this.service.url, {
        method: 'POST',
        body,
        headers: {
          'content-type': 'application/json',
          [SIGNATURE_HEADER]: signatureOf(body, this.service.secret, seconds),
        },
        // A service that moved is a setting to mend: the number must not go anywhere else.
        redirect: 'manual',
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      const text = response.ok ? await response.text() : '';
      const read = answerSchema.safeParse(text.length > LONGEST_ANSWER ? null : JSON.parse(text));
      return read.success ? read.data.answer : 'unknown';
    } catch {
      return 'unknown';
    }
  }
}

/** The shop's service; without one nobody. */
export function chooseSimSwapLookUp({ simSwap }: Settings): SimSwapLookUp {
  return simSwap === undefined ? new NoSimSwapLookUp() : new HttpSimSwapLookUp(simSwap);
}

const FIND = {
  name: 'sim_swap_find',
  text: `select destination from challenge where id = $1 and method = 'sms' and sim_swap is null`,
};
const KEEP = {
  name: 'sim_swap_keep',
  text: 'update challenge set sim_swap = $2 where id = $1 and sim_swap is null',
};

/**
 * Has the worker ask about each number that a code goes to: no request waits for the answer, and no transaction is open
 * meanwhile. The confirmation that the answer is for comes later, by a message that the same worker sends.
 */
@Injectable()
export class SimSwaps implements OnModuleInit {
  private readonly lookUp: SimSwapLookUp;

  constructor(
    @Inject(SETTINGS) settings: Settings,
    private readonly worker: Worker,
    private readonly jobs: Jobs,
    private readonly transaction: Transaction,
  ) {
    this.lookUp = chooseSimSwapLookUp(settings);
  }

  onModuleInit(): void {
    this.worker.handle('look_up_sim_swap', ({ challengeId }) => this.run(challengeId));
  }

  /** Puts the look-up in the queue where the number of this challenge proves something or is to be linked. */
  async queue(
    em: EntityManager,
    challengeId: string,
    { method, purpose, proves }: Pick<NewChallenge, 'method' | 'purpose' | 'proves'>,
  ): Promise<void> {
    if (!this.lookUp.asks || method !== 'sms') return;
    if (proves === null && purpose !== 'phone-confirmation') return;
    await this.jobs.add(em, 'look_up_sim_swap', { challengeId }, { maxAttempts: 3 });
  }

  /** Asks, and keeps what came back. No transaction is open while the service is waited for. */
  async run(challengeId: string): Promise<void> {
    const [found] = await this.transaction.run((em) =>
      runNamed<{ destination: string }>(em, FIND, [challengeId]),
    );
    if (!found) return;
    const answer = await this.lookUp.ask(found.destination);
    await this.transaction.run((em) => runNamed(em, KEEP, [challengeId, answer]));
  }
}
