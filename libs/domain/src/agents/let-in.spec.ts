import fc from 'fast-check';
import { type LetIn, perhapsSamePerson } from './let-in.ts';

const near = (id: string, ...letIn: [by: string, whom: string][]) =>
  [
    ...perhapsSamePerson(
      id,
      letIn.map(([by, whom]) => ({ by, whom })),
    ),
  ].sort();
const person = fc.constantFrom('ann', 'bo', 'cy', 'di', 'eve');
const someLetIn = fc.array(fc.record<LetIn>({ by: person, whom: person }), { maxLength: 8 });

describe('who may be one person', () => {
  it('is who let the other in, whichever of the two is asked about', () => {
    expect(near('ann', ['ann', 'bo'])).toEqual(['bo']);
    expect(near('bo', ['ann', 'bo'])).toEqual(['ann']);
    expect(near('cy', ['ann', 'bo'])).toEqual([]);
  });

  it('is two whom one let in, and who was let in by who was let in', () => {
    expect(near('bo', ['ann', 'bo'], ['ann', 'cy'])).toEqual(['ann', 'cy']);
    expect(near('ann', ['ann', 'bo'], ['bo', 'cy'])).toEqual(['bo', 'cy']);
    expect(near('cy', ['ann', 'bo'], ['bo', 'cy'])).toEqual(['ann', 'bo']);
  });

  it('is not two who both let the same one in', () => {
    expect(near('ann', ['ann', 'cy'], ['bo', 'cy'])).toEqual(['cy']);
  });

  it('is said the same of both, never of oneself, and never by less than was known', () => {
    fc.assert(
      fc.property(someLetIn, person, person, fc.nat(8), (letIn, one, other, cut) => {
        const found = perhapsSamePerson(one, letIn);
        expect(found.has(one)).toBe(false);
        expect(found.has(other)).toBe(perhapsSamePerson(other, letIn).has(one));
        for (const each of perhapsSamePerson(one, letIn.slice(0, cut))) expect(found).toContain(each);
      }),
    );
  });
});
