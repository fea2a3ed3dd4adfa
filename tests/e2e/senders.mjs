// SPDX-License-Identifier: GPL-3.0-or-later
// Native senders of the phone, as processes outside the browser. The browser's own telemetry is
// posted as the Sensors Analytics Android SDK 3.2 does: form with crc, gzip=1 and data_list.
// Reads one JSON command a line on standard input and answers "ok".
import https from 'node:https';
import readline from 'node:readline';
import zlib from 'node:zlib';

const dalvik = 'Dalvik/2.1.0 (Linux; U; Android 10; Redmi Note 8 MIUI/V11.0.5.0.QCOINXM)';
const anonymousId = 'b9f0a1d2-77aa-4c3e-9a10-5d2f7c81e640';

/** Java's String.hashCode: the "crc" of the SDK. */
export function hashCode(text) {
  let hash = 0;
  for (let i = 0; i < text.length; ++i)
    hash = (Math.imul(hash, 31) + text.charCodeAt(i)) | 0;
  return hash;
}

function post(host, path, headers, body) {
  return new Promise((resolve, reject) => {
    const request = https.request({host, path, method: 'POST', agent: false,
      headers: {...headers, 'Content-Length': Buffer.byteLength(body)}}, response => {
      response.resume();
      response.on('end', resolve);
    });
    request.on('error', reject);
    request.end(body);
  });
}

function event(name, properties, time) {
  return {
    _track_id: hashCode(name + time), time, type: 'track', event: name, distinct_id: anonymousId,
    lib: {$lib: 'Android', $lib_version: '3.2.10', $app_version: '12.1.4-g', $lib_method: 'code'},
    properties: {
      $lib: 'Android', $lib_version: '3.2.10', $app_version: '12.1.4-g', $os: 'Android', $os_version: '10',
      $manufacturer: 'Xiaomi', $model: 'Redmi Note 8', $screen_width: 1080, $screen_height: 2340, $wifi: true,
      $network_type: 'WIFI', $app_id: 'com.android.browser', uuid: anonymousId, internet_status: 1,
      platform: 'AndroidApp', miui_version: 'V11.0.5.0.QCOINXM', miui_region: 'IN', system_language: 'en',
      ...properties,
    },
  };
}

const senders = {
  /** Mi Browser, events of telemetry of version 12.1: a search, a page begun and finished. */
  browser: ({search, engine, url}) => {
    const now = Date.now();
    const events = [];
    if (search)
      events.push(event('search', {used_searchengine: engine, search_position: 'address_bar', search_method: 'enter', search_word: search}, now - 700));
    if (url)
      events.push(event('page_load_event_start', {url}, now - 600), event('page_load_event_finish', {url}, now - 120));
    const list = zlib.gzipSync(JSON.stringify(events)).toString('base64');
    const body = `crc=${hashCode(list)}&gzip=1&data_list=${encodeURIComponent(list)}`;
    return post('sa.api.intl.miui.com', '/sa?project=global_browser&r=IN',
      {'Content-Type': 'application/x-www-form-urlencoded', 'User-Agent': dalvik}, body);
  },
  /** System statistics: a batch that names its package and holds no search. */
  system: ({screen}) => post('tracking.intl.miui.com', '/track/v4/o', {'Content-Type': 'application/json', 'User-Agent': dalvik},
    JSON.stringify([{H: {event: 'onetrack_pa', pkg: 'com.miui.home', app_id: '31000000538', instance_id: '7c1f2a4e-90ab-4f0e-8d7a-2f1f0f6b1c11',
      instance_id_type: 'uuid', e_ts: Date.now()}, B: {screen, duration: 1840}}])),
  play: ({size}) => post('play.googleapis.com', '/log/batch', {'Content-Type': 'application/json',
    'User-Agent': 'com.google.android.gms/201817037 (Linux; U; Android 10; en_IN; Redmi Note 8; Build/QKQ1.200114.002; Cronet/81.0.4044.12)'},
    JSON.stringify({log_source: 2, events: Array.from({length: size}, (_, i) => ({sequence: i, battery: 80 - i % 5}))})),
  themes: () => post('thm.market.intl.xiaomi.com', '/thm/config', {'Content-Type': 'application/json', 'User-Agent': dalvik},
    JSON.stringify({package_name: 'com.android.thememanager', version: '2.9.8.9', region: 'IN'})),
  unnamed: () => post('thm.market.intl.xiaomi.com', '/ping', {'Content-Type': 'text/plain', 'User-Agent': dalvik}, 'alive'),
  /** An app whose keys nobody has: its connection stays closed to the reader. */
  chat: () => post('chat.example.net', '/push', {'Content-Type': 'application/octet-stream', 'User-Agent': 'chat'},
    Buffer.alloc(900, 'x')),
};

for await (const line of readline.createInterface({input: process.stdin})) {
  const command = JSON.parse(line);
  try {
    await senders[command.sender](command);
    console.log('ok');
  } catch (error) {
    console.log(String(error));
  }
}
