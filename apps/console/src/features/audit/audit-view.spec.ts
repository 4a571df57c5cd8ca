import { addressNow } from '../../app/address-now.ts';
import {
  askedOf,
  auditPath,
  changeView,
  pick,
  placeOf,
  readView,
  type ViewChange,
  without,
  writeView,
} from './audit-view.ts';

describe('the address of the page of the log', () => {
  const id = '0190f2a0-0000-7000-8000-000000000001';
  const at = '2026-11-22T09:00:00.000Z';

  it('holds the filter, the place and the view, and is read back as it was', () => {
    const view = {
      filter: {
        agentIds: [id],
        actions: ['merge.done'],
        outcome: 'refused' as const,
        accountId: id,
        withMerged: true,
      },
      place: { way: 'before' as const, at, id },
      timeline: true,
    };
    expect(readView(new URLSearchParams(writeView(view)))).toEqual(view);
  });

  it('is empty at the newest event of everything', () => {
    expect(writeView({ filter: {}, place: undefined, timeline: false })).toBe('');
    expect(readView(new URLSearchParams())).toEqual({ filter: {}, place: undefined, timeline: false });
  });

  it.each([
    '{',
    '[]',
    'null',
    '"x"',
    '{"agentIds":[],"actions":[""],"action":"","surprise":1,"withMerged":true}',
  ])('takes %s for no filter', (filter) => {
    expect(readView(new URLSearchParams({ filter })).filter).toEqual({});
  });

  it('asks for a place as the api wants it', () => {
    expect(
      askedOf({ filter: { action: 'case.' }, place: placeOf('after', `${at}/${id}`), timeline: false }),
    ).toEqual({ action: 'case.', after: { at, id } });
    expect(askedOf({ filter: {}, place: placeOf('before', at), timeline: false })).toEqual({
      before: { at },
    });
    expect(placeOf('before', 'noon')).toBeUndefined();
    expect(placeOf('before', null)).toBeUndefined();
  });

  it('loses one condition at a time', () => {
    const filter = { agentIds: [id, at], accountId: id, withMerged: true };
    expect(without(filter, 'agentIds', at)).toEqual({ ...filter, agentIds: [id] });
    expect(without(filter, 'accountId')).toEqual({ agentIds: [id, at] });
    expect(without({ agentIds: [id] }, 'agentIds', id)).toEqual({});
  });

  it('holds two choices made before the page shows the first, and none that was cleared before', () => {
    let hash = '#/audit-events';
    const show = (to: ViewChange) => (hash = `#/audit-events?${changeView(addressNow(hash), to)}`);
    const add = (condition: object) => show(({ filter }) => ({ filter: { ...filter, ...condition } }));
    add({ outcome: 'refused' });
    add({ caseId: id });
    show({ timeline: true });
    expect(readView(addressNow(hash))).toEqual({
      filter: { outcome: 'refused', caseId: id },
      place: undefined,
      timeline: true,
    });
    show({ filter: {} });
    add({ accountId: id });
    expect(readView(addressNow(hash)).filter).toEqual({ accountId: id });
  });

  it('is at the newest event after another filter, and where it was after another view', () => {
    const address = new URLSearchParams({ before: at });
    expect(readView(new URLSearchParams(changeView(address, { filter: {} }))).place).toBeUndefined();
    expect(readView(new URLSearchParams(changeView(address, { timeline: true }))).place).toEqual({
      way: 'before',
      at,
    });
  });

  it('adds and takes away of several what a field did that shows the choice before the last', () => {
    expect(pick(['a', 'b'], ['a'], ['a', 'c'])).toEqual(['a', 'b', 'c']);
    expect(pick(['a', 'b'], ['a'], [])).toEqual(['b']);
    expect(pick([], ['a'], ['a', 'b'])).toEqual(['b']);
    expect(pick(['a', 'b'], ['a'], ['a', 'b'])).toEqual(['a', 'b']);
  });

  it('is what links open', () => {
    expect(auditPath({ caseId: id }, true)).toBe(
      `/audit-events?filter=${encodeURIComponent(`{"caseId":"${id}"}`).replaceAll('%20', '+')}&view=timeline`,
    );
  });
});
