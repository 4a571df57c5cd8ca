import { useNavigate, useSearchParams } from 'react-router-dom';
import { addressNow } from '../../app/address-now.ts';
import { type AuditView, changeView, readView, type ViewChange } from './audit-view.ts';

/** Shows something else, by another address: told from what the address says at that moment. */
export type Show = (to: ViewChange) => void;

/** What the page shows, and how it shows something else. */
export function useAuditView(): [AuditView, Show] {
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const show: Show = (to) => void navigate(`/audit-events?${changeView(addressNow(), to)}`);
  return [readView(search), show];
}
