import { iec } from '../kit/format';
import { AccessForms } from './AccessForms';
import { AddressBar } from './AddressBar';
import { MemoryGrid } from './MemoryGrid';
import { MemoryLegend } from './MemoryLegend';
import { useSlice } from '../state/run';
import { useTools } from '../state/tools';
import '../drawer/tools.css';
import './memory.css';

/** The device's memory as its backend holds it, whoever may see it, and the guest's loads and stores. */
export function Memory() {
  const memory = useSlice('memory');
  const maps = useSlice('maps');
  const wanted = useTools((state) => state.memoryAt) ?? memory.pages[0] ?? maps[0]?.base;
  const at = Math.min(Math.max(wanted ?? memory.from, memory.from), Math.max(memory.to - 1, 0));
  return (
    <div className="tool memory">
      <section className="sec memory-view" aria-label="Memory">
        <div className="sec-head">
          <h2>Memory</h2>
          <span className="mu summary">
            {memory.writtenBytes === 0
              ? 'nothing written, all reads as zero'
              : `${iec(memory.writtenBytes)} written, the rest reads as zero`}
          </span>
        </div>
        <AddressBar at={at} />
        <MemoryGrid at={at} />
        <MemoryLegend />
      </section>
      <AccessForms at={at} />
    </div>
  );
}
