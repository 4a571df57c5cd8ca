import { z } from 'zod';
import { wordIssue } from './word-issue.ts';

describe('field errors', () => {
  const said = (schema: z.ZodType, input: unknown) =>
    schema.safeParse(input, { error: wordIssue }).error?.issues.map(({ message }) => message);

  it.each<[string, z.ZodType, unknown, string]>([
    ['what is left out', z.object({ a: z.string() }), {}, 'This is needed.'],
    ['an empty field', z.string().min(1), '', 'This is needed.'],
    ['too short a reason', z.string().min(5), 'abc', 'Write at least 5 characters.'],
    ['too long a name', z.string().max(3), 'abcd', 'Write at most 3 characters.'],
    ['a number for a text', z.string(), 7, 'This must be text.'],
    ['a day after the month ends', z.int().max(31), 32, 'This must be 31 or less.'],
    ['an id of another shape', z.uuid(), '7', 'This is not an id.'],
    ['a word that is not on the list', z.enum(['phone', 'chat']), 'fax', 'Choose one of: phone, chat.'],
    ['a field nobody knows', z.strictObject({}), { role: 1 }, 'Leave out what is not known here: role.'],
    ['too many answers', z.array(z.string()).max(1), ['a', 'b'], 'Give at most 1.'],
  ])('say what to do about %s', (_, schema, input, words) => {
    expect(said(schema, input)).toEqual([words]);
  });

  it("leave a schema's own words alone", () => {
    expect(said(z.string().regex(/^\d$/, 'One digit.'), 'x')).toEqual(['One digit.']);
  });
});
