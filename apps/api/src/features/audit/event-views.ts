import type { AuditEventView } from '@relink/contract';
import { Injectable } from '@nestjs/common';
import type { Executor } from '../../platform/database/named-statement.ts';
import { CustomerKeys } from '../../platform/sealing/customer-keys.ts';
import type { StoredEvent } from './audit-events.repository.ts';
import type { CanonicalEvent, PersonalValues } from './canonical-event.ts';

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
    const event = eventIn(stored);
    const withheld = event.sealed !== null && event.accountId !== null && !opened.has(event.accountId);
    const personal = withheld ? null : await this.open(executor, event);
    const { before, after, ...facts } = event.facts;
    return {
      id: event.id,
      at: event.at,
      actorKind: event.actor.kind,
      actorId: event.actor.id,
      actorName: stored.actorName ?? event.actor.kind,
      address: event.actor.address ?? personal?.address ?? null,
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

  private async open(executor: Executor, event: CanonicalEvent): Promise<PersonalValues | null> {
    if (event.sealed === null || event.accountId === null) return null;
    const sealed = Buffer.from(event.sealed, 'base64');
    return (await this.keys.open(executor, event.accountId, event.id, sealed)) as PersonalValues | null;
  }
}

/** Whose personal values lie in events, each account once. */
export function accountsSealedIn(stored: readonly StoredEvent[]): string[] {
  const ids = stored.map(eventIn).map(({ sealed, accountId }) => (sealed === null ? null : accountId));
  return [...new Set(ids)].filter((id) => id !== null);
}

/** Written by the log itself, and covered by the hash. */
function eventIn({ canonical }: StoredEvent): CanonicalEvent {
  return JSON.parse(canonical.toString()) as CanonicalEvent;
}

function valuesOf(fact: unknown): Values | null {
  return typeof fact === 'object' && fact !== null ? { ...fact } : null;
}
