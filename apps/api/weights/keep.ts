import { createApp } from '../src/create-app.ts';
import { type EstimatedWeights, KeepWeights } from '../src/features/duplicates/index.ts';
import type { Settings } from '../src/platform/config/settings.ts';
import { migrate } from '../src/platform/database/migrate.ts';

/**
 * Keeps weights in the desk's database as the application does, which may add to them and change none; null keeps that
 * the shipped ones count again. Returns the version. Throws when there is no such realm.
 */
export async function keep(
  settings: Settings,
  ownerUrl: string,
  realm: string,
  estimated: EstimatedWeights | null,
): Promise<number> {
  await migrate(ownerUrl, settings.masterKey);
  const app = await createApp({ ...settings, ownerUrl }, { serve: false, work: false });
  try {
    return await app.get(KeepWeights).run(realm, estimated);
  } finally {
    await app.close();
  }
}
