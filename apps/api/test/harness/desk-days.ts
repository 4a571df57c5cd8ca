import { DataSource } from 'typeorm';
import { type AuditEntry, AuditLog } from '../../src/features/audit/index.ts';
import { RaiseSigns } from '../../src/features/insights/index.ts';
import type { AgentContext } from '../../src/platform/guard/request-context.ts';
import { poolOf } from '../../src/platform/database/data-source.ts';
import type { TestDesk } from './test-desk.ts';

/** An instant some days ago, at midday: far from where a day of the desk ends. */
export function middayAgo(days: number, minutes = 0): Date {
  const midday = new Date();
  midday.setUTCHours(12, minutes, 0, 0);
  return new Date(midday.getTime() - days * 86_400_000);
}

/** Lets an agent have done something, as the log itself records it. Returns the event's id. */
export function happened(desk: TestDesk, agentId: string, now: Date, entry: AuditEntry): Promise<string> {
  const principal = { kind: 'agent', id: agentId, role: 'agent' } as AgentContext['principal'];
  const context = { principal, address: '127.0.0.1', now };
  return desk.app.get(AuditLog).record(poolOf(desk.app.get(DataSource)), context, entry);
}

/** The hourly, or with `all` the nightly, look for signs. */
export async function lookForSigns(desk: TestDesk, { all = false } = {}): Promise<void> {
  await desk.app.get(RaiseSigns).run(all ? undefined : 2);
}
