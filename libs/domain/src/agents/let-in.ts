/** That somebody made an agent's sign-in, role or password, or linked it to the company: whoever did may come in as them. */
export type LetIn = { readonly by: string; readonly whom: string };

/**
 * What lets somebody in when another does it, by the events that tell of it: a new sign-in, a new password, a link to the
 * company made, changed or removed, or one of these fields of an agent changed (a role, somebody disabled who is not any
 * more; the link, too, in events of before it was told without what it links to).
 */
export const LETS_IN = {
  made: 'agent.created',
  changed: 'agent.updated',
  flag: 'passwordChanged',
  link: 'companyLink',
  fields: ['role', 'companySubject', 'disabled'],
} as const;

/** So long somebody who was let in decides nothing together with who let them in, in days. */
export const LET_IN_DAYS = 7;

/**
 * The agents who may be one person with this one, by who let whom in lately: somebody, one of the two or a third, may
 * come in as both, however many they let in on the way. Without the agent themselves.
 */
export function perhapsSamePerson(id: string, letIn: readonly LetIn[]): ReadonlySet<string> {
  const reached = (from: Iterable<string>, step: (each: LetIn) => readonly [string, string]) => {
    const found = new Set(from);
    // What is added while the set is walked through is walked through too.
    for (const one of found)
      for (const each of letIn) {
        const [here, there] = step(each);
        if (here === one) found.add(there);
      }
    return found;
  };
  const behind = reached([id], ({ by, whom }) => [whom, by]);
  const puppets = reached(behind, ({ by, whom }) => [by, whom]);
  puppets.delete(id);
  return puppets;
}
