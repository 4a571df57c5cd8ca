import { z } from 'zod';

const KINDS: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  tuple: 'a list',
};

const FORMATS: Readonly<Record<string, string>> = {
  uuid: 'This is not an id.',
  datetime: 'Write an instant such as 2026-01-31T09:30:00Z.',
  date: 'Write a date such as 2026-01-31.',
  url: 'Write an address that begins with https://.',
  email: 'This is not an e-mail address.',
};

/** Says what is wrong with a field in words for the person who typed it. A schema's own message goes before these. */
export const wordIssue: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined) return 'This is needed.';
      return `This must be ${KINDS[issue.expected] ?? issue.expected}.`;
    case 'too_small':
      return tooSmall(issue.origin, Number(issue.minimum));
    case 'too_big':
      return tooBig(issue.origin, Number(issue.maximum));
    case 'invalid_format':
      return FORMATS[issue.format] ?? 'This is not written as it must be.';
    case 'invalid_value':
      return `Choose one of: ${issue.values.map(String).join(', ')}.`;
    case 'unrecognized_keys':
      return `Leave out what is not known here: ${issue.keys.map((key) => key.slice(0, 40)).join(', ')}.`;
    case 'invalid_union':
      return 'This is none of the forms that are taken here.';
    default:
      return undefined;
  }
};

function tooSmall(origin: string, least: number): string {
  if (origin === 'string')
    return least <= 1 ? 'This is needed.' : `Write at least ${String(least)} characters.`;
  if (origin === 'array') return `Give at least ${String(least)}.`;
  return `This must be ${String(least)} or more.`;
}

function tooBig(origin: string, most: number): string {
  if (origin === 'string') return `Write at most ${String(most)} characters.`;
  if (origin === 'array') return `Give at most ${String(most)}.`;
  return `This must be ${String(most)} or less.`;
}
