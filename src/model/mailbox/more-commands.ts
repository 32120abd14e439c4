import { alertCommands } from './alerts-42h';
import { addCommands } from './command-table';
import { componentCommands } from './component-00h';
import { featureCommands } from './features-05h';
import { firmwareCommands } from './firmware-02h';
import { labelCommands } from './labels-41h';
import './mailbox';
import { maintenanceCommands } from './maintenance-06h';
import { memoryDeviceCommands } from './memory-device';
import { poisonCommands } from './poison-43h';
import { sanitizeCommands } from './sanitize-44h';
import { scanCommands } from './scan-media-43h';
import { switchCommands } from './switch-51h';

// Whatever sends a command by its number, or reads a run that may hold one, imports this. The page's first load does without.
addCommands([
  maintenanceCommands,
  firmwareCommands,
  featureCommands,
  scanCommands,
  switchCommands,
  alertCommands,
  labelCommands,
  componentCommands,
  memoryDeviceCommands,
  poisonCommands,
  sanitizeCommands,
]);
