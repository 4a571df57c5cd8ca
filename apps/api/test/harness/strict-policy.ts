import { PolicyInForce } from '../../src/platform/policy/policy-in-force.ts';
import type { TestDesk } from './test-desk.ts';

/** What is done while the strict policy is in force, and the standard one again after it. */
export async function underStrict<T>(desk: TestDesk, run: () => Promise<T>): Promise<T> {
  const inForce = async (preset: 'standard' | 'strict') => {
    await desk.sql('update policy set preset = $1', [preset]);
    desk.app.get(PolicyInForce).forget();
  };
  await inForce('strict');
  try {
    return await run();
  } finally {
    await inForce('standard');
  }
}
