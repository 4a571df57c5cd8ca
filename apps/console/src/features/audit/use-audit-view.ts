import { useNavigate, useSearchParams } from 'react-router-dom';
import { type AuditView, readView, writeView } from './audit-view.ts';

/** What the page shows, and how it shows something else: by another address. */
export function useAuditView(): [AuditView, (change: Partial<AuditView>) => void] {
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const view = readView(search);
  // Another filter is another log: one begins at its newest event, unless told where.
  const show = (change: Partial<AuditView>) =>
    void navigate(
      `/audit-events?${writeView({ ...view, ...('filter' in change && { place: undefined }), ...change })}`,
    );
  return [view, show];
}
