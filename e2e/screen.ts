import type { Locator, Page } from '@playwright/test';

export type Side = 'fm' | 'device' | 'host';

/** What stands on the page, as plain data: read when the page is idle, so nothing here waits. */
export interface Screen {
  /** `The host accepts e1 and e2.` */
  readonly sentence: () => Promise<string>;
  /** `Step 3 of 21` */
  readonly step: () => Promise<string>;
  /** Blocks of a region by state, as the map of an actor counts them; states without blocks are left out. */
  readonly cells: (side?: Side, region?: number) => Promise<Readonly<Record<string, number>>>;
  /** One line per extent: id, start DPA, length, state. */
  readonly extents: () => Promise<readonly string[]>;
  /** One line per group in the queue. */
  readonly pending: () => Promise<readonly string[]>;
  /** One line per record in the event log, as it is said aloud. */
  readonly log: () => Promise<readonly string[]>;
  /** `4802h Add DC Response 00h Success` */
  readonly mailbox: () => Promise<string>;
  /** The message in front in the bytes pane: its name and its bytes as hex. */
  readonly bytes: () => Promise<{ readonly tab: string; readonly hex: string }>;
  /** Everything a reader of a link must see again. */
  readonly everything: () => Promise<unknown>;
}

/** Where a map's totals stand. */
function mapOf(page: Page, side: Side, region = 0): Locator {
  return page.locator('[data-cells]').filter({ has: page.getByTestId(`map-${side}-${region}`) });
}

function slotOf(page: Page, name: string): Locator {
  return page.getByRole('region', { name: 'Device' }).locator('.slot').filter({ hasText: name });
}

const words = (text: string): string => text.replace(/\s+/g, ' ').trim();

async function linesOf(rows: Locator): Promise<readonly string[]> {
  return (await rows.allInnerTexts()).map(words);
}

function countsOf(cells: string | null): Readonly<Record<string, number>> {
  const pairs = (cells ?? '').split(' ').map((pair): [string, number] => {
    const [state = '', blocks] = pair.split(':');
    return [state, Number(blocks)];
  });
  return Object.fromEntries(pairs.filter(([, blocks]) => blocks > 0));
}

const ledgerCells = { id: 1, start: 3, length: 4, state: 6 } as const;

async function extentsOf(page: Page): Promise<readonly string[]> {
  const rows = page.getByRole('grid', { name: 'Extents' }).getByRole('row');
  const all = await rows.evaluateAll((found) =>
    found.map((row) =>
      [...row.querySelectorAll('[role=gridcell]')].map((cell) => cell.textContent),
    ),
  );
  return all
    .filter((cells) => cells.length > ledgerCells.state)
    .map((cells) => Object.values(ledgerCells).map((at) => cells[at]))
    .map((cells) => cells.join(' '));
}

async function bytesOf(page: Page): Promise<{ readonly tab: string; readonly hex: string }> {
  const pane = page.getByRole('region', { name: 'Bytes' });
  const chosen = pane.locator('label').filter({ has: page.getByRole('radio', { checked: true }) });
  const tab = (await chosen.count()) === 0 ? '' : words(await chosen.innerText());
  const cells = await pane.getByRole('gridcell').allInnerTexts();
  return { tab, hex: cells.join('') };
}

export function screenOf(page: Page): Screen {
  const head = page.getByRole('heading', { level: 1 });
  const screen: Screen = {
    step: async () => words(await head.locator('small').innerText()),
    sentence: () => head.evaluate((element) => element.lastChild?.textContent ?? ''),
    cells: async (side = 'device', region = 0) =>
      countsOf(await mapOf(page, side, region).getAttribute('data-cells')),
    extents: () => extentsOf(page),
    pending: () =>
      linesOf(page.getByRole('list', { name: 'Pending offers' }).getByRole('listitem')),
    log: () =>
      page
        .getByRole('group', { name: /^Event log/ })
        .getByRole('button')
        .evaluateAll((slots) => slots.map((slot) => slot.getAttribute('aria-label') ?? '')),
    mailbox: async () => {
      const text = words(await slotOf(page, 'Mailbox').innerText());
      const [, opcode, name, code, why] =
        /(\w+h) (\D+?)(?: e\d+)* (\w+h) in .* B (.*)$/.exec(text) ?? [];
      return opcode === undefined ? text : [opcode, name, code, why].join(' ');
    },
    bytes: () => bytesOf(page),
    everything: async () => ({
      step: await screen.step(),
      sentence: await screen.sentence(),
      cells: [await screen.cells('fm'), await screen.cells('device'), await screen.cells('host')],
      extents: await screen.extents(),
      log: await screen.log(),
      mailbox: await screen.mailbox(),
      bytes: await screen.bytes(),
    }),
  };
  return screen;
}
