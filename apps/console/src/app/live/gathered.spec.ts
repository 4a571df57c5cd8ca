import { hashKey, type QueryKey } from '@tanstack/react-query';
import { Gathered } from './gathered.ts';
import { listsHolding } from './query-keys.ts';

const CASE: QueryKey = ['cases', 'workbench', 'one'];
const APPROVAL: QueryKey = ['approvals', 'one', 'one'];

function kept(queryKey: QueryKey, data: unknown = {}, status = 'success') {
  return { queryHash: hashKey(queryKey), queryKey, state: { status, data } };
}

describe('what was heard to have changed', () => {
  it('is read once, however often it was heard', () => {
    const gathered = new Gathered();
    gathered.hear([CASE, APPROVAL]);
    gathered.hear([CASE]);
    expect(gathered.take().map(({ key }) => key)).toEqual([CASE, APPROVAL]);
    expect(gathered.take()).toEqual([]);
  });

  it('is not read again where who changed it has begun to read it since', () => {
    const gathered = new Gathered();
    gathered.began(hashKey(CASE));
    gathered.hear([CASE]);
    const [heard] = gathered.take();
    if (!heard) throw new Error('Nothing was heard.');
    expect(gathered.isOld(kept(CASE), heard)).toBe(true);
    gathered.began(hashKey(CASE));
    expect(gathered.isOld(kept(CASE), heard)).toBe(false);
    // What came of that reading is not known.
    expect(gathered.isOld(kept(CASE, {}, 'error'), heard)).toBe(true);
  });

  it('is read again in a list only where the list holds it', () => {
    const gathered = new Gathered();
    const list: QueryKey = ['merges', 'getList', { filter: { accountId: 'her' } }];
    const { keys, id } = listsHolding('merges:one');
    gathered.hear(keys, id);
    const [heard] = gathered.take();
    if (!heard) throw new Error('Nothing was heard.');
    expect(gathered.isOld(kept(list, { data: [{ id: 'one' }], total: 1 }), heard)).toBe(true);
    expect(gathered.isOld(kept(list, { data: [{ id: 'other' }], total: 1 }), heard)).toBe(false);
    expect(listsHolding('cases:one').keys).toEqual([]);
  });

  it('is not read again of an approval that is decided, and is of one that waits', () => {
    const gathered = new Gathered();
    gathered.hear([APPROVAL]);
    const [heard] = gathered.take();
    if (!heard) throw new Error('Nothing was heard.');
    expect(gathered.isOld(kept(APPROVAL, { state: 'waiting' }), heard)).toBe(true);
    expect(gathered.isOld(kept(APPROVAL, { state: 'approved' }), heard)).toBe(false);
    expect(gathered.isOld(kept(APPROVAL, undefined), heard)).toBe(true);
  });
});
