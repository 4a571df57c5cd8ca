import type { TestDesk } from './test-desk.ts';

const PLENTY = { accountsPerHour: 5_000, accountsPerDay: 5_000 };

/** Gives everybody at a desk room for as many changes as a test makes. Before the first of them: servers read the policy every five seconds. */
export async function giveRoomToChange(desk: TestDesk): Promise<void> {
  await desk.sql('update policy set numbers = numbers || $1::jsonb', [
    JSON.stringify({ agentChanges: PLENTY, supervisorChanges: PLENTY, adminChanges: PLENTY }),
  ]);
}
