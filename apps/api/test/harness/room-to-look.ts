import type { TestDesk } from './test-desk.ts';

const PLENTY = {
  searchesPerHour: 100_000,
  accountsPerDay: 100_000,
  revealsPerHour: 100_000,
  revealsPerDay: 100_000,
};

/** Gives everybody at a desk room for as many looks as a test makes. Before the first of them: servers read the policy every five seconds. */
export async function giveRoomToLook(desk: TestDesk): Promise<void> {
  await desk.sql('update policy set numbers = numbers || $1::jsonb', [
    JSON.stringify({ agentLooks: PLENTY, supervisorLooks: PLENTY, adminLooks: PLENTY }),
  ]);
}
