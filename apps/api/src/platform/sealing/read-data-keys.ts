import type { Executor } from '../database/named-statement.ts';
import { SettingsError } from '../config/settings.ts';
import { WRONG_MASTER_KEY } from './check-master-key.ts';
import { DataKeys, type MasterKeys } from './data-keys.ts';

/** The data keys as they stand at the start of a process. Throws SettingsError where a master key is missing. */
export async function readDataKeys(executor: Executor, masters: MasterKeys): Promise<DataKeys> {
  const keys = new DataKeys(masters);
  if (!(await keys.refresh(executor))) throw new SettingsError(WRONG_MASTER_KEY);
  return keys;
}
