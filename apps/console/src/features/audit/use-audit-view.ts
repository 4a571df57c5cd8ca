import { useNavigate, useSearchParams } from 'react-router-dom';
import { addressNow } from '../../app/address-now.ts';
import { type AuditView, changeView, readView, type ViewChange } from './audit-view.ts';

/** Shows something else, by another address: told from what the address says at that moment. */
export type Show = (to: ViewChange) => void;

/** What the page shows, and how it shows something else. */
export function useAuditView(): [AuditView, Show] {
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const show: Show = (to) => {
    const address = addressNow();
    const next = changeView(address, to);
    if (next !== changeView(address, {})) void navigate(`/audit-events?${next}`);
  };
  return [readView(search), show];
}
