import { findQemu } from '/work/main/src/cli/live/qemu-find';
import { createRecorder } from '/work/main/src/cli/live/recorder';
import { readFileSync } from 'node:fs';
const q = findQemu(process.argv[2]); console.log(q);
const t = JSON.parse(readFileSync(process.argv[3],'utf8'));
const c = t.device.config;
const r = await createRecorder(q!, {staticMiB:c.static_mb, dcMiB:c.dc_mb, regionCount:c.num_regions, topology:c.topology});
const t0=performance.now();
let bad=0;
for (const s of t.steps) { const {op,...f}=s; 
  const inn={...f}; for (const k of ['ret','out_hex','result','tunnel_ret','crash']) delete inn[k];
  const got = await r.play({op, fields: inn});
  const g=got.fields as any;
  for (const k of ['ret','out_hex','result','tunnel_ret']) if (JSON.stringify(g[k])!==JSON.stringify(s[k])) {bad++; console.log(op,k,'was',JSON.stringify(s).slice(0,300),'now',JSON.stringify(g[k])?.slice(0,200));}
}
console.log(t.steps.length, bad, (performance.now()-t0)/t.steps.length,'ms/step');
await r.close();
