import { DEMO_STORIES } from './stories.ts';
import { PRINTED_TWINS } from './twins.ts';

/** A sign-in of the demo, as it is printed. */
export type ToldSignIn = { readonly username: string; readonly role: string; readonly password: string };

/** What whoever tries the desk out needs to know: who signs in, who calls, and what will come of it. */
export function tellDemo(signIns: readonly ToldSignIn[]): string {
  const parts = [
    // A desk that has its own people, and none of the demo's.
    ...(signIns.length === 0 ? [] : [signInTable(signIns)]),
    `Callers, each with an account that lost its e-mail. Search by the phone; the rest is what they answer.
A: the old account still has the phone. B: the new, empty account took it.
held: confirmed, the new e-mail waits until a supervisor approves it (Approvals).`,
    table(
      ['', 'Phone', 'Last order', 'Postcode', 'New e-mail', 'Name; street'],
      DEMO_STORIES.map((story) => [
        ...[story.variant, story.phone, story.lastOrderNumber, story.postcode, story.newEmail],
        `${story.firstName} ${story.lastName}; ${story.street}`,
      ]),
    ),
    'Pairs of accounts. Search by name and postcode; codes to both of its contacts prove the owner of the first.',
    table(
      ['Name', 'Postcode', 'Merging the two'],
      PRINTED_TWINS.map(({ twins: { accounts, city }, merge }) => [
        `${accounts[0].firstName} ${accounts[0].lastName}`,
        city.postcode,
        merge,
      ]),
    ),
  ];
  return parts
    .join('\n\n')
    .split('\n')
    .map((line) => (line === '' ? '' : `  ${line}`))
    .join('\n');
}

function signInTable(signIns: readonly ToldSignIn[]): string {
  return table(
    ['Sign in as', 'Role', 'Password'],
    signIns.map(({ username, role, password }) => [username, role, password]),
  );
}

/** Columns under one another. The last one is not padded: names of other scripts stand there, of whatever width. */
function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = heads.map((head, column) =>
    Math.max(head.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  return [heads, ...rows]
    .map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '))
    .map((line) => line.trimEnd())
    .join('\n');
}
