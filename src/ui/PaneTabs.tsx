import { TabList } from './kit/TabList';
import { setUi, useUi } from './store';
import type { Pane } from './store';

const panes: readonly { readonly id: Pane; readonly label: string }[] = [
  { id: 'flow', label: 'Flow' },
  { id: 'extents', label: 'Extents' },
  { id: 'record', label: 'Record' },
  { id: 'note', label: 'Note' },
  { id: 'tools', label: 'Tools' },
];

/** A phone's tabs; wider screens show all parts at once and no tabs. */
export function PaneTabs() {
  const pane = useUi((state) => state.pane);
  return (
    <TabList
      label="Below the maps"
      name="tab"
      className="tabs"
      tabs={panes}
      value={pane}
      onChange={(next) => {
        setUi({ pane: next });
      }}
    />
  );
}
