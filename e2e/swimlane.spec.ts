import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './driver';
import type { Driver } from './driver';

const list = (page: Page): Locator => page.getByRole('treegrid', { name: 'Steps of the run' });
const row = (page: Page, step: number): Locator =>
  list(page).getByRole('row', { name: new RegExp(`^Step ${step}\\b`) });
const said = (page: Page): Locator =>
  page.getByRole('region', { name: 'Steps', exact: true }).getByRole('status');

/** The example with its list made higher, the focus on the list, at step 11. */
async function begin({ open, page, press }: Driver): Promise<void> {
  await open();
  await page.getByRole('separator', { name: 'Height of the step list' }).focus();
  for (let times = 0; times < 12; times += 1) await page.keyboard.press('ArrowUp');
  await list(page).focus();
  await press('Home');
}

/** Walks to a row of the list with the arrows. */
async function walkTo({ page, press }: Driver, step: number): Promise<void> {
  for (let times = 0; times < 40; times += 1) {
    const id = (await list(page).getAttribute('aria-activedescendant')) ?? '';
    const name = id === '' ? null : await page.locator(`[id="${id}"]`).getAttribute('aria-label');
    const at = Number(/^Step (\d+)/.exec(name ?? '')?.[1] ?? 0);
    if (at === step) return;
    await press(at < step ? 'ArrowDown' : 'ArrowUp');
  }
  throw new Error(`the arrows do not reach step ${step}`);
}

test('a message, its answer and the chain it belongs to are told in the row’s name', async ({
  driver,
}) => {
  await begin(driver);
  const { page, press } = driver;
  await walkTo(driver, 10);
  await press('Enter');
  await expect(row(page, 10)).toHaveAccessibleName(
    /^Step 10\. Host answers the offer, 4802h\. answer 0Fh Invalid Physical Address\. .*Chain g2: 3 records joined by More, offered at step 6, read at step 9, answered at step 11/,
  );
});

test('the host’s steps fold under the action they answer, one or all, and unfold', async ({
  driver,
}) => {
  await begin(driver);
  const { page, press } = driver;
  await walkTo(driver, 1);
  await expect(row(page, 1)).toHaveAttribute('aria-expanded', 'true');
  await press('-');
  await expect(row(page, 1)).toHaveAttribute('aria-expanded', 'false');
  await expect(row(page, 2)).toHaveCount(0);
  await press('+');
  await expect(row(page, 2)).toHaveAttribute('aria-level', '2');
  await press('*');
  await expect(list(page).getByRole('row', { name: /^Step/ })).toHaveCount(7);
  await press('*');
  await expect(row(page, 2)).toBeVisible();
});

test('while the step looked at is folded away its action is marked as the present one', async ({
  driver,
}) => {
  await begin(driver);
  const { page, press } = driver;
  await press('*', 'ArrowRight', 'ArrowRight');
  expect(await driver.see.step()).toBe('Step 2 of 21');
  await expect(row(page, 1)).toHaveAttribute('aria-selected', 'true');
});

test('a step is switched off and on by key; its row says off and the run is done again', async ({
  driver,
}) => {
  await begin(driver);
  const { page, press, see } = driver;
  await press('End');
  const extents = await see.extents();
  await press('Home');
  await walkTo(driver, 6);
  await press('x');
  await expect(said(page)).toHaveText('Step 6 is off.');
  await expect(row(page, 6)).toHaveAccessibleName(/^Step 6, off\. /);
  await expect(row(page, 6)).toContainText('off');
  await press('End');
  expect(await see.extents()).not.toEqual(extents);
  await press('Home');
  await walkTo(driver, 6);
  await press('x');
  await expect(said(page)).toHaveText('Step 6 is on again.');
  await press('End');
  expect(await see.extents()).toEqual(extents);
});

test('a step is moved with Alt and the arrows, and not past the ends', async ({ driver }) => {
  await begin(driver);
  const { page, press } = driver;
  const seven = await row(page, 7).getAttribute('aria-label');
  await walkTo(driver, 7);
  await press('Alt+ArrowUp');
  await expect(said(page)).toHaveText('Step 7 is now step 6.');
  const words = (name: string | null): string => name?.split('. ')[1] ?? '';
  expect(words(await row(page, 6).getAttribute('aria-label'))).toMatch(/^Fabric manager offers/);
  expect(await row(page, 7).getAttribute('aria-label')).not.toBe(seven);
  await press('Control+z');
  await expect(row(page, 7)).toHaveAccessibleName(seven ?? '');
  await press('Home');
  await walkTo(driver, 1);
  await press('Alt+ArrowUp');
  await expect(said(page)).toHaveText('It is the first step');
});

