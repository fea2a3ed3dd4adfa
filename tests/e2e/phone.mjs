// SPDX-License-Identifier: GPL-3.0-or-later
// The phone's owner: a minute of browsing, half of it in a private window, in a real Chromium that
// names itself as Mi Browser does. Writes marks.json: when private browsing began and ended.
//   node phone.mjs DIR     (inside the namespace "phone")
import {spawn} from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import readline from 'node:readline';
import {fileURLToPath} from 'node:url';
import {chromium} from 'playwright-core';

const here = path.dirname(fileURLToPath(import.meta.url));
const folder = process.argv[2];
const pace = Number(process.env.LAB_PACE ?? 1); // 0.2: five times as fast, for tests
const keys = path.join(folder, 'phone.keys');
const userAgent = 'Mozilla/5.0 (Linux; U; Android 10; en-us; Redmi Note 8 Build/QKQ1.200114.002) AppleWebKit/537.36 '
  + '(KHTML, like Gecko) Version/4.0 Chrome/71.0.3578.141 Mobile Safari/537.36 XiaoMi/MiuiBrowser/12.1.4-g';
const oldTls = process.env.LAB_PHONE_TLS === '1.2'; // a phone that knows nothing newer
const wait = seconds => new Promise(resolve => setTimeout(resolve, seconds * 1000 * pace));

// What a person has put into the phone's store beside the lab's root. Pinned apps do not look there.
const trusted = process.env.LAB_TRUST ?? path.join(folder, 'root.pem');

function sender(withKeys) {
  const child = spawn('node', [...(withKeys ? [`--tls-keylog=${keys}`] : []), ...(oldTls ? ['--tls-max-v1.2'] : []), path.join(here, 'senders.mjs')], {
    env: {...process.env, NODE_EXTRA_CA_CERTS: withKeys ? trusted : path.join(folder, 'root.pem')}, stdio: ['pipe', 'pipe', 'inherit'],
  });
  const answers = readline.createInterface({input: child.stdout})[Symbol.asyncIterator]();
  return {
    async send(command) {
      child.stdin.write(JSON.stringify(command) + '\n');
      const {value} = await answers.next();
      if (value !== 'ok' && withKeys)
        throw new Error(`sender ${command.sender}: ${value}`);
    },
    stop: () => child.stdin.end(),
  };
}

const marks = [];
const mark = on => marks.push({time: Date.now() / 1000, private: on});

const background = sender(true);
const browserTelemetry = sender(true);
const pinned = sender(false);
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium', headless: true,
  env: {...process.env, HOME: path.join(folder, 'home'), SSLKEYLOGFILE: keys},
  args: [...(oldTls ? ['--ssl-version-max=tls1.2'] : []), '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync', '--disable-features=HttpsUpgrades,OptimizationHints,AsyncDns', '--incognito'],
});
const newPage = async () => (await browser.newContext({userAgent, viewport: {width: 393, height: 851}, isMobile: true})).newPage();

async function visit(page, url, telemetry) {
  await page.goto(url, {waitUntil: 'networkidle'});
  await browserTelemetry.send({sender: 'browser', url, ...telemetry});
}

// An ordinary minute begins.
await background.send({sender: 'play', size: 40});
const ordinary = await newPage();
await visit(ordinary, 'https://news.example.org/today', {});
await wait(4);
await background.send({sender: 'themes'});
await background.send({sender: 'system', screen: 'home'});
await wait(3);
await pinned.send({sender: 'chat'});
await background.send({sender: 'play', size: 12});
await wait(3);

mark(true);
const secret = await newPage();
await wait(1.5);
await visit(secret, 'https://www.google.com/search?q=purple+otter+4821&client=ms-android-xiaomi', {search: 'purple otter 4821', engine: 'google'});
await wait(4);
await background.send({sender: 'system', screen: 'recents'});
await wait(2);
await Promise.all([secret.waitForURL('**/otters-return'), secret.click('#news')]);
await secret.waitForLoadState('networkidle');
await browserTelemetry.send({sender: 'browser', url: secret.url()});
await wait(4);
await background.send({sender: 'play', size: 25});
await visit(secret, 'https://duckduckgo.com/?q=abortion%20clinic%20k%C3%B6ln&t=h_', {search: 'abortion clinic köln', engine: 'duckduckgo'});
await wait(4);
await background.send({sender: 'unnamed'});
await Promise.all([secret.waitForURL('**/appointments/**'), secret.click('#clinic')]);
await secret.waitForLoadState('networkidle');
await browserTelemetry.send({sender: 'browser', url: secret.url()});
await wait(5);
await pinned.send({sender: 'chat'});
await secret.context().close();
mark(false);

await wait(2);
await visit(ordinary, 'https://news.example.org/weather', {});
await background.send({sender: 'system', screen: 'settings'});
await wait(3);
await background.send({sender: 'play', size: 18});
await wait(1);
await browser.close();
for (const child of [background, browserTelemetry, pinned])
  child.stop();
fs.writeFileSync(path.join(folder, 'marks.json'), JSON.stringify(marks, null, 1) + '\n');
