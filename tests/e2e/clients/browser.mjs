// SPDX-License-Identifier: GPL-3.0-or-later
// Runs the clients of page_clients.mjs, each in a page and a private context of its own of one Chromium.
//   node browser.mjs DIR     reads DIR/plan.json, writes the keys to DIR/phone.keys
// The SDKs are put into the pages by the driver, not fetched by them: no code of others is in the capture.
import fs from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';
import {chromium} from 'playwright-core';

const here = path.dirname(fileURLToPath(import.meta.url));
const folder = process.argv[2];
const plan = JSON.parse(fs.readFileSync(path.join(folder, 'plan.json'), 'utf8'));
const settle = 4000; // milliseconds that the slowest of the SDKs hoards events before it sends the next
const atOnce = 6;
// Some SDKs stay silent in a browser that calls itself headless.
const userAgent = 'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Mobile Safari/537.36';

const bundle = await build({entryPoints: [path.join(here, 'page_clients.mjs')], bundle: true, format: 'iife', write: false,
  minify: true, logLevel: 'error', define: {'process.env.NODE_ENV': '"production"', global: 'window'}});
const script = bundle.outputFiles[0].text;

const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium', headless: true,
  env: {...process.env, HOME: path.join(folder, 'home'), SSLKEYLOGFILE: path.join(folder, 'phone.keys')},
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync', '--disable-features=HttpsUpgrades,OptimizationHints,AsyncDns', '--incognito',
    '--disable-blink-features=AutomationControlled'],
});

async function run({name, page: address, secrets}) {
  const context = await browser.newContext({userAgent, viewport: {width: 393, height: 851}});
  const page = await context.newPage();
  page.on('pageerror', error => console.error(`${name}: ${error.message.split('\n')[0]}`));
  await page.goto(address, {waitUntil: 'load'});
  await page.evaluate(script);
  await page.evaluate(([client, given]) => window.runClient(client, given), [name, secrets]);
  let last = Date.now();
  for (const moment of ['request', 'requestfinished', 'requestfailed'])
    page.on(moment, () => { last = Date.now(); });
  while (Date.now() - last < settle)
    await page.waitForTimeout(last + settle - Date.now());
  await page.goto('about:blank'); // what is still hoarded is sent when a page is left
  await page.waitForTimeout(1000);
  await context.close();
}

const waiting = plan.clients.filter(client => client.page);
async function work() {
  for (let client = waiting.shift(); client; client = waiting.shift()) {
    try {
      await run(client);
    } catch (error) {
      console.error(`${client.name}: ${error.message.split('\n')[0]}`);
      process.exitCode = 1;
    }
  }
}
await Promise.all(Array.from({length: atOnce}, work));
await browser.close();
