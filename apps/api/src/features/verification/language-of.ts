import { type Executor, runNamed } from '../../platform/database/named-statement.ts';

const LANGUAGE = { name: 'account_language', text: 'select language from account where id = $1' };

/** The language a customer is written to. */
export async function languageOf(executor: Executor, accountId: string): Promise<string> {
  const [row] = await runNamed<{ language: string }>(executor, LANGUAGE, [accountId]);
  return row?.language ?? 'en';
}
