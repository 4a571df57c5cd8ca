import { OrdersPage } from '../features/accounts/index.ts';
import { CallBackPage } from '../features/cases/index.ts';
import { ForgotPage, ResetPage } from '../features/credentials/index.ts';
import { ConfirmPage } from '../features/identifiers/index.ts';
import { NotMePage } from '../features/objections/index.ts';
import { SignInPage } from '../features/sign-in/index.ts';
import { CodePage } from '../features/verification/index.ts';
import { useSpeech } from '../language/LanguageProvider.tsx';
import { LanguageSwitch } from '../language/LanguageSwitch.tsx';
import { LaterPage } from './LaterPage.tsx';
import { useVisit } from './navigation.ts';
import type { Visit } from './navigation.ts';
import { Page } from './Page.tsx';
import { PageLink } from './PageLink.tsx';

/** Fetched when they are opened: most visits never come here. */
const security = async () => (await import('../features/security/index.ts')).SecurityPage;

const documents = async () => (await import('../features/documents/index.ts')).DocumentPage;

function MissingPage() {
  const { text } = useSpeech();
  return (
    <Page heading="missing.heading">
      <p>{text('missing.text')}</p>
      <nav className="ways">
        <PageLink to="sign-in">{text('to-sign-in')}</PageLink>
      </nav>
    </Page>
  );
}

function Visited({ visit }: { visit: Visit }) {
  switch (visit.page) {
    case 'sign-in':
      return <SignInPage notice={visit.notice} />;
    case 'code':
      return <CodePage known={visit.reference} />;
    case 'confirm':
      return <ConfirmPage token={visit.token} />;
    case 'forgot':
      return <ForgotPage />;
    case 'reset':
      return <ResetPage token={visit.token} known={visit.reference} notice={visit.notice} />;
    case 'orders':
      return <OrdersPage />;
    case 'security':
      return <LaterPage load={security} with={{}} />;
    case 'call-back':
      return <CallBackPage />;
    case 'not-me':
      return <NotMePage token={visit.token} />;
    case 'document':
      return <LaterPage load={documents} with={{ token: visit.token, known: visit.reference }} />;
    case 'missing':
      return <MissingPage />;
  }
}

/** The frame of every page: language on top, what staff never ask at the bottom. */
export function App() {
  const { text } = useSpeech();
  const visit = useVisit();

  return (
    <>
      <header>
        <span className="brand">{text('brand')}</span>
        <LanguageSwitch />
      </header>
      <main>
        {/* A new visit begins with empty fields: a code or a token must not be carried from one page to another. */}
        <Visited key={visit.visit} visit={visit} />
      </main>
      <footer>
        <p>{text('staff.never')}</p>
      </footer>
    </>
  );
}
