import ReviewIcon from '@mui/icons-material/FactCheckOutlined';
import { useTranslate } from 'react-admin';
import { CountedMenuItem } from './CountedMenuItem.tsx';

/** The way to what waits to be looked at again. */
export function ReviewsMenuItem() {
  const t = useTranslate();
  return (
    <CountedMenuItem
      permission="reviews.mark"
      resource="reviews"
      filter={{ marked: false }}
      sort={{ field: 'day', order: 'DESC' }}
      label={t('relink.reviews.name')}
      icon={<ReviewIcon />}
    />
  );
}
