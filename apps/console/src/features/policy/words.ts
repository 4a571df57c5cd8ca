import type { PolicyDifference } from '@relink/domain';
import { useTranslate } from 'react-admin';

type T = ReturnType<typeof useTranslate>;
type Way = {
  readonly level: string;
  readonly round: boolean;
  readonly possessions: number;
  readonly document: boolean;
  readonly smsAloneNeedsLastOrder: boolean;
};

const UNITS = ['Minutes', 'Hours', 'Days', 'Months', 'Seconds', 'Bytes'] as const;

/** The unit that a number's name ends in, with the space before it; empty where it is a count. */
export function unitOf(t: T, name: string): string {
  const unit = UNITS.find((each) => name.endsWith(each) || name === each.toLowerCase());
  return unit === undefined ? '' : ` ${t(`relink.policy.units.${unit.toLowerCase()}`)}`;
}

/** What a path of a policy (`numbers.code.tries`, `rules.highValue.EUR`) is called. */
export function wordPath(t: T, path: string): string {
  if (path === 'preset') return t('relink.policy.preset');
  if (path === 'rules.spokenCodes') return t('relink.policy.spokenCodes');
  const currency = /^rules\.highValue\.(.+)$/.exec(path)?.[1];
  if (currency !== undefined) return `${t('relink.policy.highValue')}, ${currency}`;
  return t(`relink.policy.${path}`, { _: path });
}

/** A value of a policy as it is read, with its unit. */
export function wordValue(t: T, path: string, value: PolicyDifference['before']): string {
  if (value === null) return t('relink.policy.notNamed');
  if (typeof value === 'boolean') return t(value ? 'relink.common.yes' : 'relink.common.no');
  if (typeof value === 'string') return t(`relink.policy.presets.${value}`, { _: value });
  return `${value.toLocaleString('en-GB')}${unitOf(t, path.split('.').at(-1) ?? '')}`;
}

/** A way up to an assurance, as a sentence. */
export function wordWay(t: T, way: Way): string {
  const needs = [
    ...(way.round ? [t('relink.policy.needs.round')] : []),
    ...(way.possessions > 0 ? [t('relink.policy.needs.possessions', { smart_count: way.possessions })] : []),
    ...(way.document ? [t('relink.policy.needs.document')] : []),
  ].join(t('relink.policy.and'));
  const sms = way.smsAloneNeedsLastOrder ? `; ${t('relink.policy.needs.sms')}` : '';
  return t('relink.policy.way', { level: t(`relink.policy.levels.${way.level}`), needs: needs + sms });
}
