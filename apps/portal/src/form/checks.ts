import { CODE_LENGTH } from './code-input.ts';

/** What is plainly not filled in yet. The server judges the rest. */
const CHECKS = {
  code: (value: string) => value.length === CODE_LENGTH,
  reference: (value: string) => value.trim().length >= 4,
  spokenCode: (value: string) => value.trim().length >= 4,
  email: (value: string) => /^\S+@\S+$/.test(value.trim()),
  login: (value: string) => value.trim() !== '',
  phone: (value: string) => value.trim().length >= 3,
  /** None at all, or a time. */
  wishedAt: (value: string) => value === '' || !Number.isNaN(Date.parse(value)),
  password: (value: string) => value !== '',
  current: (value: string) => value !== '',
  next: (value: string) => value !== '',
  firstName: (value: string) => value.trim() !== '',
  lastName: (value: string) => value.trim() !== '',
} as const;

export type FieldName = keyof typeof CHECKS;

/** The names of the fields that cannot be sent as they are. */
export function unfilled(values: Readonly<Partial<Record<FieldName, string>>>): FieldName[] {
  return (Object.keys(CHECKS) as FieldName[]).filter((name) => {
    const value = values[name];
    return value !== undefined && !CHECKS[name](value);
  });
}
