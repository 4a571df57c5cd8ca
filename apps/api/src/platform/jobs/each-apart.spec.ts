import { eachApart } from './each-apart.ts';

describe('a sweep', () => {
  it('goes on behind one that fails, and logs which it was without what the error quotes', async () => {
    const done: string[] = [];
    const logged: unknown[] = [];
    await eachApart({ error: (line: unknown) => logged.push(line) }, 'Approval', ['1', '2', '3'], (id) => {
      if (id === '2') return Promise.reject(new TypeError('asha@example.org is there already'));
      done.push(id);
      return Promise.resolve();
    });
    expect(done).toEqual(['1', '3']);
    expect(logged).toEqual(['Approval 2 failed: TypeError']);
  });
});