test('a bookmark stands in the row and on the rail', async ({ driver }) => {
  await begin(driver);
  const { page, press } = driver;
  await walkTo(driver, 3);
  await press('k');
  await expect(row(page, 3)).toHaveAccessibleName(/\. bookmarked\.$/);
  await expect(page.locator('.rail-mark')).toHaveCount(1);
  await press('k');
  await expect(page.locator('.rail-mark')).toHaveCount(0);
});

test('a note is written in place: Enter keeps it, Escape does not', async ({ driver }) => {
  await begin(driver);
  const { page, press } = driver;
  await walkTo(driver, 3);
  await press('e');
  const field = page.getByRole('textbox', { name: 'Note on step 3' });
  await expect(field).toBeFocused();
  await field.pressSequentially('both fit');
  await press('Escape');
  await expect(row(page, 3)).not.toContainText('both fit');
  await expect(list(page)).toBeFocused();
  await press('e');
  await field.pressSequentially('both fit, b x n');
  await press('Enter');
  await expect(row(page, 3)).toContainText('both fit, b x n');
  await expect(row(page, 3)).toHaveAccessibleName(/note: both fit, b x n\.$/);
  await expect(list(page)).toBeFocused();
});

test('the menu of a row is opened and walked by keyboard, and gives the focus back', async ({
  driver,
}) => {
  await begin(driver);
  const { page, press } = driver;
  await walkTo(driver, 6);
  await press('Shift+F10');
  const menu = page.getByRole('menu', { name: 'Step 6' });
  await expect(menu.getByRole('menuitem', { name: 'Switch off' })).toBeFocused();
  await press('ArrowUp');
  await expect(menu.getByRole('menuitem', { name: 'Show the steps of e5' })).toBeFocused();
  await press('Enter');
  await expect(menu).toHaveCount(0);
  await expect(list(page)).toBeFocused();
  const names = await list(page).getByRole('row', { name: /^Step/ }).count();
  expect(names).toBeLessThan(6);
  await expect(page.getByRole('button', { name: 'only e5' })).toBeVisible();
  await press('Escape');
  await expect(row(page, 2)).toBeVisible();
  await press('Shift+F10', 'Escape');
  await expect(page.getByRole('menu')).toHaveCount(0);
  await expect(list(page)).toBeFocused();
});

test('a row is dragged to another place by pointer; Escape leaves it where it is', async ({
  driver,
}) => {
  await begin(driver);
  const { page, idle, press, see } = driver;
  const middle = async (step: number): Promise<{ x: number; y: number }> => {
    const box = await row(page, step).boundingBox();
    if (box === null) throw new Error(`step ${step} is not drawn`);
    return { x: box.x + 300, y: box.y + box.height / 2 };
  };
  const drag = async (from: number, to: number): Promise<void> => {
    const [start, end] = [await middle(from), await middle(to)];
    await page.mouse.move(start.x, start.y);
    await page.mouse.down();
    await page.mouse.move(end.x, end.y - 6, { steps: 6 });
  };
  const moved = (await row(page, 7).getAttribute('aria-label'))?.split('. ')[1] ?? 'no such row';
  await drag(7, 3);
  await expect(page.locator('.drop-above')).toHaveCount(1);
  await press('Escape');
  await page.mouse.up();
  await idle();
  await expect(said(page)).toHaveText('');
  await drag(7, 3);
  await page.mouse.up();
  await idle();
  await expect(said(page)).toHaveText('Step 7 is now step 3.');
  expect(await row(page, 3).getAttribute('aria-label')).toContain(moved.split(' ')[0]);
  // The click that ends a drag goes to no step.
  expect(await see.step()).not.toMatch(/^Step 7 /);
});

test('pointing at a row lights its extents, and a selected extent marks its rows', async ({
  driver,
}) => {
  await begin(driver);
  const { page, click, press } = driver;
  for (let step = 0; step < 11; step += 1) await press('ArrowRight');
  await walkTo(driver, 6);
  await row(page, 6).hover();
  await expect(page.locator('.fm .chip[data-link="hovered"]').first()).toBeVisible();
  await click(page.getByRole('grid', { name: 'Extents' }).getByRole('row', { name: /\be2\b/ }));
  await expect(row(page, 3).locator('[data-link=selected]')).toHaveCount(1);
  await expect(row(page, 6).locator('[data-link=selected]')).toHaveCount(0);
});

for (const viewport of [
  { width: 1440, height: 900 },
  { width: 820, height: 1180 },
  { width: 390, height: 844 },
])
  test(`no accessibility violation in the list at ${viewport.width}, marked and with its menu open`, async ({
    driver,
  }) => {
    const { open, page, press } = driver;
    await page.setViewportSize(viewport);
    await open();
    await list(page).focus();
    await press('x', 'k', 'e');
    await page.keyboard.type('why');
    await press('Enter', 'Shift+F10');
    await expect(page.getByRole('menu')).toBeVisible();
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'])
      .include('.seq')
      .analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  });
