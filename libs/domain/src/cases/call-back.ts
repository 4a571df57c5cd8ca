import type { Refusal } from '../errors/codes.ts';
import { phoneSearchCandidates } from '../identifiers/index.ts';
import { days, epoch } from '../policy/instants.ts';
import type { Policy } from '../policy/policy.ts';

/** What somebody asked on the portal who wants to be called. */
export type CallBackRequest = {
  /** As it was typed. */
  readonly phone: string;
  /** ISO instant; undefined for as soon as can be. */
  readonly wishedAt?: string | undefined;
};

/**
 * Reads a request to be called: the E.164 number to dial, or `invalid-input` on `phone` or `wishedAt`. `countries` are
 * the shop's, the likeliest first. Says nothing about accounts: whose number it is, is not asked.
 */
export function readCallBack(
  { phone, wishedAt }: CallBackRequest,
  countries: readonly string[],
  now: Date,
  policy: Policy,
): { readonly e164: string } | Refusal {
  const [e164] = phoneSearchCandidates(phone, countries);
  if (e164 === undefined)
    return { code: 'invalid-input', errors: { phone: 'Write the phone number with its country code.' } };
  if (wishedAt === undefined) return { e164 };
  const furthest = policy.numbers.callBack.furthestDays;
  const ahead = epoch(wishedAt) - now.getTime();
  if (ahead > 0 && ahead <= days(furthest)) return { e164 };
  const within = `Choose a time within ${String(furthest)} days.`;
  return { code: 'invalid-input', errors: { wishedAt: within } };
}
