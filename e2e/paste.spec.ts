import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './driver';

/** A mail of 2023, quoted twice: a request, its reply, a second one, and the error. */
const mail = `> > { "execute": "qmp_capabilities" }
> > { "execute": "cxl-add-dynamic-capacity",
> >   "arguments": { "path": "/machine/peripheral/dcd7", "region-id": 0,
> >       "extents": [ { "offset": 64, "len": 32 }, { "offset": 512, "len": 128 } ] } }
> > {"return": {}}
>
> and then half of the second:
>
> > { "execute": "cxl-release-dynamic-capacity",
> >   "arguments": { "path": "/machine/peripheral/dcd7", "region-id": 0,
> >       "extents": [ { "offset": 512, "len": 64 } ] } }
> > {"error": {"class": "GenericError", "desc": "No exact extent found in the extent list"}}
`;

/** What Ctrl V does where no field has the focus. */
async function pasteOnPage(page: Page, text: string): Promise<void> {
  await page.evaluate((said) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text', said);
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
  }, text);
}

test('a mail that is pasted on the page is read line by line, and opened as a run', async ({
  driver,
}) => {
  const { page, see, click, button } = driver;
  await driver.open();
  await pasteOnPage(page, mail);
  const sheet = page.getByRole('dialog', { name: 'Paste what you have' });
  await expect(sheet).toContainText(
    'QMP of the v3 series, November 2023. Offsets and lengths are in MiB.',
  );
  await expect(sheet.getByRole('region', { name: 'Your text' })).toContainText(
    '12 lines, all understood',
  );
  const steps = sheet.getByRole('listitem');
  await expect(steps.nth(0)).toContainText('The fabric manager offers e1 and e2.');
  await expect(steps.nth(0)).toContainText('lines 2 to 4');
  await expect(steps.nth(2)).toContainText('No exact extent found in the extent list');
  await expect(sheet).toContainText('all 2 agree');
  await click(button('Open as a new run'));
  await expect(sheet).toHaveCount(0);
  await driver.press('End');
  expect(await see.sentence()).toBe('QEMU refuses the release request.');
  await expect(page.locator('header')).toContainText('Pasted QMP session');
});

test('the first difference is told with its cause, and one press takes it away', async ({
  driver,
}) => {
  const { page, press, click, button } = driver;
  await driver.open();
  await press('i');
  const sheet = page.getByRole('dialog', { name: 'Paste what you have' });
  await sheet.getByRole('textbox').fill(mail);
  await sheet.getByLabel('Device rules').selectOption('qemu-11.1');
  await sheet.getByText('Compared with the model').click();
  await expect(sheet).toContainText('First difference: line 12');
  await expect(sheet).toContainText('With the rules of QEMU v3 series (2023), every line agrees.');
  await click(button('Compare with QEMU v3 series (2023)'));
  await expect(sheet).toContainText('Text and model agree in all 2 places');
});

test('steps of a text are added to the run that is there, in its units', async ({ driver }) => {
  const { page, press, see, click, button } = driver;
  await driver.open();
  await driver.powerOn();
  await press('i');
  const sheet = page.getByRole('dialog', { name: 'Paste what you have' });
  await sheet
    .getByRole('textbox')
    .fill(
      '{"execute": "cxl-add-dynamic-capacity", "arguments": {"path": "/machine/peripheral/cxl-dcd0", "region-id": 0, "extents": [{"offset": 0, "len": 64}]}}',
    );
  await expect(sheet).toContainText('1 QMP request: a run of 5 steps.');
  await click(button('Add after step 0'));
  expect(await see.step()).toBe('Step 5 of 5');
  expect((await see.cells())['accepted']).toBe(32);
});

test('a scenario file and a link are opened as they are', async ({ driver }) => {
  const { page, see, click, button, press } = driver;
  await driver.open();
  const address = await driver.share();
  await press('Escape');
  await pasteOnPage(page, `See this:\n${address}\nWhat do you think?`);
  const sheet = page.getByRole('dialog', { name: 'Paste what you have' });
  await expect(sheet.getByRole('status')).toContainText(
    'This is a DCDscope link: it is opened as it is.',
  );
  await click(button('Open as a new run'));
  expect(await see.step()).toBe('Step 11 of 21');
  const file =
    '{"v":1,"title":"From a file","device":{"profile":"qemu-11.1","id":"cxl-dcd0","staticMiB":0,"dcMiB":512,"regions":1},\n"host":{"twin":"linux-v11","decoder":[0,536870912]},"actions":[{"add":0,"extents":[[0,134217728]]}],"queue":[]}';
  await pasteOnPage(page, file);
  await expect(sheet.getByRole('status')).toContainText('This is a scenario file');
  await click(button('Open as a new run'));
  await expect(page.locator('header')).toContainText('From a file');
});

test('a text that says nothing stays, and says so', async ({ driver }) => {
  const { page, press, button } = driver;
  await driver.open();
  await press('i');
  const sheet = page.getByRole('dialog', { name: 'Paste what you have' });
  await sheet.getByRole('textbox').fill('Dear all,\nplease find nothing below.\n');
  await expect(sheet.getByRole('status')).toContainText('Nothing here looks like CXL.');
  await expect(button('Open as a new run')).toHaveAttribute('aria-disabled', 'true');
  await press('Escape', 'i');
  await expect(sheet.getByRole('region', { name: 'Your text' })).toContainText(
    'please find nothing',
  );
});

for (const [width, height] of [
  [1440, 900],
  [390, 844],
] as const) {
  test(`axe finds nothing in the sheet at ${width} px, light and dark`, async ({ driver }) => {
    const { page, press } = driver;
    await page.setViewportSize({ width, height });
    await driver.open();
    for (const theme of ['light', 'dark']) {
      await pasteOnPage(page, mail);
      const sheet = page.getByRole('dialog', { name: 'Paste what you have' });
      for (const tab of ['Understood as', 'Compared with the model']) {
        await sheet.getByText(tab).click();
        await expect(sheet).toContainText(
          tab === 'Understood as' ? 'Steps, in order' : 'Line by line',
        );
        const { violations } = await new AxeBuilder({ page }).include('dialog').analyze();
        expect(
          violations.map(({ id, nodes }) => `${theme} ${id}: ${nodes[0]?.html ?? ''}`),
        ).toEqual([]);
      }
      await press('Escape', 'd');
    }
  });
}

test('the line of a difference comes into view in a long text', async ({ driver }) => {
  const { page, click, open } = driver;
  await open();
  await pasteOnPage(page, `${'no line of a device\n'.repeat(300)}${mail}`);
  const sheet = page.getByRole('dialog', { name: 'Paste what you have' });
  const text = sheet.getByRole('region', { name: 'Your text' });
  await expect(text).not.toContainText('half of the second');
  await click(sheet.getByRole('button', { name: /^lines? 30\d/ }).first());
  await expect(text).toContainText('half of the second');
});

test('a text that the model does not agree with opens at its first difference', async ({
  driver,
}) => {
  const { page, click, open, see } = driver;
  await open();
  await pasteOnPage(page, mail.replace(/\{"error".*\}\}/, '{"return": {}}'));
  const sheet = page.getByRole('dialog', { name: 'Paste what you have' });
  await click(sheet.getByRole('button', { name: 'See the first difference' }));
  await expect(sheet).toContainText('First difference: line 12');
  await click(sheet.getByRole('button', { name: 'Open as a new run' }));
  expect(await see.sentence()).toMatch(/refuses the release request/);
});
