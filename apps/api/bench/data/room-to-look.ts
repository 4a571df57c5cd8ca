import type { Client } from 'pg';

/** More than any run of the benchmark: what is counted is counted, and nobody is refused. */
export const MOST_LOOKS = 100_000_000;

/** Gives the agents of the benchmark, each of whom does the work of hundreds, room for it. */
export async function giveRoomToLook(owner: Client): Promise<void> {
  const room = JSON.stringify({
    agentLooks: { searchesPerHour: MOST_LOOKS, accountsPerDay: MOST_LOOKS },
  });
  await owner.query('update policy set numbers = numbers || $1::jsonb', [room]);
}
