import type { MachineView } from '../../model/view/page/machine';
import { Button } from '../kit/Button';
import type { MachineAct, SectionProps } from './section';

type HostModule = MachineView['modules'][number]['name'];

/** What each module is for, as its users know it. */
const purposes: Readonly<Record<HostModule, string>> = {
  dax_cxl: 'dax driver: makes capacity claimable',
  device_dax: 'devdax: programs map dax devices',
  kmem: 'system RAM: dax devices become memory',
};

/** The deed that turns a module on or off. */
function turned(module: HostModule, loaded: boolean): MachineAct {
  if (module === 'dax_cxl') return { deed: loaded ? 'unloadDriver' : 'loadDriver' };
  return { deed: loaded ? 'unloadModule' : 'loadModule', module };
}

/** The drivers of the host that take part, each with what turns it on or off. */
export function Drivers({ view: { modules, bound }, onAct }: SectionProps) {
  return (
    <ul className="machine-list machine-drivers" aria-label="Drivers">
      <li className="machine-line">
        <span>
          <b>cxl_pci</b> <span className="mu">the driver of the device</span>
        </span>
        <Button
          className="tiny"
          aria-label={bound ? 'Unbind cxl_pci' : 'Bind cxl_pci'}
          onClick={() => {
            onAct({ deed: bound ? 'unbindDevice' : 'bindDevice' });
          }}
        >
          {bound ? 'Unbind' : 'Bind'}
        </Button>
      </li>
      {modules.map(({ name, loaded }) => (
        <li key={name} className="machine-line">
          <span>
            <b>{name}</b> <span className="mu">{purposes[name]}</span>
          </span>
          <Button
            className="tiny"
            aria-label={`${loaded ? 'Unload' : 'Load'} ${name}`}
            onClick={() => {
              onAct(turned(name, loaded));
            }}
          >
            {loaded ? 'Unload' : 'Load'}
          </Button>
        </li>
      ))}
    </ul>
  );
}
