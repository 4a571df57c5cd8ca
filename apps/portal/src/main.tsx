import { createRoot } from 'react-dom/client';
import { App } from './app/App.tsx';
import { linkLanguage } from './app/navigation.ts';
import { firstLanguage, LanguageProvider } from './language/LanguageProvider.tsx';
import './style/page.css';
import './style/form.css';
import './style/action.css';
import './style/orders.css';

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no #root.');

firstLanguage(linkLanguage).then(
  (first) => {
    createRoot(root).render(
      <LanguageProvider first={first}>
        <App />
      </LanguageProvider>,
    );
  },
  () => document.getElementById('not-loaded')?.removeAttribute('hidden'),
);
