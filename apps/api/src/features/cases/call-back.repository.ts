import type { CallBackView, CaseSummary } from '@relink/contract';
import { maskPhone } from '@relink/domain';
import { type Executor, runNamed } from '../../platform/database/named-statement.ts';

const READ = {
  name: 'call_back_read',
  text: `select normalised as phone, wished_at as "wishedAt", language, requested_at as "requestedAt"
           from call_back where case_id = $1`,
};

type Row = { phone: string; wishedAt: Date | null; language: string; requestedAt: Date };

/** What the customer of a case asked for who wants to be called, the number in clear; null where nobody did. */
export async function readCallBack(executor: Executor, caseId: string): Promise<CallBackView | null> {
  const [row] = await runNamed<Row>(executor, READ, [caseId]);
  if (!row) return null;
  return {
    ...row,
    wishedAt: row.wishedAt?.toISOString() ?? null,
    requestedAt: row.requestedAt.toISOString(),
  };
}

/** The same for everybody's eyes. */
export function maskedCallBack(callBack: CallBackView | null): CaseSummary['callBack'] {
  if (callBack === null) return null;
  const { phone, ...rest } = callBack;
  return { maskedPhone: maskPhone(phone), ...rest };
}
