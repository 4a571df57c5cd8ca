import type { AuditEventView } from '@relink/contract';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Executor } from '../../platform/database/named-statement.ts';
import { CustomerKeys } from '../../platform/sealing/customer-keys.ts';
import type { StoredEvent } from './audit-events.repository.ts';
import type { PersonalValues } from './canonical-event.ts';
import { type ToldEvent, toldEvent } from './told-event.ts';

const INSTANT = z.iso.datetime();

type Values = Readonly<Record<string, unknown>>;

/** Shows stored events to who may read the log, with their personal values opened where the customer's key still is. */
@Injectable()
export class EventViews {
  constructor(private readonly keys: CustomerKeys) {}

  /** Opens what is of the accounts in `opened`, and withholds the rest. */
  async of(
    executor: Executor,
    stored: readonly StoredEvent[],
    opened: ReadonlySet<string>,
  ): Promise<AuditEventView[]> {
    const views: AuditEventView[] = [];
    for (const event of stored) views.push(await this.view(executor, event, opened));
    return views;
  }

  private async view(
    executor: Executor,
    stored: StoredEvent,
    opened: ReadonlySet<string>,
  ): Promise<AuditEventView> {
    const event = toldEvent(stored.canonical);
    const withheld = event.sealed !== null && !opened.has(event.sealed.accountId);
    const personal = withheld ? null : await this.open(executor, event);
    const { before, after, ...facts } = event.facts;
    return {
      // By the row, so that what was made unreadable is found, and put in order, all the same.
      id: stored.id,
      at: INSTANT.safeParse(event.at).success ? event.at : stored.at.toISOString(),
      actorKind: event.actorKind,
      actorId: event.actorId,
      actorName: stored.actorName ?? event.actorKind,
      address: event.address ?? personal?.address ?? null,
      origin: event.origin,
      action: event.action,
      outcome: event.outcome,
      caseId: event.caseId,
      caseReference: stored.caseReference,
      accountId: event.accountId,
      facts,
      // What changed about an agent is not a customer's, and lies plain among the facts.
      before: personal?.before ?? valuesOf(before),
      after: personal?.after ?? valuesOf(after),
      erased: event.sealed !== null && personal === null && !withheld,
      withheld,
      hash: stored.hash.toString('hex'),
    };
  }

  private async open(executor: Executor, { id, sealed }: ToldEvent): Promise<PersonalValues | null> {
    if (sealed === null) return null;
    const bytes = Buffer.from(sealed.values, 'base64');
    try {
      return (await this.keys.open(executor, sealed.accountId, id, bytes)) as PersonalValues | null;
    } catch {
      // What was sealed for another event or account, or is no ciphertext, shows nothing; that it is so, its proof says.
      return {};
    }
  }
}

/** Whose personal values lie in events, each account once. */
export function accountsSealedIn(stored: readonly StoredEvent[]): string[] {
  const ids = stored.map(({ canonical }) => toldEvent(canonical).sealed?.accountId);
  return [...new Set(ids)].filter((id) => id !== undefined);
}

function valuesOf(fact: unknown): Values | null {
  return typeof fact === 'object' && fact !== null ? { ...fact } : null;
}
