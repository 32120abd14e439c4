import { Suspense, lazy, useEffect } from 'react';
import { Announcer } from './announce/Announcer';
import { Banners } from './announce/Banners';
import { Dialogs } from './dialogs/Dialogs';
import { Drawer } from './drawer/Drawer';
import { Header } from './header/Header';
import { Outcome } from './outcome/Outcome';
import { PaneTabs } from './stage/PaneTabs';
import { Stage } from './stage/Stage';
import { Steps } from './steps/Steps';
import { Transport } from './transport/Transport';
import { useRun } from './state/run';
import { useTools } from './state/tools';

const Compare = lazy(async () => ({
  default: (await import('./compare/Compare')).Compare,
}));

/** The whole page. Which pane a phone shows is a matter of style sheets alone. */
export function App() {
  const hasPage = useRun((state) => state.page !== undefined);
  const pane = useTools((state) => state.pane);
  const compares = useTools((state) => state.compare !== undefined);
  useWindowTitle();
  if (!hasPage) return <Starting />;
  return (
    <div className="app" data-pane={pane}>
      <Header />
      <Banners />
      {compares ? (
        <Suspense fallback={<p className="pane-hint">Loading…</p>}>
          <Compare />
        </Suspense>
      ) : (
        <Run />
      )}
      <Dialogs />
      <Announcer />
    </div>
  );
}

/** The run at one step. */
function Run() {
  return (
    <>
      <Outcome />
      <main>
        <div className="left">
          <div className="upper">
            <Stage />
            <PaneTabs />
          </div>
          <Steps />
        </div>
        <Drawer />
      </main>
      <Transport />
    </>
  );
}

function Starting() {
  return (
    <main className="starting">
      <h1>DCDscope</h1>
      <p role="status">Starting the simulator…</p>
      <Banners />
    </main>
  );
}

/** Tabs, bookmarks and the history tell runs apart. */
function useWindowTitle(): void {
  const title = useRun((state) => state.page?.run.title);
  useEffect(() => {
    if (title !== undefined) document.title = `${title} · DCDscope`;
  }, [title]);
}
