import type { SayTextView } from '@relink/contract';
import { MESSAGE_LANGUAGES } from '@relink/domain';
import { Box, FormControlLabel, Switch, TextField, Typography } from '@mui/material';
import { useState } from 'react';
import { Title, useGetList, useTranslate } from 'react-admin';
import { Panel } from '../../app/Panel.tsx';
import { usePermitted } from '../../app/useMe.ts';
import { Waiting } from '../../app/Waiting.tsx';
import { bySentence, type Search, type Sentence } from './by-sentence.ts';
import { Wording } from './Wording.tsx';

const NOTHING_SOUGHT: Search = { words: '', language: '', ownOnly: false };
const ALL = 1_000;

/** Every sentence that agents may read out, in every language; an admin words them. */
export function SayTextsPage() {
  const t = useTranslate();
  const manages = usePermitted('say-texts.manage');
  const [search, setSearch] = useState(NOTHING_SOUGHT);
  const { data, error } = useGetList<SayTextView>('say-texts', {
    pagination: { page: 1, perPage: ALL },
    sort: { field: 'id', order: 'ASC' },
    filter: {},
  });
  return (
    <Box sx={{ pt: 2 }}>
      <Title title={t('relink.sayTexts.title')} />
      <Typography sx={{ mb: 2 }}>
        {t('relink.sayTexts.intro')} {manages ? t('relink.sayTexts.introManage') : null}
      </Typography>
      <SearchFields search={search} onChange={setSearch} />
      {data ? <Sentences of={bySentence(data, search)} manages={manages} /> : <Waiting error={error} />}
    </Box>
  );
}

function SearchFields({ search, onChange }: { search: Search; onChange: (search: Search) => void }) {
  const t = useTranslate();
  return (
    <Box role="search" sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, alignItems: 'center', mb: 2 }}>
      <TextField
        type="search"
        margin="none"
        label={t('relink.sayTexts.search')}
        value={search.words}
        onChange={(event) => onChange({ ...search, words: event.target.value })}
        sx={{ flex: '1 1 260px', maxWidth: 480 }}
      />
      <TextField
        select
        margin="none"
        fullWidth={false}
        label={t('relink.sayTexts.language')}
        value={search.language}
        onChange={({ target: { value } }) =>
          onChange({ ...search, language: MESSAGE_LANGUAGES.find((each) => each === value) ?? '' })
        }
        slotProps={{ select: { native: true }, inputLabel: { shrink: true } }}
        sx={{ minWidth: 180 }}
      >
        <option value="">{t('relink.sayTexts.every')}</option>
        {MESSAGE_LANGUAGES.map((language) => (
          <option key={language} value={language}>
            {t(`relink.enums.messageLanguage.${language}`)}
          </option>
        ))}
      </TextField>
      <FormControlLabel
        label={t('relink.sayTexts.ownOnly')}
        control={
          <Switch checked={search.ownOnly} onChange={(_, ownOnly) => onChange({ ...search, ownOnly })} />
        }
      />
    </Box>
  );
}

function Sentences({ of, manages }: { of: readonly Sentence[]; manages: boolean }) {
  const t = useTranslate();
  return (
    <>
      <Typography role="status" variant="body2" sx={{ mb: 1 }}>
        {of.length === 0
          ? t('relink.sayTexts.nothing')
          : t('relink.sayTexts.shown', { smart_count: of.length })}
      </Typography>
      {of.map(({ code, name, texts }) => (
        <Panel key={code} title={name}>
          <Box
            sx={{
              display: 'grid',
              gap: 2,
              gridTemplateColumns: 'repeat(auto-fit, minmax(min(210px, 100%), 1fr))',
            }}
          >
            {texts.map((text) => (
              <Wording key={text.id} of={text} sentence={name} manages={manages} />
            ))}
          </Box>
        </Panel>
      ))}
    </>
  );
}
