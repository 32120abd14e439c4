import { Suspense, lazy } from 'react';
import { titleOf } from '../keys/keys';
import { TabList } from '../kit/TabList';
import { useViewport } from '../map/viewport';
import { StepPart } from './StepPart';
import { drawerTabs } from '../state/tabs';
import type { DrawerTab } from '../state/tabs';
import { showDrawer } from '../state/preferences';
import { useTools } from '../state/tools';
import './drawer.css';

const Machine = lazy(async () => ({
  default: (await import('../machine/Machine')).Machine,
}));
const Provoke = lazy(async () => ({
  default: (await import('../provoke/Provoke')).Provoke,
}));
const Console = lazy(async () => ({
  default: (await import('../console/Console')).Console,
}));
const Registers = lazy(async () => ({
  default: (await import('../registers/Registers')).Registers,
}));
const Memory = lazy(async () => ({
  default: (await import('../memory/Memory')).Memory,
}));

/** What is told of the present step, and the tools: beside the maps, never over them. */
export function Drawer() {
  const tab = useShown();
  const phone = useViewport() === 'phone';
  const tabs = phone ? allTabs().slice(1) : allTabs();
  const bare = phone && tab === 'step';
  return (
    <aside className="drawer" aria-label="Details" data-tool={tab}>
      {!bare && (
        <TabList
          label="Details"
          name="drawer"
          className="seg drawer-tabs"
          tabs={tabs}
          value={tab}
          onChange={showDrawer}
        />
      )}
      <div
        className={`drawer-part drawer-${tab}`}
        role={bare ? undefined : 'tabpanel'}
        aria-labelledby={bare ? undefined : `drawer-${tab}`}
      >
        <Suspense fallback={<p className="pane-hint drawer-wait">Loading…</p>}>
          <Part tab={tab} />
        </Suspense>
      </div>
    </aside>
  );
}

function Part({ tab }: { readonly tab: DrawerTab }) {
  switch (tab) {
    case 'step':
      return <StepPart />;
    case 'machine':
      return <Machine />;
    case 'provoke':
      return <Provoke />;
    case 'console':
      return <Console />;
    case 'registers':
      return <Registers />;
    case 'memory':
      return <Memory />;
  }
}

/** On a phone its own tabs say whether the step or a tool is shown. */
function useShown(): DrawerTab {
  const tab = useTools((state) => state.drawerTab);
  const pane = useTools((state) => state.pane);
  if (useViewport() !== 'phone') return tab;
  if (pane !== 'tools') return 'step';
  return tab === 'step' ? 'console' : tab;
}

const allTabs = (): readonly { id: DrawerTab; label: string; title: string }[] =>
  drawerTabs.map(({ id, label }) => ({ id, label, title: titleOf(id) }));
