// Opens every page of a folder in a browser: at a phone's width and a desk's, by day and by night, and on paper.
// Fails on a console message, a request, an accessibility finding, a line that runs off the side, or too much paper.
//
//   node look.mjs FOLDER [CHROMIUM]
//
// A page called `*.explain.html` may take one more sheet: the trace is a page to file.

import { chromium } from 'playwright-core';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [folder, executablePath] = process.argv.slice(2);
const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const looks = [
  { name: 'phone', width: 390, height: 844, colorScheme: 'light' },
  { name: 'phone-dark', width: 390, height: 844, colorScheme: 'dark' },
  { name: 'desk', width: 1280, height: 900, colorScheme: 'light' },
  { name: 'desk-dark', width: 1280, height: 900, colorScheme: 'dark' },
];

const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
const names = (await readdir(folder)).filter((name) => name.endsWith('.html')).sort();
const problems = [];
await mkdir(join(folder, 'seen'), { recursive: true });
for (const name of names) {
  // The trace is more of the same: it is looked at by day only.
  const shown = looks.filter((look) => !name.endsWith('.explain.html') || look.colorScheme === 'light');
  for (const look of shown) await open(name, look);
}
await browser.close();
for (const problem of problems) console.error(problem);
console.log(`html: ${names.length} pages, ${problems.length} problems`);
process.exit(names.length === 0 || problems.length > 0 ? 1 : 0);

async function open(name, look) {
  const { width, height, colorScheme } = look;
  const context = await browser.newContext({ viewport: { width, height }, colorScheme });
  const page = await context.newPage();
  const tell = (what) => problems.push(`${name} (${look.name}): ${what}`);
  const address = pathToFileURL(resolve(folder, name)).href;
  page.on('console', (message) => tell(`console: ${message.text()}`));
  page.on('pageerror', (error) => tell(`error: ${error}`));
  page.on('request', (request) => request.url() !== address && tell(`asks for ${request.url()}`));
  await page.goto(address);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  if (wide > 0) tell(`runs ${wide} pixels off the side`);
  const cut = await page.evaluate(() => {
    const { width } = document.querySelector('svg')?.viewBox.baseVal ?? {};
    const ends = [...document.querySelectorAll('svg text')].filter((text) => text.getBBox().x + text.getBBox().width > width);
    return ends.map((text) => text.textContent);
  });
  if (cut.length > 0) tell(`cuts off ${cut.join(', ')}`);
  // Colours and names are the same at every width, and looking for faults takes longer than all else.
  const { violations } = width < 600 ? await page.evaluate(`${axe}; axe.run()`) : { violations: [] };
  for (const { id, nodes } of violations) tell(`${id}: ${nodes.map((node) => node.html).join(' ')}`);
  await page.screenshot({ path: join(folder, 'seen', `${name}.${look.name}.png`), fullPage: true });
  if (look.name === 'desk') await print(page, name, tell);
  await context.close();
}

async function print(page, name, tell) {
  const most = name.endsWith('.explain.html') ? 3 : 2;
  for (const format of ['A4', 'Letter']) {
    const paper = await page.pdf({ format, preferCSSPageSize: false });
    const sheets = paper.toString('latin1').match(/\/Type\s*\/Page\b/g).length;
    if (sheets > most) tell(`takes ${sheets} sheets of ${format}; at most ${most} expected`);
    if (format === 'A4') await writeFile(join(folder, 'seen', `${name}.pdf`), paper);
  }
}
