import { aCase, anEmailAddress, anIdentifier, type BuiltCase } from '@relink/testing';
import type { Desk, Hired } from '../harness/desk.ts';
import { aCaller, aVerifiedCase, type Caller } from '../people/known.ts';

/** What the pages of a tour show. */
export type TourFacts = {
  readonly admin: Hired;
  readonly caller: Caller;
  /** A case just opened, without an account. */
  readonly fresh: BuiltCase;
  /** A case whose caller is verified. */
  readonly verified: BuiltCase;
  readonly importId: string | null;
};

/** Makes what a tour of every page needs: an admin, a customer, and cases on both sides of verification. */
export async function prepareTour(desk: Desk): Promise<TourFacts> {
  const admin = await desk.hire('admin');
  const caller = await aCaller(desk, 'B');
  await anIdentifier(desk, {
    accountId: caller.old.id,
    kind: 'email',
    value: anEmailAddress('asha.work'),
    use: 'recovery',
  });
  const duplicates = [caller.duplicate.id];
  const verified = await aVerifiedCase(desk, admin.id, caller, { ticket: 'HELP-2041', duplicates });
  await aCase(desk, { agentId: admin.id, channel: 'email', state: 'closed' });
  const fresh = await aCase(desk, { agentId: admin.id, channel: 'chat' });
  const [lastImport] = await desk.sql<{ id: string }>(
    'select id from import_run order by created_at desc limit 1',
  );
  return { admin, caller, fresh, verified, importId: lastImport?.id ?? null };
}
