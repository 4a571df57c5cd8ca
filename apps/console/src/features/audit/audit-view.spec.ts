import { askedOf, auditPath, placeOf, readView, without, writeView } from './audit-view.ts';

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

  it('is what links open', () => {
    expect(auditPath({ caseId: id }, true)).toBe(
      `/audit-events?filter=${encodeURIComponent(`{"caseId":"${id}"}`).replaceAll('%20', '+')}&view=timeline`,
    );
  });
});
