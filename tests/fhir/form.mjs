// Fills in the form in LHC-Forms, a renderer by others, as each golden case would, and compares at every step: the first
// question that is shown and open must be the one that `firststep next` asks. In the end the renderer's own response
// must hold the answers of ours, and a stop must be told.
//
//   node form.mjs PROGRAM DOCUMENTS LFORMS CHROMIUM

import { spawn } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

const { chromium } = createRequire(new URL('../html/package.json', import.meta.url))('playwright-core');
const [program, documents, lforms, executablePath] = process.argv.slice(2);
const PICTURES = ['golden_06', 'golden_13', 'golden_19'];

const form = JSON.parse(await readFile(join(documents, 'form.json')));
const questions = new Map(items(form).filter((item) => ['choice', 'integer'].includes(item.type) && !item.readOnly).map((item) => [item.linkId, item]));
const alerts = items(form).map((item) => item.linkId).filter((link) => /^alert\.\w+$/.test(link));
const asset = (path) => pathToFileURL(resolve(lforms, path)).href;
const address = pathToFileURL(resolve(documents, 'form.html')).href;
await writeFile(join(documents, 'form.html'), `<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>form</title>
<link rel="stylesheet" href="${asset('webcomponent/styles.css')}"><body><div id="form"></div>
<script src="${asset('webcomponent/assets/lib/zone.min.js')}"></script><script src="${asset('webcomponent/lhc-forms.js')}"></script>
<script src="${asset('fhir/R4/lformsFHIR.min.js')}"></script></body></html>`);

const interview = spawn(program, ['next', '--lines'], { stdio: ['pipe', 'pipe', 'inherit'] });
const replies = createInterface({ input: interview.stdout })[Symbol.asyncIterator]();
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--allow-file-access-from-files'] });
const problems = [];
let cases = 0, steps = 0;
for (const line of (await readFile(join(documents, 'golden.tsv'), 'utf8')).trim().split('\n')) {
  const [name, flags] = line.split('\t');
  await walk(name, answersIn(flags));
  cases += 1;
}
await browser.close();
interview.stdin.end();
for (const problem of problems) console.error(problem);
console.log(`fhir: ${cases} golden cases filled in with LHC-Forms, ${steps} questions, ${problems.length} problems`);
process.exit(cases < 26 || problems.length > 0 ? 1 : 0);

/** All items of a document, in its order. */
function items(document) {
  return (document.item ?? []).flatMap((item) => [item, ...items(item)]);
}

/** `--right-now none --age 35` as answers by question. */
function answersIn(flags) {
  const words = flags.split(' ').filter((word) => word !== '--no-input');
  const answers = {};
  for (let at = 0; at < words.length; at += 2) {
    answers[words[at].slice(2).replaceAll('-', '_')] = words[at + 1].split(',');
  }
  return answers;
}

async function next(answers) {
  interview.stdin.write(`${JSON.stringify({ answers })}\n`);
  return JSON.parse((await replies.next()).value);
}

async function walk(name, wouldSay) {
  const page = await browser.newPage({ viewport: { width: 1100, height: 900 } });
  const tell = (what) => problems.push(`${name}: ${what}`);
  page.on('console', (message) => message.type() === 'error' && tell(`console: ${message.text()}`));
  page.on('pageerror', (error) => tell(`error: ${error}`));
  page.on('request', (request) => request.url().startsWith('file:') || tell(`asks for ${request.url()}`));
  await page.goto(address);
  await page.evaluate((form) => LForms.Util.addFormToPage(form, 'form', { fhirVersion: 'R4' }), form);
  const said = {};
  for (;;) {
    const turn = await next(Object.fromEntries(Object.entries(said).map(([id, ids]) => [id, ids.length === 1 ? ids[0] : ids])));
    if (turn.errors) { tell(JSON.stringify(turn.errors)); break; }
    const wanted = turn.question?.id ?? null;
    const shown = await open(page, said, wanted);
    if (shown !== wanted) { tell(`shows ${shown}; expected ${wanted}`); break; }
    if (wanted === null) {
      await ending(page, turn.result, tell);
      break;
    }
    said[wanted] = wouldSay[wanted] ?? ['unsure'];
    await answer(page, wanted, said[wanted]);
    steps += 1;
  }
  await compare(page, name, tell);
  if (PICTURES.some((picture) => name.startsWith(picture))) {
    await page.screenshot({ path: join(documents, 'seen', `${name}.png`), fullPage: true });
  }
  await page.close();
}

/** The first question that is shown and has no answer yet; the page gets a moment to come to the one expected. */
async function open(page, said, wanted) {
  let shown;
  for (let tries = 0; tries < 40; tries += 1) {
    const links = await visible(page);
    shown = links.find((link) => questions.has(link) && !(link in said)) ?? null;
    if (shown === wanted) break;
    await page.waitForTimeout(50);
  }
  return shown;
}

function visible(page) {
  return page.evaluate(() => [...document.querySelectorAll('lhc-item')].filter((item) => item.offsetParent !== null).map((item) => item.id.replace(/^item-/, '').split('/')[0]));
}

async function answer(page, link, ids) {
  if (questions.get(link).type === 'integer') {
    // A number is skipped by leaving it empty.
    if (ids[0] === 'unsure') return;
    const field = page.locator(`input[id^="${link}/"]`);
    await field.fill(ids[0]);
    await field.blur();
    return;
  }
  for (const id of ids) await page.locator(`label[id^="${link}/"][id$="|${id}"]`).click();
}

/** A stop or a referral is told on the form, and nothing else is. */
async function ending(page, result, tell) {
  const links = await visible(page);
  const told = alerts.filter((alert) => links.includes(alert)).map((alert) => alert.slice('alert.'.length));
  const wanted = result.alerts.filter((alert) => alert.stop !== null && alert.certainty === 'certain').map((alert) => alert.id);
  if (told.join() !== wanted.join()) tell(`tells of ${told}; expected ${wanted}`);
}

/** Both responses hold the same answers; ours leaves out those that are private. */
async function compare(page, name, tell) {
  const answers = (response) => new Map(items(response).filter((item) => item.answer && questions.has(item.linkId)).map((item) => {
    const codes = item.answer.map((answer) => answer.valueInteger ?? `${answer.valueCoding.system} ${answer.valueCoding.code}`);
    return [item.linkId, codes.sort().join()];
  }));
  const theirs = answers(await page.evaluate(() => LForms.Util.getFormFHIRData('QuestionnaireResponse', 'R4')));
  const ours = answers(JSON.parse(await readFile(join(documents, `${name}.json`))));
  theirs.delete('violence');
  for (const link of new Set([...theirs.keys(), ...ours.keys()])) {
    if (theirs.get(link) !== ours.get(link)) tell(`${link}: ${theirs.get(link)} there, ${ours.get(link)} here`);
  }
}
