import { TabList } from '../kit/TabList';
import { useViewport } from '../map/viewport';
import { showPane, useTools, type Pane } from '../state/tools';

interface PaneTab {
  readonly id: Pane;
  readonly label: string;
}

/** A tablet shows the details beside these, a phone one part at a time. */
const tabsOf: Readonly<Record<'tablet' | 'phone', readonly PaneTab[]>> = {
  tablet: [
    { id: 'flow', label: 'Steps' },
    { id: 'extents', label: 'Extents' },
  ],
  phone: [
    { id: 'flow', label: 'Steps' },
    { id: 'extents', label: 'Extents' },
    { id: 'record', label: 'Bytes' },
    { id: 'host', label: 'Host' },
    { id: 'note', label: 'Why' },
    { id: 'tools', label: 'Tools' },
  ],
};

/** What stands below the maps where there is no room for all; wide screens have no tabs. */
export function PaneTabs() {
  const viewport = useViewport();
  const pane = useTools((state) => state.pane);
  if (viewport === 'wide') return null;
  const tabs = tabsOf[viewport];
  return (
    <TabList
      label="Below the maps"
      name="tab"
      className="tabs"
      tabs={tabs}
      value={tabs.find(({ id }) => id === pane)?.id ?? 'flow'}
      onChange={(next) => {
        showPane(next);
      }}
    />
  );
}
